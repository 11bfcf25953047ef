import { newestCheckpoint, type Checkpoint, type PackFiles } from "#core/evidence";
import { folderFiles } from "#apps/verifier";
import { reasonOf } from "../files/file-diagnostic.ts";
import { UsageError } from "../usage-error.ts";

/** Which records of a log are meant. */
export interface PartFlags {
  readonly from?: string;
  readonly to?: string;
}

/** Records of a log, below a checkpoint that covers them. */
export interface LogPart {
  readonly checkpoint: Checkpoint;
  readonly from: number;
  readonly to: number;
}

/** The files in the folder of a log. Throws a `UsageError`. */
export function filesOf(folder: string): PackFiles {
  try {
    return folderFiles(folder);
  } catch (error) {
    throw new UsageError(`Cannot read the log \`${folder}\`: ${reasonOf(error)}`);
  }
}

/** The records that the flags name: without them, all that the newest checkpoint covers. Throws a `UsageError`. */
export async function partOf(log: PackFiles, folder: string, flags: PartFlags): Promise<LogPart> {
  const checkpoint = await newestCheckpoint(log);
  if (checkpoint === null) throw new UsageError(`\`${folder}\` is not the folder of a log: it has no checkpoint`);
  const from = indexOf("--from", flags.from, 0);
  const to = indexOf("--to", flags.to, checkpoint.size);
  if (from < to && to <= checkpoint.size) return { checkpoint, from, to };
  throw new UsageError(
    `There are no records ${from} to ${to - 1}`,
    `the newest checkpoint covers ${checkpoint.size} records`,
  );
}

function indexOf(flag: string, text: string | undefined, otherwise: number): number {
  if (text === undefined) return otherwise;
  const index = /^\d{1,15}$/.test(text) ? Number(text) : null;
  if (index === null) throw new UsageError(`\`${flag} ${text}\` is no index`, "write a whole number from 0 on");
  return index;
}
