import { verifyEvidence } from "#core/evidence";
import { nodeCrypto } from "#adapters/signers";
import { folderFiles, ReadError } from "./folder-files.ts";
import { opensslText, reportJson, reportText } from "./report-text.ts";
import { chooseTrust, type TrustChoice } from "./trust.ts";

/** What to verify, by which trust, and how the answer is written. */
export interface VerifyRequest extends TrustChoice {
  readonly folder: string;
  readonly format: "text" | "json";
  /** Whether to print the commands with which OpenSSL verifies the signature. */
  readonly openssl: boolean;
}

/** The answer, and the exit code that says it: valid, not valid, undecided because only the evidence itself vouches for its key. */
export interface VerifyAnswer {
  readonly text: string;
  readonly exitCode: 0 | 1 | 4;
}

/** Verifies a pack or the folder of a log. Throws a `ReadError` when the folder or what is to be trusted cannot be read. */
export async function verifyFolder({ folder, format, openssl, ...choice }: VerifyRequest): Promise<VerifyAnswer> {
  const files = filesOf(folder);
  const { trust, ownWord } = await chooseTrust(files, choice);
  const report = await verifyEvidence(nodeCrypto, files, trust);
  const text = format === "json" ? reportJson(report, ownWord) : reportText(report, ownWord);
  const path = files.paths().includes("log/checkpoint") ? "log/checkpoint" : "checkpoint";
  return {
    text: openssl && format === "text" ? text + opensslText(report, `${folder}/${path}`) : text,
    exitCode: report.valid ? (ownWord ? 4 : 0) : 1,
  };
}

function filesOf(folder: string): ReturnType<typeof folderFiles> {
  try {
    return folderFiles(folder);
  } catch (error) {
    throw new ReadError(`Cannot read \`${folder}\`: ${error instanceof Error ? error.message : String(error)}`);
  }
}
