import type { Finding, Observation } from "#core/model";
import { pathText, placeOf, ruleId } from "../place.ts";
import { printable } from "../printable.ts";
import type { RenderOptions } from "../reporter.ts";
import { requestText, waiverText } from "../waiver.ts";
import type { Paint, Style } from "./style.ts";
import { wrap } from "./wrap.ts";

const LABEL_COLUMNS = 12;
const NARROWEST = 20;
const MOST_OBSERVED = 4;

type FindingOptions = Pick<RenderOptions, "width" | "verbose">;

/** One finding as a block of lines: what and how bad, where, what was observed, what was required, how to repair it; when verbose, what it satisfies. */
export function findingLines(finding: Finding, style: Style, { width, verbose }: FindingOptions): readonly string[] {
  const state = stateOf(finding, style);
  const head = `${state} ${style.bold(ruleId(finding))}`;
  const field = (label: string, text: string, paint: Paint = (same) => same): readonly string[] =>
    labelled(label, text, paint, { style, width });
  return [
    head,
    ...field("", printable(finding.message)),
    ...field("at", placeText(finding), style.cyan),
    ...observedTexts(finding, verbose).flatMap((text) => field("observed", text)),
    ...field("required", printable(finding.required)),
    ...(finding.remediation === null
      ? []
      : field("repair", printable(finding.remediation.trim().replaceAll(/\s+/g, " ")), style.green)),
    ...(finding.waiver === null ? [] : field("waived", printable(waiverText(finding.waiver).replaceAll(/\s+/g, " ")))),
    ...(finding.request === null
      ? []
      : field("requested", printable(requestText(finding.request).replaceAll(/\s+/g, " ")))),
    ...(verbose && finding.satisfies.length > 0 ? field("satisfies", finding.satisfies.join(", "), style.dim) : []),
  ];
}

function stateOf(finding: Finding, style: Style): string {
  const { severity, outcome, level, baseline } = finding;
  const word = outcome === "fail" ? severity : `${outcome} (${severity})`;
  if (baseline) return style.dim(`${word}, in the baseline`);
  if (outcome === "waived" || level === "note") return style.dim(word);
  if (outcome === "unknown") return style.magenta(word);
  return level === "violation" ? style.red(word) : style.yellow(`${word}, warning`);
}

function placeText({ location }: Finding): string {
  const path = pathText(location.path);
  const detail = [location.address, path].filter((part) => part !== "").join(" ");
  return printable(detail === "" ? placeOf(location) : `${placeOf(location)}  (${detail})`);
}

function observedTexts(finding: Finding, verbose: boolean): readonly string[] {
  const most = verbose ? finding.observed.length : MOST_OBSERVED;
  const texts = finding.observed.slice(0, most).map((observation) => observationText(observation, finding));
  const left = finding.observed.length - texts.length;
  return left === 0 ? texts : [...texts, `and ${left} more (--verbose lists them)`];
}

function observationText(observation: Observation, finding: Finding): string {
  const note = observation.default ? " (the provider's default)" : "";
  const { location } = observation;
  const elsewhere = location !== null && placeOf(location) !== placeOf(finding.location);
  const place = elsewhere ? `  at ${placeOf(location)}` : "";
  return printable(`${observation.path} = ${observation.value}${note}${place}`);
}

interface Sheet {
  readonly style: Style;
  readonly width: number | null;
}

function labelled(label: string, text: string, paint: Paint, { style, width }: Sheet): readonly string[] {
  const room = width === null ? null : Math.max(NARROWEST, width - LABEL_COLUMNS - 2);
  return wrap(text, room).map(
    (line, index) => `  ${style.dim((index === 0 ? label : "").padEnd(LABEL_COLUMNS))}${paint(line)}`,
  );
}
