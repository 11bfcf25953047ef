import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { CheckReport } from "#core/model";
import { REPORTERS, type ReporterName } from "#adapters/reporters";
import { reasonOf } from "../files/file-diagnostic.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { nameHint, UsageError } from "../usage-error.ts";

/** Where a report goes, in which format; a null path is stdout. */
export interface OutputTarget {
  readonly format: ReporterName;
  readonly path: string | null;
}

/** Reads `format` or `format=path`. Only one format may go to stdout. */
export function parseOutputs(texts: readonly string[]): readonly OutputTarget[] {
  const targets = texts.map(parseOutput);
  const toStdout = targets.filter((target) => target.path === null);
  if (toStdout.length > 1) {
    const formats = toStdout.map((target) => target.format).join(" and ");
    throw new UsageError(
      `Formats ${formats} would both go to stdout`,
      "give all but one a path, as in `-o sarif=writ.sarif`",
    );
  }
  const paths = targets.flatMap(({ path }) => path ?? []);
  const twice = paths.find((path, index) => paths.indexOf(path) !== index);
  if (twice !== undefined) throw new UsageError(`Two reports would both go to \`${twice}\``, "give each its own path");
  return targets;
}

function parseOutput(text: string): OutputTarget {
  const cut = text.indexOf("=");
  const format = cut < 0 ? text : text.slice(0, cut);
  if (!isReporterName(format)) {
    const known = Object.keys(REPORTERS);
    const hint = nameHint(format, known, `known formats: ${known.join(", ")}`);
    throw new UsageError(`Unknown output format \`${format}\``, hint);
  }
  return { format, path: cut < 0 || text.slice(cut + 1) === "-" ? null : text.slice(cut + 1) };
}

function isReporterName(format: string): format is ReporterName {
  return Object.hasOwn(REPORTERS, format);
}

export interface Presentation {
  readonly terminal: Terminal;
  readonly quiet: boolean;
  readonly verbose: boolean;
}

/**
 * Writes a report to its targets; a file is never coloured or wrapped. A target that cannot be written keeps no other from being written; only
 * then is it thrown as a `UsageError`.
 */
export function writeReport(report: CheckReport, targets: readonly OutputTarget[], presentation: Presentation): void {
  const { quiet, verbose, terminal } = presentation;
  const failures: UsageError[] = [];
  for (const { format, path } of targets) {
    const { colour, width } = path === null ? terminal : { colour: false, width: null };
    const text = REPORTERS[format].render(report, { colour, width, quiet, verbose });
    if (path === null) process.stdout.write(text);
    else failures.push(...writeFile(path, text));
  }
  const [failure] = failures;
  if (failure !== undefined) throw failure;
}

function writeFile(path: string, text: string): readonly UsageError[] {
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    return [];
  } catch (error) {
    return [
      new UsageError(
        `Cannot write the report to \`${path}\`: ${reasonOf(error)}`,
        "check the path and its permissions",
      ),
    ];
  }
}
