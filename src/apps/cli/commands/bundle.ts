import type { Command } from "commander";
import type { ActivatedMessage } from "#core/wire";
import { printable } from "#adapters/reporters";
import { EXIT } from "#points/check";
import { RefusedError } from "#client";
import { diffBundles } from "../bundle/diff.ts";
import { documentsOf, type DocumentFlags } from "../bundle/documents.ts";
import { activatedText, bundleText, diffText, historyText, uploadText } from "../bundle/text.ts";
import { addServerFlags, connect, type ServerFlags } from "../control-plane/connect.ts";
import { UsageError } from "../usage-error.ts";
import { formatOption } from "./flags.ts";

interface Format {
  readonly format: "text" | "json";
}

const EXAMPLES = `
Examples:
  $ writ bundle diff policies/                     # what would it change of what decides now?
  $ writ bundle diff main/policies policies/       # what does an edit loosen and tighten? Needs no network
  $ writ bundle push policies/                     # check and store; decides nothing yet
  $ writ bundle activate 3f2a… --reason "Close buckets"
  $ writ bundle list
  $ writ bundle rollback --reason "Blocks releases"

What loosens waits until somebody else approves it; the same command then lets it decide.

Exit codes:
  0  done; of diff: nothing loosens
  1  it loosens: diff found so, or it waits until somebody else approves it
  2  anything else`;

/** Adds `writ bundle` with its commands. */
export function addBundle(program: Command): void {
  const bundle = program
    .command("bundle")
    .summary("upload, compare and activate what a control plane decides by")
    .description("Uploads policies to a control plane, tells what they loosen and tighten, and lets them decide.")
    .addHelpText("after", EXAMPLES);
  for (const add of [addPush, addDiff, addActivate, addRollback, addList, addShow]) add(bundle);
}

function addPush(bundle: Command): void {
  const command = bundle
    .command("push")
    .summary("check and store documents; they decide nothing yet")
    .description("Checks documents with the shipped library as one bundle, and stores it in the control plane.")
    .argument("[paths...]", "files and folders of documents (default: those of writ.yaml)")
    .option("--no-library", "leave the shipped policies out")
    .option("--config <file>", "configuration file (default: writ.yaml, found upwards)")
    .addOption(formatOption());
  addServerFlags(command).action(async (paths: readonly string[], flags: DocumentFlags & ServerFlags & Format) => {
    const files = documentsOf(paths, flags);
    const stored = await withPlaces(() => connect(flags).uploadBundle(files));
    print(flags, stored, uploadText(stored));
  });
}

function addDiff(bundle: Command): void {
  const command = bundle
    .command("diff")
    .summary("tell what an edit loosens and tightens")
    .description(
      "Compares documents with what decides, or two sets of documents with each other, without a control plane.",
    )
    .argument("<before>", "files or a folder; alone, it is compared with what decides")
    .argument("[after]", "files or a folder")
    .option("--no-library", "leave the shipped policies out, where it is compared with what decides")
    .addOption(formatOption());
  addServerFlags(command).action(
    async (before: string, after: string | undefined, flags: DocumentFlags & ServerFlags & Format) => {
      const difference = await diffBundles({ before, after, flags });
      print(flags, difference.message, diffText(difference.message));
      process.exitCode = difference.loosens ? EXIT.violations : EXIT.compliant;
    },
  );
}

interface ReasonFlags extends ServerFlags, Format {
  readonly reason: string;
  readonly approval?: string;
}

function addActivate(bundle: Command): void {
  const command = bundle
    .command("activate")
    .summary("let a stored bundle decide")
    .description("Lets a stored bundle decide. What loosens waits until somebody else approves it.")
    .argument("<digest>", "of the bundle, as `push` prints it");
  addReason(command).action(async (digest: string, flags: ReasonFlags) => {
    const { reason, approval = null } = flags;
    tell(flags, await connect(flags).activate({ digest, reason, approval, after: null }));
  });
}

function addRollback(bundle: Command): void {
  const command = bundle
    .command("rollback")
    .summary("let decide again what decided before")
    .description("Lets an earlier bundle decide again. What loosens waits until somebody else approves it.")
    .option("--to <sequence>", "the number of an earlier activation (default: the one before)");
  addReason(command).action(async (flags: ReasonFlags & { readonly to?: string }) => {
    const { reason, approval = null, to } = flags;
    tell(flags, await connect(flags).rollBack({ to: sequenceOf(to), reason, approval, after: null }));
  });
}

function addReason(command: Command): Command {
  command
    .requiredOption("--reason <text>", "why, for those who read the history")
    .option("--approval <id>", "an approval for this (default: the one that was asked for)")
    .addOption(formatOption());
  return addServerFlags(command);
}

function sequenceOf(text: string | undefined): number | null {
  if (text === undefined) return null;
  if (/^[1-9]\d{0,14}$/.test(text)) return Number(text);
  throw new UsageError(`\`--to ${text}\` is no number of an activation`, "`writ bundle list` shows them");
}

function addList(bundle: Command): void {
  const command = bundle
    .command("list")
    .summary("what decided when, and why")
    .description("Lists the activations, the latest first.")
    .addOption(formatOption());
  addServerFlags(command).action(async (flags: ServerFlags & Format) => {
    const history = await connect(flags).activations();
    print(flags, history, historyText(history));
  });
}

function addShow(bundle: Command): void {
  const command = bundle
    .command("show")
    .summary("the documents of a bundle, and who uploaded them")
    .description("Lists the documents of a bundle; with `--format json` they are printed whole.")
    .argument("<digest>", "of the bundle")
    .addOption(formatOption());
  addServerFlags(command).action(async (digest: string, flags: ServerFlags & Format) => {
    const stored = await connect(flags).bundle(digest);
    print(flags, stored, bundleText(stored));
  });
}

function tell(flags: Format, answer: ActivatedMessage): void {
  print(flags, answer, activatedText(answer));
  process.exitCode = answer.state === "activated" ? EXIT.compliant : EXIT.violations;
}

function print({ format }: Format, message: object, text: string): void {
  process.stdout.write(format === "json" ? `${JSON.stringify(message, null, 2)}\n` : text);
}

/** Tells each mistake of documents that a control plane refused, which one sentence could not. */
async function withPlaces<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof RefusedError) || error.problem.errors === undefined) throw error;
    for (const { path, message } of error.problem.errors)
      process.stderr.write(`${printable(path === "" ? message : `${path}: ${message}`)}\n`);
    throw new UsageError(error.message);
  }
}
