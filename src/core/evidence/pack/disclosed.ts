import { decodeRecord } from "../record/index.ts";
import { bundlesOver, decodeBundle, MAX_BUNDLE_BYTES, TILE_WIDTH } from "../tiles/index.ts";
import type { PackFiles } from "../verify/index.ts";
import { fileOf, type MissingFile, type PackPart } from "./collect.ts";

/** The digests of disclosures in records of a log, a bundle at a time. Entries are believed as they lie there: whoever doubts them verifies the log. */
export async function* disclosureDigests(
  log: PackFiles,
  { from, to, checkpoint }: Pick<PackPart, "from" | "to" | "checkpoint">,
): AsyncGenerator<readonly string[] | MissingFile> {
  for (const name of bundlesOver({ from, to }, checkpoint.size)) {
    const { path, bytes } = await fileOf(log, name, MAX_BUNDLE_BYTES);
    const entries = bytes === null ? null : decodeBundle(bytes, TILE_WIDTH);
    if (entries === null) {
      yield { path, bytes: null };
      continue;
    }
    const first = name.index * TILE_WIDTH;
    yield entries.slice(Math.max(0, from - first), to - first).flatMap(digestsIn);
  }
}

function digestsIn(entry: Uint8Array): readonly string[] {
  const result = decodeRecord(entry);
  return result.kind === "record" ? (result.record.disclosures ?? []) : [];
}
