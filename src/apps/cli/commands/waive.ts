import { writeFileSync } from "node:fs";
import { Option, type Command } from "commander";
import { EXIT, findWaivable, type WaivableFinding } from "#points/check";
import { hasErrors } from "#core/diagnostics";
import { readConfig } from "../config/config.ts";
import { reasonOf } from "../files/file-diagnostic.ts";
import { startProgress } from "../terminal/progress.ts";
import { UsageError } from "../usage-error.ts";
import { draftWaivers, type Draft, type Terms } from "../waivers/draft-waivers.ts";
import { selectFindings } from "../waivers/select-findings.ts";
import { noLines, printDiagnostics } from "./diagnostics.ts";
import { collect, parametersOption } from "./flags.ts";
import { plainOptions } from "./plain-options.ts";
import { prepareRun, type PreparedRun, type RunFlags } from "./prepare-run.ts";

interface WaiveFlags extends RunFlags {
  readonly input?: readonly string[];
  readonly owner?: string;
  readonly author?: string;
  readonly approver?: string;
  readonly reason?: string;
  readonly expires?: string;
  readonly category: string;
  readonly fromRequests?: boolean;
  readonly ticket?: string;
  readonly output?: string;
  readonly config?: string;
}

const EXAMPLES = `
Examples:
  $ writ waive 3f2a9c01 -i plan.json --owner web --author ann --approver bob \\
      --reason "a public website" --expires 2027-03-01 -o waivers/website.yaml
  $ writ waive own-network/holds Pod/agent -i k8s/ --owner web --author ann --approver bob \\
      --reason "it watches the node" --expires 2027-03-01 --category mitigated --ticket SEC-12
  $ writ waive --from-requests -i k8s/ --owner web --author ann      # drafts that somebody has yet to approve

Exit codes:
  0  the document was written
  2  usage, configuration or input error, or no such finding`;

/** Adds `writ waive`. */
export function addWaive(program: Command): void {
  program
    .command("waive")
    .summary("draft a waiver of a finding")
    .description(
      "Drafts the Waiver document of a finding, bound to what the resource is now. It waives nothing until it is among the policies of a run.",
    )
    .argument("[finding]", "its fingerprint (eight digits or more), or `policy/validation` with a resource")
    .argument("[resource]", "the id of the resource")
    .option(
      "--from-requests",
      "draft what comments in the inputs ask for: `# writ:waive <policy>/<validation> reason=… until=…`",
    )
    .option("-i, --input <path>", "a file or folder in which it is found, or `-` for stdin (repeatable)", collect)
    .option("-p, --policy <path>", "a file or folder of policy documents (repeatable)", collect)
    .option("--no-library", "leave the shipped policies out")
    .addOption(parametersOption())
    .option("--owner <name>", "who bears the risk")
    .option("--author <name>", "who asks for the waiver")
    .option("--approver <name>", "who approves it, never its author")
    .option("--reason <text>", "why the finding is acceptable")
    .option("--expires <date>", "when the waiver ends, as in 2027-03-01 or 2027-03-01T12:00:00Z")
    .addOption(
      new Option("--category <category>", "whether the risk is borne or something else covers it")
        .choices(["accepted", "mitigated"])
        .default("accepted"),
    )
    .option("--ticket <text>", "where it was talked over")
    .option("-o, --output <file>", "a new file for the document (default: stdout)")
    .option("--config <file>", "configuration file (default: writ.yaml, found upwards)")
    .addHelpText("after", EXAMPLES)
    .action((finding: string | undefined, resource: string | undefined, flags: WaiveFlags) => {
      process.exitCode = waive(finding, resource, flags);
    });
}

function waive(finding: string | undefined, resource: string | undefined, flags: WaiveFlags): number {
  const draftsOf = flags.fromRequests === true ? requested(finding, flags) : named(finding, resource, flags);
  const config = readConfig(flags.config);
  const progress = startProgress();
  const run = prepareRun(flags.input ?? [], flags, config, progress);
  progress.done();
  if (run === null || isBroken(run)) return EXIT.broken;
  const drafts = draftsOf(findWaivable({ ...run, options: plainOptions(config) }));
  write(draftWaivers(drafts, new Date(run.clock.startedAt)), flags.output);
  return EXIT.compliant;
}

type Drafting = (all: readonly WaivableFinding[]) => readonly Draft[];

/** The finding that was named, on the terms of the flags. */
function named(finding: string | undefined, resource: string | undefined, flags: WaiveFlags): Drafting {
  if (finding === undefined) {
    throw new UsageError(
      "No finding is named",
      "write its fingerprint, or `policy/validation` and a resource, or give --from-requests",
    );
  }
  assertGiven(flags, ["input", "owner", "author", "approver", "reason", "expires"]);
  const { reason = "", expires = "" } = flags;
  const terms = { ...partiesOf(flags), reason, expires };
  return (all) => selectFindings(all, finding, resource).map((waivable) => ({ waivable, terms }));
}

/** Everything that comments ask for, with the reason and the end that each one gives. An approver may still be missing. */
function requested(finding: string | undefined, flags: WaiveFlags): Drafting {
  if (finding !== undefined || flags.reason !== undefined || flags.expires !== undefined) {
    throw new UsageError("`--from-requests` takes finding, reason and end from comments", "leave them out");
  }
  assertGiven(flags, ["input", "owner", "author"]);
  const parties = partiesOf(flags);
  return (all) => {
    const drafts = all.flatMap((waivable) => {
      const { request } = waivable.finding;
      return request === null
        ? []
        : [{ waivable, terms: { ...parties, reason: request.reason, expires: request.until } }];
    });
    if (drafts.length > 0) return drafts;
    throw new UsageError("No comment in the inputs asks for a waiver of a finding that stands", REQUEST_FORM);
  };
}

const REQUEST_FORM = 'a comment is `# writ:waive <policy>/<validation> reason="<words>" until=<date>`';

function partiesOf(flags: WaiveFlags): Omit<Terms, "reason" | "expires"> {
  const { owner = "", author = "", approver = null, category, ticket = null } = flags;
  return { owner, author, approver, category, ticket };
}

type Needed = "input" | "owner" | "author" | "approver" | "reason" | "expires";

/** Throws a `UsageError` that names all flags that are missing. */
function assertGiven(flags: WaiveFlags, needed: readonly Needed[]): void {
  const missing = needed.filter((name) => flags[name] === undefined || flags[name] === "");
  if (missing.length === 0) return;
  throw new UsageError(
    `A waiver needs ${missing.map((name) => `\`--${name}\``).join(", ")} as well`,
    "see `writ waive --help`",
  );
}

/** What could not be read may be what the finding is in, so nothing is drafted beside an error. */
function isBroken({ diagnostics, unread, readings }: PreparedRun): boolean {
  const ofInputs = [...unread, ...readings.flatMap((reading) => reading.diagnostics)].filter((one) => hasErrors([one]));
  printDiagnostics(diagnostics.filter((one) => hasErrors([one])));
  printDiagnostics(ofInputs, noLines);
  return hasErrors([...diagnostics, ...ofInputs]);
}

function write(text: string, file: string | undefined): void {
  if (file === undefined) {
    process.stdout.write(text);
    return;
  }
  try {
    writeFileSync(file, text, { flag: "wx" });
  } catch (error) {
    throw new UsageError(
      `Cannot write the waiver to \`${file}\`: ${reasonOf(error)}`,
      "name a new file in a folder that is there",
    );
  }
}
