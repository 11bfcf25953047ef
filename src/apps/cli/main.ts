import { CommanderError } from "commander";
import { printable } from "#adapters/reporters";
import { EXIT } from "#points/check";
import { failureOf } from "./control-plane/failure.ts";
import { reasonOf } from "./files/file-diagnostic.ts";
import { createProgram } from "./program.ts";
import { UsageError } from "./usage-error.ts";

/**
 * Runs the command line of this process and sets its exit code.
 *
 * stdout holds the result only; everything else goes to stderr. Whatever goes wrong ends with 2, never with 1, which is kept for violations.
 */
export async function main(argv: readonly string[] = process.argv): Promise<void> {
  process.stdout.on("error", lostOutput);
  process.stderr.on("error", () => {});
  try {
    await createProgram().parseAsync([...argv]);
  } catch (error) {
    process.exitCode = report(error);
  }
}

function report(thrown: unknown): number {
  const error = failureOf(thrown) ?? thrown;
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.compliant : EXIT.broken;
  if (error instanceof UsageError) {
    process.stderr.write(`writ: ${printable(error.message)}\n`);
    if (error.hint !== undefined) process.stderr.write(`  hint: ${printable(error.hint)}\n`);
    return EXIT.broken;
  }
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`writ: this is a defect in writ, please report it:\n${detail}\n`);
  return EXIT.broken;
}

/** A reader that stops early (`writ check … | head`) is no failure of ours; a result that could not be written is. */
function lostOutput(error: NodeJS.ErrnoException): void {
  if (error.code === "EPIPE") return;
  process.stderr.write(`writ: Cannot write to stdout: ${reasonOf(error)}\n`);
  process.exitCode = EXIT.broken;
}
