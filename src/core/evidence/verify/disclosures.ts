import { fromUtf8 } from "../bytes/index.ts";
import type { Sha256 } from "../ports.ts";
import { disclosureDigest, openDisclosure, type EvidenceRecord } from "../record/index.ts";
import { readBounded, type PackFiles } from "./files.ts";
import type { Findings } from "./problem.ts";

/** Where a pack keeps what was disclosed, one disclosure a line. */
export const DISCLOSURES = "disclosures.txt";

const MAX_BYTES = 64 * 1024 * 1024;
const MOST_LINES = 1_000_000;

/** How many disclosures of the records are there and true, and how many are kept back or erased: from outside the two look alike. */
export interface DisclosuresSummary {
  readonly verified: number;
  readonly withheld: number;
}

/** Compares what is disclosed with what the records say was. */
export interface DisclosureReader {
  see(record: EvidenceRecord): void;
  finish(): DisclosuresSummary;
}

/** A reader for the disclosures of a pack; those that no record speaks of are told to the findings. */
export async function readDisclosures(sha256: Sha256, files: PackFiles, findings: Findings): Promise<DisclosureReader> {
  const unused = new Map<string, number>();
  const bytes = await readBounded(files, DISCLOSURES, MAX_BYTES, findings);
  const lines = (bytes === null ? "" : (fromUtf8(bytes) ?? "\u0000")).split("\n", MOST_LINES + 1);
  if (lines.length > MOST_LINES) tellWrong(findings, MOST_LINES, "is one more than a pack may have");
  for (const [at, line] of lines.slice(0, MOST_LINES).entries()) {
    if (line === "") continue;
    if (openDisclosure(line) === null) tellWrong(findings, at, "is none");
    else unused.set(disclosureDigest(sha256, line), at);
  }
  let [verified, withheld] = [0, 0];
  return {
    see({ disclosures = [] }) {
      for (const digest of disclosures) {
        if (unused.delete(digest)) verified++;
        else withheld++;
      }
    },
    finish() {
      for (const at of unused.values()) tellWrong(findings, at, "belongs to none of the records");
      return { verified, withheld };
    },
  };
}

function tellWrong(findings: Findings, at: number, reason: string): void {
  const message = `Disclosure ${at + 1} of \`${DISCLOSURES}\` ${reason}`;
  findings.add({ code: "disclosure-wrong", path: DISCLOSURES, message });
}
