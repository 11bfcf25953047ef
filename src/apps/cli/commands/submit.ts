import { writeFileSync } from "node:fs";
import { Option, type Command } from "commander";
import type { CheckReport } from "#core/model";
import type { SubmissionAnswer } from "#core/wire";
import { printable } from "#adapters/reporters";
import { addPlanFlags, loadKinds, RECEIPT, type PlanFlags } from "../apply/flags.ts";
import { pipelineRun } from "../apply/pipeline-run.ts";
import { readPlan, type PlanContext, type ReadPlan } from "../apply/read-plan.ts";
import { reportOf } from "../apply/report.ts";
import { copyPlan, isSavedPlan, type PlanCopy } from "../apply/saved-plan.ts";
import { findTool, showJson } from "../apply/tool.ts";
import { commentText } from "../comments/comment-text.ts";
import { FORGES, postComment } from "../comments/post-comment.ts";
import { connect } from "../control-plane/connect.ts";
import { reasonOf } from "../files/file-diagnostic.ts";
import { stdoutTerminal } from "../terminal/terminal.ts";
import { UsageError } from "../usage-error.ts";
import { firstNonEmpty } from "./flags.ts";
import { parseOutputs, writeReport } from "./output.ts";

const EXAMPLES = `
Examples:
  $ terraform plan -out=tfplan && writ submit plan tfplan
  $ writ submit plan plan.json --plan-file tfplan -o text -o sarif=writ.sarif
  $ writ submit plan tfplan --chdir infra --environment production

Exit codes:
  0  allowed: apply it with \`writ apply\`
  1  denied
  2  nothing was decided
  4  held: somebody has to approve it, and then it may be applied`;

interface SubmitFlags extends PlanFlags {
  readonly planFile?: string;
  readonly comment?: "github" | "gitlab";
  readonly receipt: string;
}

/** Adds `writ submit`. */
export function addSubmit(program: Command): void {
  const submit = program
    .command("submit")
    .summary("ask a control plane whether a plan may be applied")
    .description("Submits what is to be done to a control plane, which decides and answers with a receipt.");
  addPlanFlags(
    submit
      .command("plan")
      .summary("a saved plan of Terraform or OpenTofu")
      .description("Submits exactly one saved plan; the receipt lets `writ apply` apply it and nothing else.")
      .argument("<file>", "the saved plan (`plan -out`), or what `show -json` wrote of it")
      .option("--plan-file <file>", "the saved plan, where <file> is JSON"),
  )
    .addOption(new Option("--receipt <file>", "where the receipt is written").default(RECEIPT))
    .addOption(new Option("--comment <forge>", "tell the pull request as well").choices(Object.keys(FORGES)))
    .addHelpText("after", EXAMPLES)
    .action(async (file: string, flags: SubmitFlags) => {
      process.exitCode = await submitPlan(file, flags);
    });
}

async function submitPlan(file: string, flags: SubmitFlags): Promise<number> {
  const startedAt = new Date();
  const outputs = parseOutputs(firstNonEmpty(flags.output ?? [], ["text"]));
  const client = connect(flags);
  const { kindsDigest, ...context } = loadKinds(flags);
  const read = readSubmitted(file, flags, context);
  const { plan, changes } = read;
  const answer = await client.submit({ plan, kinds: kindsDigest, changes, run: pipelineRun(process.env) });
  writeReceipt(flags.receipt, answer.receipt);
  const report = reportOf(answer, read, startedAt);
  writeReport(report, outputs, { terminal: stdoutTerminal(flags.color), quiet: false, verbose: false });
  await comment(answer, report, flags);
  process.stderr.write(`${nextSteps(answer, applyCommand(file, flags)).join("\n")}\n`);
  return report.exitCode;
}

/** Tells a pull request, or why it was not told; the decision stays what it is. */
async function comment(
  answer: SubmissionAnswer,
  report: CheckReport,
  { comment: forge, chdir }: SubmitFlags,
): Promise<void> {
  if (forge === undefined) return;
  const problem = await postComment(forge, commentText(answer, report, chdir), process.env);
  if (problem !== null) process.stderr.write(`writ: No comment was put: ${printable(problem)}\n`);
}

function readSubmitted(
  file: string,
  flags: SubmitFlags,
  context: Pick<PlanContext, "kinds" | "environment">,
): ReadPlan {
  const first = copyPlan(file);
  let saved = first;
  try {
    if (!isSavedPlan(first.bytes)) saved = savedBeside(first, flags);
    const tool = first === saved ? findTool(flags.tool, flags.chdir) : null;
    const json = tool === null ? first.bytes : showJson(tool, saved.path);
    saved.verify();
    const name = tool?.name ?? flags.tool ?? "terraform";
    return readPlan(saved, json, { ...context, tool: name, folder: flags.chdir });
  } finally {
    first.remove();
    saved.remove();
  }
}

function savedBeside({ file }: PlanCopy, { planFile }: SubmitFlags): PlanCopy {
  if (planFile === undefined)
    throw new UsageError(
      `\`${file}\` is no saved plan, and only such a one can be applied`,
      "hand in what `plan -out` wrote, or name it with --plan-file beside its JSON",
    );
  const saved = copyPlan(planFile);
  if (isSavedPlan(saved.bytes)) return saved;
  saved.remove();
  throw new UsageError(`\`${planFile}\` is no saved plan`, "name what `plan -out` wrote");
}

function writeReceipt(file: string, receipt: string): void {
  try {
    writeFileSync(file, receipt, { mode: 0o600 });
  } catch (error) {
    throw new UsageError(
      `Cannot write the receipt to \`${file}\`: ${reasonOf(error)}`,
      "name another file with --receipt",
    );
  }
}

/** A word as a shell reads it. */
function shellWord(word: string): string {
  const text = printable(word);
  return /^[\w./:@=+-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

/** The command that applies this plan. */
function applyCommand(file: string, { planFile, receipt, chdir, policy = [] }: SubmitFlags): string {
  const words = [
    planFile ?? file,
    ...(receipt === RECEIPT ? [] : ["--receipt", receipt]),
    ...(chdir === "." ? [] : ["--chdir", chdir]),
    ...policy.flatMap((path) => ["-p", path]),
  ];
  return `writ apply ${words.map(shellWord).join(" ")}`;
}

function nextSteps({ id, decision, approval, expiresAt }: SubmissionAnswer, apply: string): readonly string[] {
  const until = `until ${expiresAt}`;
  if (decision.effect === "allow") return [`Submission ${id} is allowed; apply it ${until}: ${apply}`];
  if (decision.effect === "deny")
    return [`Submission ${id} is denied: put right what is told above, plan and submit again`];
  return [
    `Submission ${id} is held ${until}. Whoever may approve it runs: writ approvals approve ${approval ?? ""}`,
    `Then: ${apply}`,
  ];
}
