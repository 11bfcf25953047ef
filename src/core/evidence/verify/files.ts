import type { Findings } from "./problem.ts";

/** The files of a pack or of a log's folder. Whoever made them is not trusted. */
export interface PackFiles {
  /** Every file, its path from the folder down with `/` between names, sorted. */
  paths(): readonly string[];
  /** A file's bytes, or null when there is none; of a file longer than `most` at most one byte more, so that its length tells. */
  read(path: string, most: number): Promise<Uint8Array | null>;
}

/** No pack is read that has more files. */
export const MOST_FILES = 5_000_000;

/** A file of at most so many bytes, or null: one that is longer is told, one that is missing is not. */
export async function readBounded(
  files: PackFiles,
  path: string,
  most: number,
  findings: Findings,
): Promise<Uint8Array | null> {
  const bytes = await files.read(path, most);
  if (bytes === null || bytes.length <= most) return bytes;
  findings.add({
    code: "file-too-large",
    path,
    message: `\`${path}\` has more than the ${most} bytes that it may have`,
  });
  return null;
}
