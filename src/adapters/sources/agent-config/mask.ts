import type { ValueObject } from "#core/language";
import type { Path } from "#core/model";
import { maskTexts, type NameOf } from "../mask-texts.ts";
import { MaskedSecrets } from "../masked.ts";

/** Headers that carry a credential whatever they are called in a request. */
const CREDENTIAL_HEADER = /^(?:proxy-)?authorization$|^cookie$|(?:^|-)(?:api|access|auth)-?(?:key|token)$|^x-.*-key$/i;
const HEADERS: ReadonlySet<string | number | undefined> = new Set(["headers", "http_headers", "requestInit"]);
/** A value that the client fills in when it starts. */
const FILLED_IN = /\$\{|\{\{/;

/** The configuration without anything secret, and a list of where that was. References to variables and prompts stay. */
export function maskSecrets(native: ValueObject): ValueObject {
  const masked = new MaskedSecrets();
  return masked.listedIn(maskTexts(native, nameOf, masked));
}

const nameOf: NameOf = (path: Path, text: string) => {
  const name = String(path.at(-1) ?? "");
  // The names of variables are no secrets, and neither are commands that fetch one.
  if (/(?:_env_var|Helper|_command)$/.test(name)) return "";
  const isHeader = HEADERS.has(path.at(-2));
  return isHeader && CREDENTIAL_HEADER.test(name) && !FILLED_IN.test(text) ? "token" : name;
};
