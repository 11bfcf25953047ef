import { Option, type Command } from "commander";
import { exactNumbers } from "#adapters/reporters";
import type { AnswerMessage, WholeApprovalMessage } from "#client";
import { APPROVAL_KINDS, APPROVAL_STATES, type ApprovalKind, type ApprovalState } from "#core/approvals";
import { listText } from "../approvals/list-text.ts";
import { answerText, approvalText } from "../approvals/approval-text.ts";
import { addServerFlags, connect, type ServerFlags } from "../control-plane/connect.ts";
import { UsageError } from "../usage-error.ts";
import { formatOption } from "./flags.ts";

const EXAMPLES = `
Examples:
  $ writ approvals list                                   # what waits for somebody
  $ writ approvals show 0192f0c8-7a00-7000-8000-000000000001
  $ writ approvals approve 0192f0c8-7a00-7000-8000-000000000001
  $ writ approvals refuse 0192f0c8-7a00-7000-8000-000000000001 --reason "not before the release"
  $ writ approvals list --state all --format json --server https://writ.example.com --token-file token`;

/** The exit code is that of every command: 0 when it was done, 2 when it was not. */
const EXITS = `

Exit codes:
  0  done
  2  usage, or the control plane refused or did not answer`;

interface Flags extends ServerFlags {
  readonly format: "text" | "json";
}

/** Adds `writ approvals` with what it can do. */
export function addApprovals(program: Command): void {
  const approvals = program
    .command("approvals")
    .summary("list, show and answer what waits for a second person")
    .description("Lists, shows and answers what waits for a second person at a control plane.")
    .addHelpText("after", EXAMPLES + EXITS);
  addList(approvals);
  addShow(approvals);
  addAnswer(approvals, {
    name: "approve",
    answer: "approved",
    summary: "let it happen",
    example: "approve <id>",
    needsReason: false,
  });
  addAnswer(approvals, {
    name: "refuse",
    answer: "refused",
    summary: "keep it from happening",
    example: 'refuse <id> --reason "not before the release"',
    needsReason: true,
  });
  addAnswer(approvals, {
    name: "revoke",
    answer: "revoked",
    summary: "take an approval back, for good",
    example: 'revoke <id> --reason "the plan is for the wrong account"',
    needsReason: true,
  });
}

interface ListFlags extends Flags {
  readonly state: ApprovalState | "all";
  readonly kind?: ApprovalKind;
  readonly limit?: number;
  readonly before?: string;
}

function addList(approvals: Command): void {
  const command = approvals
    .command("list")
    .summary("what waits, or how others stand")
    .description("Lists requests for approval, the latest first.")
    .addOption(new Option("--state <state>", "how they stand").choices([...APPROVAL_STATES, "all"]).default("waiting"))
    .addOption(new Option("--kind <kind>", "what is asked for").choices(APPROVAL_KINDS))
    .option("--limit <count>", "how many at most, up to 100 (default 50)", count)
    .option("--before <id>", "the page after the one that ended with this id")
    .addOption(formatOption())
    .addHelpText("after", EXAMPLES + EXITS);
  addServerFlags(command).action(async (flags: ListFlags) => {
    const { state, kind = null, limit = 50, before = null } = flags;
    const query = { state: state === "all" ? null : state, kind, limit, before };
    const page = await connect(flags).approvals(query);
    print(flags, page, () => listText(page, state, Date.now()));
  });
}

function count(text: string): number {
  const value = /^\d{1,3}$/.test(text) ? Number(text) : 0;
  if (value < 1 || value > 100) throw new UsageError(`\`--limit ${text}\` is no number from 1 to 100`);
  return value;
}

function addShow(approvals: Command): void {
  const command = approvals
    .command("show")
    .summary("who asks, for what, and what it would change")
    .description("Shows who asks, for what, what it would change and destroy, and until when.")
    .argument("<id>", "the id of the request")
    .addOption(formatOption())
    .addHelpText("after", EXAMPLES + EXITS);
  addServerFlags(command).action(async (id: string, flags: Flags) => {
    const approval = await connect(flags).approval(id);
    print(flags, approval, () => approvalText(approval, Date.now()));
  });
}

interface AnswerWords {
  readonly name: string;
  readonly answer: AnswerMessage["answer"];
  readonly summary: string;
  readonly example: string;
  readonly needsReason: boolean;
}

interface AnswerFlags extends Flags {
  readonly reason?: string;
  readonly subject?: string;
}

function addAnswer(approvals: Command, { name, answer, summary, example, needsReason }: AnswerWords): void {
  const reason = new Option("--reason <text>", "why, for the record");
  const command = approvals
    .command(name)
    .summary(summary)
    .description(`Answers a request for approval: ${summary}. The answer is recorded before it counts.`)
    .argument("<id>", "the id of the request")
    .addOption(needsReason ? reason.makeOptionMandatory() : reason)
    .option("--subject <digest>", "answer only if exactly this is to be approved")
    .addOption(formatOption())
    .addHelpText("after", `\nExamples:\n  $ writ approvals ${example}${EXITS}`);
  addServerFlags(command).action(async (id: string, flags: AnswerFlags) => {
    const client = connect(flags);
    if (flags.subject !== undefined) assertSubject(await client.approval(id), flags.subject);
    const approval = await client.answerApproval(id, { answer, reason: flags.reason ?? "" });
    print(flags, approval, () => answerText(approval));
  });
}

function assertSubject({ id, subject }: WholeApprovalMessage, expected: string): void {
  if (subject === expected) return;
  throw new UsageError(
    `Request \`${id}\` is about \`${subject}\`, not about \`${expected}\``,
    "look at it with `writ approvals show`",
  );
}

function print({ format }: Flags, message: object, text: () => string): void {
  process.stdout.write(format === "json" ? `${JSON.stringify(message, exactNumbers, 2)}\n` : text());
}
