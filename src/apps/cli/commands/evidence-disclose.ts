import { writeFileSync } from "node:fs";
import { Option, type Command } from "commander";
import { DISCLOSURE_NAMES, MOST_DIGESTS, type DisclosureName } from "#core/wire";
import type { WritClient } from "#client";
import { disclosureDigests } from "#core/evidence";
import { addServerFlags, connect, type ServerFlags } from "../control-plane/connect.ts";
import { filesOf, partOf, type PartFlags } from "../evidence/log-part.ts";
import { reasonOf } from "../files/file-diagnostic.ts";
import { UsageError } from "../usage-error.ts";
import { collect } from "./flags.ts";

const EXAMPLES = `
Examples:
  $ writ evidence disclose .writ/evidence --from 1000 --to 2000 --out disclosures.txt
  $ writ evidence disclose .writ/evidence --only principal --out disclosures.txt
  $ writ evidence pack .writ/evidence --key log.key --disclosures disclosures.txt --out pack/

Each line of the file is one disclosure; a line that is taken out is withheld.

Exit codes:
  0  written
  2  usage, something cannot be read or written, or the control plane refused or did not answer`;

interface DiscloseFlags extends ServerFlags, PartFlags {
  readonly out: string;
  readonly only?: readonly DisclosureName[];
}

/** Adds `writ evidence disclose`. */
export function addDisclose(evidence: Command): void {
  const command = evidence
    .command("disclose")
    .summary("write down who and what the digests in records stand for")
    .description(
      "Asks a control plane for the values of which records of a log hold only the digests, and writes them into a file for `writ evidence pack --disclosures`. That somebody asked becomes a record.",
    )
    .argument("<log>", "the folder of the log")
    .requiredOption("--out <file>", "a new file for the disclosures")
    .option("--from <index>", "the first record (default 0)")
    .option("--to <index>", "the record behind the last (default: all that the newest checkpoint covers)")
    .addOption(
      new Option("--only <name>", "values of this name alone (repeatable)").choices(DISCLOSURE_NAMES).argParser(named),
    );
  addServerFlags(command).addHelpText("after", EXAMPLES).action(disclose);
}

function named(name: string, before: readonly string[] | undefined): readonly string[] {
  if (!DISCLOSURE_NAMES.some((one) => one === name))
    throw new UsageError(`\`--only ${name}\` is no name of a value`, `write one of ${DISCLOSURE_NAMES.join(", ")}`);
  return collect(name, before);
}

async function disclose(folder: string, { out, only = DISCLOSURE_NAMES, ...flags }: DiscloseFlags): Promise<void> {
  const digests = await digestsOf(folder, flags);
  const disclosures = await askFor(connect(flags), digests, only);
  try {
    writeFileSync(out, disclosures.map((one) => `${one}\n`).join(""), { mode: 0o600, flag: "wx" });
  } catch (error) {
    throw new UsageError(`Cannot write \`${out}\`: ${reasonOf(error)}`);
  }
  const missing = digests.length - disclosures.length;
  process.stdout.write(`${disclosures.length} disclosed, ${missing} withheld, erased or no longer kept: ${out}\n`);
}

async function digestsOf(folder: string, flags: PartFlags): Promise<readonly string[]> {
  const log = filesOf(folder);
  const digests = new Set<string>();
  for await (const found of disclosureDigests(log, await partOf(log, folder, flags))) {
    if ("path" in found)
      throw new UsageError(`The log lacks \`${found.path}\`, of which its checkpoint speaks`, "verify the log first");
    for (const digest of found) digests.add(digest);
  }
  return [...digests];
}

async function askFor(
  client: WritClient,
  digests: readonly string[],
  names: readonly DisclosureName[],
): Promise<readonly string[]> {
  const disclosures: string[] = [];
  for (let from = 0; from < digests.length; from += MOST_DIGESTS) {
    const answer = await client.disclose({ digests: digests.slice(from, from + MOST_DIGESTS), names });
    disclosures.push(...answer.disclosures);
  }
  return disclosures;
}
