import type { Command } from "commander";
import { addServerFlags, connect, type ServerFlags } from "../control-plane/connect.ts";

const EXAMPLES = `
Examples:
  $ writ evidence erase person:ann --basis gdpr-17
  $ writ evidence erase pipeline:deploy --basis left --server https://writ.example.com --token-file token

Exit codes:
  0  forgotten, or nobody of that name was known
  2  usage, or the control plane refused or did not answer`;

interface EraseFlags extends ServerFlags {
  readonly basis: string;
}

/** Adds `writ evidence erase`. */
export function addErase(evidence: Command): void {
  const command = evidence
    .command("erase")
    .summary("forget who stands behind an alias in the records")
    .description(
      "Forgets at a control plane who stands behind an alias. The records stay as they are and verify as before; that somebody was forgotten, and why, becomes a record, and whom it was does not.",
    )
    .argument("<name>", "whom, as its kind and its id: `person:ann`")
    .requiredOption("--basis <word>", "why, in one word, which stands in the record");
  addServerFlags(command)
    .addHelpText("after", EXAMPLES)
    .action(async (name: string, { basis, ...flags }: EraseFlags) => {
      const { erased, recordings } = await connect(flags).erase({ name, basis });
      const removed = recordings === 0 ? "" : `; recorded questions removed: ${recordings}`;
      process.stdout.write(`${erased ? "Forgotten" : "Nobody of that name is known"}${removed}\n`);
    });
}
