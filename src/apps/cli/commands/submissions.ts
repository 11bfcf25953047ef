import type { Command } from "commander";
import type { ListedSubmission } from "#core/wire";
import { printable } from "#adapters/reporters";
import { addServerFlags, connect, type ServerFlags } from "../control-plane/connect.ts";
import { formatOption } from "./flags.ts";

interface LookFlags extends ServerFlags {
  readonly format: "text" | "json";
}

/** Adds `writ submissions`. */
export function addSubmissions(program: Command): void {
  const submissions = program
    .command("submissions")
    .summary("plans that were submitted, and what became of them")
    .description("Lists the plans that were submitted to a control plane, with what became of each.");
  addServerFlags(submissions.command("list").summary("the latest plans"))
    .addOption(formatOption())
    .action(async (flags: LookFlags) => {
      const all = await connect(flags).submissions();
      print(flags, all, all.length === 0 ? ["No plan was submitted yet"] : all.map(line));
    });
  addServerFlags(submissions.command("show").summary("one plan").argument("<id>", "of the submission"))
    .addOption(formatOption())
    .action(async (id: string, flags: LookFlags) => {
      const one = await connect(flags).submission(id);
      print(flags, one, details(one));
    });
}

function print({ format }: LookFlags, message: object, lines: readonly string[]): void {
  process.stdout.write(format === "json" ? `${JSON.stringify(message, null, 2)}\n` : `${lines.join("\n")}\n`);
}

function line({ id, state, effect, submittedAt, summary }: ListedSubmission): string {
  return printable(`${id}  ${submittedAt}  ${effect.padEnd(5)}  ${state.padEnd(9)}  ${summary}`);
}

function details(one: ListedSubmission): readonly string[] {
  const { principal, plan, run, outcome } = one;
  const chain = principal.chain.length === 0 ? "" : `, on behalf of ${principal.chain.join(" and ")}`;
  const rows: readonly (readonly [string, string | null])[] = [
    ["state", STATES[one.state]],
    ["decision", `${one.effect} by bundle ${one.bundle.slice(0, 12)}`],
    ["by", `${principal.kind} ${principal.id}${chain}`],
    ["plan", `${plan.digest} of ${plan.tool} ${plan.toolVersion}`],
    ["summary", one.summary],
    ["submitted", `${one.submittedAt}, until ${one.expiresAt}`],
    ["approval", one.approval],
    [
      "run",
      run === null ? null : [run.system, run.repository, run.branch, run.commit, run.address].filter(Boolean).join(" "),
    ],
    ["let apply", one.authorizedAt === null ? null : `${one.authorizedBy ?? ""} at ${one.authorizedAt}`],
    ["outcome", outcome === null ? null : outcomeText(outcome)],
  ];
  return rows.flatMap(([name, text]) => (text === null ? [] : `${name.padEnd(10)} ${printable(text)}`));
}

const STATES: Readonly<Record<ListedSubmission["state"], string>> = {
  submitted: "submitted, and not applied",
  expired: "over, and never applied",
  executed: "applied",
  failed: "failed while it was applied",
  unknown: "unknown: it was let be applied, and nobody told how that ended",
};

function outcomeText({
  status,
  at,
  exitCode,
  agreement,
  violations,
  open,
}: NonNullable<ListedSubmission["outcome"]>): string {
  const code = exitCode === null ? "" : `, exit code ${exitCode}`;
  return `${status} at ${at}${code}; agreement with the plan: ${agreement}; ${violations} violated, ${open} still unknown`;
}
