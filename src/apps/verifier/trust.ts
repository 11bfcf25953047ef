import { readFileSync } from "node:fs";
import { fromUtf8, parseCheckpoint, parseTrust, type PackFiles, type Trust } from "#core/evidence";
import { nodeCrypto } from "#adapters/signers";
import { ReadError } from "./folder-files.ts";

/** What a user says that is to be trusted. */
export interface TrustChoice {
  /** A file with a policy. */
  readonly trust?: string | undefined;
  /** The text form of a log's key. */
  readonly key?: string | undefined;
  /** Files with checkpoints that were seen before. */
  readonly known: readonly string[];
}

/** What is trusted, and whether it came with the evidence itself, which proves nothing about who made it. */
export interface ChosenTrust {
  readonly trust: Trust;
  readonly ownWord: boolean;
}

/** The trust that was chosen, or else the evidence's own word for it. Throws a `ReadError`. */
export async function chooseTrust(files: PackFiles, choice: TrustChoice): Promise<ChosenTrust> {
  const known = choice.known.map(readKnown);
  const { text, from, ownWord } = await policyText(files, choice);
  const result = parseTrust(nodeCrypto.sha256, text);
  if (result.kind === "malformed") throw new ReadError(`Cannot use ${from} as trust: ${result.reason}`);
  return { trust: { ...result.trust, known: [...result.trust.known, ...known] }, ownWord };
}

async function policyText(
  files: PackFiles,
  { trust, key }: TrustChoice,
): Promise<{ readonly text: string; readonly from: string; readonly ownWord: boolean }> {
  if (trust !== undefined) return { text: readText(trust), from: `\`${trust}\``, ownWord: false };
  if (key !== undefined) return { text: `log ${key}\nquorum none\n`, from: `\`${key}\``, ownWord: false };
  const own = await files.read("policy", MAX_POLICY_BYTES);
  if (own === null)
    throw new ReadError("There is no `policy` in the folder: name a policy with --trust, or the log's key with --key");
  return { text: fromUtf8(own) ?? "", from: "the `policy` of the folder", ownWord: true };
}

const MAX_POLICY_BYTES = 1_048_576;

function readKnown(path: string): Trust["known"][number] {
  const checkpoint = parseCheckpoint(Buffer.from(readText(path)));
  if (checkpoint === null) throw new ReadError(`\`${path}\` is no checkpoint`);
  return checkpoint;
}

function readText(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    throw new ReadError(`Cannot read \`${path}\`: ${error instanceof Error ? error.message : String(error)}`);
  }
}
