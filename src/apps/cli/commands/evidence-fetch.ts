import type { Command } from "commander";
import { UnavailableError } from "#core/diagnostics";
import { fetchLog, openLogStore, parseLogPlace } from "#adapters/logs";
import { UsageError } from "../usage-error.ts";

const EXAMPLES = `
Examples:
  $ DATABASE_URL=postgres://… writ evidence fetch postgres --out log/
  $ writ evidence fetch s3://bucket/prefix --out log/    # with AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_REGION
  $ writ evidence verify log/ --trust policy.txt

Exit codes:
  0  fetched
  2  usage, or something cannot be read or written`;

/** Adds `writ evidence fetch`. */
export function addFetch(evidence: Command): void {
  evidence
    .command("fetch")
    .summary("copy a log that lies in PostgreSQL or in object storage into a folder")
    .description(
      "Copies a log into a folder, as far as its newest checkpoint goes, to be verified and packed like any. What is there already is not fetched again.",
    )
    .argument("<log>", "`postgres` or `s3://bucket/prefix`")
    .requiredOption("--out <folder>", "where the log is copied to")
    .addHelpText("after", EXAMPLES)
    .action(async (log: string, { out }: { readonly out: string }) => {
      await fetchTo(log, out);
    });
}

async function fetchTo(log: string, out: string): Promise<void> {
  const place = parseLogPlace(log);
  if (place === null)
    throw new UsageError(`\`${log}\` is no place of a log`, "write `postgres` or `s3://bucket/prefix`");
  try {
    const store = await openLogStore(place, process.env);
    const { checkpoint, files } = await fetchLog(store, out);
    await store.close();
    process.stdout.write(`${checkpoint.size} records of ${checkpoint.origin}, ${files} files new: ${out}\n`);
  } catch (error) {
    if (error instanceof UnavailableError) throw new UsageError(error.message);
    throw error;
  }
}
