import { BYTES, declare, func, STRING, Unknown, type FunctionLibrary, type Value } from "#core/language";
import { invalid } from "../failure.ts";
import { gunzip } from "./gunzip.ts";

/** The most bytes that are decompressed, since a few bytes can stand for a thousand times as many. */
const MOST_BYTES = 4 * 1024 * 1024;
/** The most that one compressed byte stands for. */
const HIGHEST_RATIO = 1032;
const BYTES_PER_UNIT = 10;

/** What was compressed with gzip. Source: Kyverno, `cel/libs/gzip`. */
export const gzipLibrary: FunctionLibrary = {
  name: "kyverno.gzip",
  functions: [
    declare(
      "gzip.decompress",
      "The text that was compressed with gzip.",
      func("decompress_bytes_string", [BYTES, STRING], decompress, mostWritten),
    ),
  ],
};

function decompress(bytes: Uint8Array): Value {
  const result = gunzip(bytes, MOST_BYTES);
  if (result.kind === "corrupt") return invalid(`${bytes.length} compressed bytes`, result.why);
  if (result.kind === "too-much") return untold(`A compressed text of more than ${MOST_BYTES} bytes`);
  return textOf(result.bytes) ?? untold("A compressed text that is not UTF-8");
}

function untold(path: string): Unknown {
  return new Unknown([{ reason: "not-observed", path }]);
}

function textOf(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** The cost of writing as much as the bytes may stand for. */
function mostWritten(bytes: Value): number {
  if (!(bytes instanceof Uint8Array)) return 0;
  return Math.ceil(Math.min(MOST_BYTES, bytes.length * HIGHEST_RATIO) / BYTES_PER_UNIT);
}
