import { CelError, declare, DYN, func, STRING, Unknown, type FunctionLibrary, type Value } from "#core/language";
import { readsText } from "../cost.ts";
import { withDoubles } from "../double.ts";
import { invalid } from "../failure.ts";
import { readCertificate } from "./certificate.ts";
import { Unread } from "./der.ts";
import { readPem } from "./pem.ts";

const MOST_CHARACTERS = 128 * 1024;

/** What certificates say. Source: Kyverno, `cel/libs/x509`. */
export const x509Library: FunctionLibrary = {
  name: "kyverno.x509",
  functions: [
    declare("x509.decode", "What a certificate says.", func("x509_decode_string", [STRING, DYN], decode, buildsObject)),
  ],
};

function decode(text: string): Value {
  try {
    return decodePem(text);
  } catch (error) {
    if (error instanceof Unread) return untold(error.message);
    throw error;
  }
}

function decodePem(text: string): Value {
  if (text.length > MOST_CHARACTERS) return untold(`more than ${MOST_CHARACTERS} characters`);
  const block = readPem(text);
  if (block === null) return invalid(text, "it is no PEM");
  if (block.type === "CERTIFICATE REQUEST") return untold("a request for one");
  if (block.type !== "CERTIFICATE") return invalid(block.type, "it is no certificate");
  const said = readCertificate(block.bytes);
  return said === null
    ? new CelError("invalid-argument", "The key of the certificate is not one of RSA")
    : withDoubles(said);
}

function untold(why: string): Unknown {
  return new Unknown([{ reason: "not-observed", path: `What Kyverno reads from a certificate with ${why}` }]);
}

/** Taking a certificate apart takes some ten times as long as reading its text once. */
function buildsObject(text: Value): number {
  return 10 * readsText(text);
}
