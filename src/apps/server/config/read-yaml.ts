import { closeSync, openSync, readSync } from "node:fs";
import { parseDocument } from "yaml";
import type { Value } from "#core/language";

/** What a file of YAML (or JSON) holds, or one sentence about why it is of no use. */
export type YamlFile =
  | { readonly kind: "read"; readonly value: Value }
  | { readonly kind: "broken"; readonly problem: string };

const MOST_BYTES = 1024 * 1024;

/** Reads one document without aliases, tags of its own or a key that stands twice, of at most 1 MiB. `what` is what the file is called in the problem, as in `The configuration file`. */
export function readYaml(file: string, what: string): YamlFile {
  const broken = (problem: string): YamlFile => ({ kind: "broken", problem: `${what} \`${file}\` ${problem}` });
  const text = textOf(file);
  if (text === null) return broken("cannot be read");
  if (text.length > MOST_BYTES) return broken("is larger than 1 MiB");
  try {
    const document = parseDocument(text);
    const [problem] = [...document.errors, ...document.warnings];
    if (problem !== undefined) return broken(`is not YAML: ${problem.message.split("\n")[0]}`);
    // oxlint-disable-next-line no-unsafe-type-assertion -- what a document without aliases and tags of its own becomes are such values
    return { kind: "read", value: document.toJS({ maxAliasCount: 0 }) as Value };
  } catch {
    return broken("has an alias, or is nested too deep");
  }
}

/** No more than a little beyond what may be, whatever the file is; null where it cannot be read. */
function textOf(file: string): string | null {
  let descriptor: number | null = null;
  try {
    descriptor = openSync(file, "r");
    const bytes = Buffer.allocUnsafe(MOST_BYTES + 1);
    let length = 0;
    for (let read = -1; read !== 0 && length < bytes.length; length += read)
      read = readSync(descriptor, bytes, length, bytes.length - length, null);
    return bytes.toString("utf8", 0, length);
  } catch {
    return null;
  } finally {
    if (descriptor !== null) closeSync(descriptor);
  }
}
