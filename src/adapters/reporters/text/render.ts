import type { CheckReport, Finding } from "#core/model";
import { circumstances, circumstanceText } from "../circumstances.ts";
import { placeOf } from "../place.ts";
import { printable } from "../printable.ts";
import type { Reporter, RenderOptions } from "../reporter.ts";
import { summaryCounts } from "../summary.ts";
import { findingLines } from "./finding.ts";
import { createStyle, type Paint, type Style } from "./style.ts";
import { wrap } from "./wrap.ts";

/** What a person reads in a terminal: findings by resource, then what went wrong, then the summary line. */
export const text: Reporter = {
  description: "text for a person",
  render: (report, options) => {
    const style = createStyle(options.colour);
    const body = options.quiet ? [] : bodyOf(report, options, style);
    return `${[...body, ...summary(report, style)].join("\n")}\n`;
  },
};

function bodyOf(report: CheckReport, options: RenderOptions, style: Style): readonly string[] {
  const { width } = options;
  return [
    ...byResource(report.findings).flatMap((group) => resourceBlock(group, options, style)),
    ...report.quiet.map(({ rule, outcome, resource }) => style.dim(printable(`${outcome}  ${rule}  ${resource}`))),
    ...section(
      "Changed by mutating policies before other admission policies judged it",
      report.mutations.flatMap((one) => mutationLines(one, style, width)),
      style,
    ),
    ...section(
      "Problems",
      report.diagnostics.flatMap((one) => diagnosticLines(one, style, width)),
      style,
    ),
    ...section(
      "Refused or held",
      circumstances(report).flatMap((one) => indented(circumstanceText(one), width)),
      style,
    ),
    ...section("Written to the audit log", options.verbose ? audited(report, width) : [], style),
    ...section("Policies that matched nothing", options.verbose ? named(report.vacuous) : [], style),
    ...section("Waivers that are about nothing here", options.verbose ? named(unmatched(report)) : [], style),
    ...section("Unknown until an inventory is read", options.verbose ? named(report.awaiting) : [], style),
  ];
}

function unmatched({ waivers }: CheckReport): readonly string[] {
  return waivers.filter(({ state }) => state === "unmatched").map(({ id, resource }) => `${id}  ${resource}`);
}

function audited({ annotations }: CheckReport, width: number | null): readonly string[] {
  return annotations.flatMap(({ resource, key, value }) => [
    `  ${printable(`${resource}  ${key}`)}`,
    ...indented(value ?? "cannot be told here", width),
  ]);
}

function named(names: readonly string[]): readonly string[] {
  return names.map((name) => `  ${printable(name)}`);
}

function byResource(findings: readonly Finding[]): readonly (readonly Finding[])[] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const key = JSON.stringify([finding.input, finding.resource.id]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [finding]);
    else group.push(finding);
  }
  return [...groups.values()];
}

function resourceBlock(findings: readonly Finding[], options: RenderOptions, style: Style): readonly string[] {
  const [first] = findings;
  if (first === undefined) return [];
  const { resource, verb } = first;
  const environment = resource.environment === null ? "" : `, ${resource.environment}`;
  const head = `${style.bold(printable(resource.id))} ${style.dim(printable(`${resource.kind}, ${verb}${environment}, ${first.input}`))}`;
  return [head, ...findings.flatMap((finding) => findingLines(finding, style, options)), ""];
}

function diagnosticLines(
  { severity, code, message, hint, span }: CheckReport["diagnostics"][number],
  style: Style,
  width: number | null,
): readonly string[] {
  const paint = severity === "error" ? style.red : style.yellow;
  const place = span === undefined ? "" : ` ${style.cyan(printable(placeOf({ ...span, address: "", path: [] })))}`;
  const advice = hint === undefined ? [] : indented(hint, width).map((line) => style.green(line));
  return [`  ${paint(severity)} ${style.bold(code)}${place}`, ...indented(message, width), ...advice];
}

function mutationLines(
  { resource, file, policies, paths }: CheckReport["mutations"][number],
  style: Style,
  width: number | null,
): readonly string[] {
  const head = `  ${style.bold(printable(resource))} ${style.dim(printable(file))}`;
  return [head, ...indented(`by ${policies.join(", ")}: ${paths.join(", ")}`, width)];
}

function indented(message: string, width: number | null): readonly string[] {
  const indent = "    ";
  return wrap(printable(message), width === null ? null : width - indent.length).map((line) => `${indent}${line}`);
}

function section(title: string, lines: readonly string[], style: Style): readonly string[] {
  return lines.length === 0 ? [] : [style.bold(title), ...lines, ""];
}

function summary(report: CheckReport, style: Style): readonly string[] {
  const paints: Readonly<Record<string, Paint>> = {
    pass: style.green,
    fail: style.red,
    warn: style.yellow,
    unknown: style.magenta,
    error: style.red,
  };
  const counts = summaryCounts(report).map(({ key, text: words, count }) =>
    count === 0 ? style.dim(words) : (paints[key] ?? style.dim)(words),
  );
  const refused = circumstances(report).length;
  const resources = report.inputs.reduce((sum, input) => sum + input.resources, 0);
  const failed = report.inputs.filter((input) => input.status === "failed").length;
  const inputs = `${report.inputs.length} ${report.inputs.length === 1 ? "input" : "inputs"}${failed === 0 ? "" : style.red(` (${failed} failed)`)}`;
  return [
    [...counts, ...(refused === 0 ? [] : [style.red(`${refused} refused or held`)])].join(", "),
    style.dim(
      `${resources} resources in ${inputs}, ${report.rules.length} validations, ${Math.round(report.durationMs)} ms`,
    ),
  ];
}
