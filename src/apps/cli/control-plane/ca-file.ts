import { X509Certificate } from "node:crypto";
import { reasonOf } from "../files/file-diagnostic.ts";
import { UsageError } from "../usage-error.ts";
import { readSmallFile } from "./read-small-file.ts";
import type { ServerAddress } from "./server-address.ts";

const LARGEST = 4 * 1024 * 1024;

/** The certificates of a file, which are believed in place of the machine's. Throws a `UsageError` for what holds none. */
export function readCa(file: string, { url, shown }: ServerAddress): readonly string[] {
  if (!url.startsWith("https:")) throw new UsageError(`\`--ca\` is for https, but \`${shown}\` is asked without`);
  const { text } = readSmallFile(file, "the certificates", LARGEST);
  return certificatesIn(text, file).map((one) => certificate(one, file));
}

function certificatesIn(text: string, file: string): readonly string[] {
  const [, ...rest] = text.split("-----BEGIN CERTIFICATE-----");
  if (rest.length === 0) throw new UsageError(`There is no certificate in \`${file}\``);
  return rest.map((one) => `-----BEGIN CERTIFICATE-----${one}`);
}

function certificate(text: string, file: string): string {
  try {
    return new X509Certificate(text).toString();
  } catch (error) {
    throw new UsageError(`A certificate in \`${file}\` cannot be used: ${reasonOf(error)}`);
  }
}
