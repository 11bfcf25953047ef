import { randomBytes } from "node:crypto";
import { Option, type Command } from "commander";
import type { WritClient } from "#client";
import { changesDigest, openReceipt, RECEIPT_LIMITS, type Receipt } from "#core/receipts";
import { parseKey, type VerifierKey } from "#core/evidence";
import type { OutcomeAnswer } from "#core/wire";
import { nodeCrypto } from "#adapters/signers";
import { printable } from "#adapters/reporters";
import { EXIT } from "#points/check";
import { addPlanFlags, loadKinds, RECEIPT, type PlanFlags } from "../apply/flags.ts";
import { insist } from "../apply/insist.ts";
import { readApplied, readPlan, type PlanContext, type ReadPlan } from "../apply/read-plan.ts";
import { reportOf } from "../apply/report.ts";
import { copyPlan, isSavedPlan, type PlanCopy } from "../apply/saved-plan.ts";
import { applyPlan, findTool, showJson, type Tool, type ToolRun } from "../apply/tool.ts";
import { placeFindings } from "../apply/place-findings.ts";
import { connect } from "../control-plane/connect.ts";
import { failureOf } from "../control-plane/failure.ts";
import { readSmallFile } from "../control-plane/read-small-file.ts";
import { stdoutTerminal } from "../terminal/terminal.ts";
import { UsageError } from "../usage-error.ts";
import { firstNonEmpty } from "./flags.ts";
import { parseOutputs, writeReport } from "./output.ts";

const EXAMPLES = `
Examples:
  $ writ apply tfplan
  $ writ apply tfplan --receipt writ-receipt.json --trust receipts.vkey --chdir infra

Exit codes:
  0  applied, and nothing that is known now is violated
  1  refused, and nothing was applied; or applied, and what is known now violates a policy or is not what was planned
  2  nothing was decided or applied; or it was applied, and the control plane could not be told
  4  held: nobody has approved it yet, and nothing was applied
  5  the tool failed; parts of the plan may have been applied`;

/** The code with which the run ends when the tool itself failed. */
const TOOL_FAILED = 5;

interface ApplyFlags extends PlanFlags {
  readonly receipt: string;
  readonly trust?: string;
}

/** Adds `writ apply`. */
export function addApply(program: Command): void {
  addPlanFlags(
    program
      .command("apply")
      .summary("apply a saved plan that a control plane lets be applied")
      .description("Applies exactly the saved plan that was submitted, if the control plane allows it now, once.")
      .argument("<file>", "the saved plan")
      .addOption(new Option("--receipt <file>", "what `writ submit plan` wrote").default(RECEIPT))
      .option(
        "--trust <key>",
        "the verifier key of receipts, or a file with it (default: those the control plane names)",
      ),
  )
    .addHelpText("after", EXAMPLES)
    .action(async (file: string, flags: ApplyFlags) => {
      process.exitCode = await apply(file, flags);
    });
}

/** Everything that one run works on. */
interface Run {
  readonly client: WritClient;
  readonly copy: PlanCopy;
  readonly tool: Tool;
  readonly read: ReadPlan;
  readonly context: PlanContext;
  readonly flags: ApplyFlags;
  readonly attempt: string;
}

async function apply(file: string, flags: ApplyFlags): Promise<number> {
  const client = connect(flags);
  const tool = findTool(flags.tool, flags.chdir);
  const { kindsDigest: _digest, ...kinds } = loadKinds(flags);
  const context = { ...kinds, tool: tool.name, folder: flags.chdir };
  const copy = copyPlan(file);
  try {
    if (!isSavedPlan(copy.bytes))
      throw new UsageError(`\`${file}\` is no saved plan`, "hand in what `plan -out` wrote");
    const read = readPlan(copy, showJson(tool, copy.path), context);
    const attempt = randomBytes(24).toString("base64url");
    return await applyRead({ client, copy, tool, read, context, flags, attempt });
  } finally {
    copy.remove();
  }
}

// INVARIANT (verified-is-applied): the tool is given the copy whose bytes were hashed, shown and authorized, and is started only after an answer without a refusal.
async function applyRead(run: Run): Promise<number> {
  const { client, copy, tool, read, flags, attempt } = run;
  const subject = { plan: copy.digest, changes: changesDigest(read.changes) };
  const { text } = readSmallFile(flags.receipt, "the receipt", RECEIPT_LIMITS.bytes);
  const receipt = await verifiedReceipt(text, subject, await trustedKeys(client, flags));
  if (typeof receipt === "string") return refuse(receipt);
  const answer = await insist(() => client.authorize(receipt.submission, { receipt: text, ...subject, attempt }));
  if (answer.refusal !== null) {
    showDecision(run, answer);
    const { code, message } = answer.refusal;
    refuse(`${message} [${code}]`);
    return code === "approval-waiting" || code === "held" ? EXIT.undecided : EXIT.violations;
  }
  copy.verify();
  const ended = await applyPlan(tool, copy.path);
  return await conclude(run, receipt.submission, ended);
}

function refuse(reason: string): number {
  process.stderr.write(`writ: Nothing was applied: ${printable(reason)}\n`);
  return EXIT.violations;
}

function showDecision({ read, flags }: Run, answer: Parameters<typeof reportOf>[0]): void {
  const outputs = parseOutputs(firstNonEmpty(flags.output ?? [], ["text"]));
  const report = reportOf(answer, read, new Date());
  writeReport(report, outputs, { terminal: stdoutTerminal(flags.color), quiet: false, verbose: false });
}

/** The receipt, or why it is worth nothing here. */
async function verifiedReceipt(
  text: string,
  subject: Parameters<typeof openReceipt>[2],
  keys: readonly VerifierKey[],
): Promise<Receipt | string> {
  const trust = { keys, verify: nodeCrypto.verifyEd25519, now: Date.now() };
  const opened = await openReceipt(text, trust, subject);
  return opened.kind === "opened" ? opened.receipt : `The receipt is refused: ${opened.reason} [${opened.code}]`;
}

async function trustedKeys(client: WritClient, { trust }: ApplyFlags): Promise<readonly VerifierKey[]> {
  const texts = trust === undefined ? await client.receiptKeys() : [keyText(trust)];
  const keys = texts.flatMap((text) => parseKey(nodeCrypto.sha256, text.trim()) ?? []);
  if (keys.length === 0) throw new UsageError("There is no key by which a receipt could be verified", "see --trust");
  return keys;
}

const LARGEST_KEY = 16 * 1024;

function keyText(trust: string): string {
  if (parseKey(nodeCrypto.sha256, trust) !== null) return trust;
  return readSmallFile(trust, "the verifier key", LARGEST_KEY).text;
}

/** A tool that was ended by a signal may have done anything. */
function statusOf({ code, signal }: ToolRun): "executed" | "failed" | "unknown" {
  if (code === 0) return "executed";
  return signal === null ? "failed" : "unknown";
}

async function conclude(run: Run, submission: string, ended: ToolRun): Promise<number> {
  const { code } = ended;
  const after = observe(run);
  const observed = after?.changes ?? null;
  const outcome = { attempt: run.attempt, status: statusOf(ended), exitCode: code, observed };
  const how = howEnded(ended);
  const told = await tell(() => run.client.tellOutcome(submission, outcome));
  if (told === null) {
    process.stderr.write(
      `writ: \`${run.tool.name}\` ${how}, which the control plane could not be told: submission ${submission} stays unknown\n`,
    );
    return code === 0 ? EXIT.broken : TOOL_FAILED;
  }
  process.stdout.write(`${outcomeLines(told, { read: after ?? run.read, tool: run.tool.name, how }).join("\n")}\n`);
  if (code !== 0) return TOOL_FAILED;
  const violated = told.findings.some(({ outcome: one }) => one !== "unknown");
  return violated || told.agreement === "mismatch" ? EXIT.violations : EXIT.compliant;
}

function howEnded({ code, signal }: ToolRun): string {
  if (signal !== null) return `was ended by ${signal}`;
  return code === null ? "was never started" : `ended with ${code}`;
}

/** What is there now; null when that cannot be seen. */
function observe({ copy, tool, read, context }: Run): ReadPlan | null {
  try {
    return readApplied(copy, read, showJson(tool, null), context);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    process.stderr.write(`writ: What is there now cannot be seen: ${printable(error.message)}\n`);
    return null;
  }
}

/** What was told first counts. Null when nobody hears. */
async function tell(put: () => Promise<OutcomeAnswer>): Promise<OutcomeAnswer | null> {
  try {
    return await insist(put);
  } catch (error) {
    const failure = failureOf(error);
    if (failure === null) throw error;
    process.stderr.write(`writ: ${printable(failure.message)}\n`);
    return null;
  }
}

const AGREED: Readonly<Record<OutcomeAnswer["agreement"], string>> = {
  match: "what is there is what was planned",
  mismatch: "what is there is not what was planned",
  unknown: "nobody has seen whether what is there is what was planned",
};

function outcomeLines(
  { agreement, differences, discharged, findings }: OutcomeAnswer,
  { read, tool, how }: { readonly read: ReadPlan; readonly tool: string; readonly how: string },
): readonly string[] {
  const placed = placeFindings(findings, read).map(({ outcome, policy, validation, resource, message, location }) => {
    const place = location.start === undefined ? location.file : `${location.file}:${location.start.line}`;
    return `  ${outcome === "unknown" ? "still unknown" : "violated"}: ${policy}/${validation} on ${resource.id} (${place}): ${message}`;
  });
  const met = discharged === 0 ? "" : `, and ${discharged} rules that could not be told before are met`;
  const lines = [`${tool} ${how}: ${AGREED[agreement]}${met}`, ...differences.map((one) => `  ${one}`), ...placed];
  return lines.map(printable);
}
