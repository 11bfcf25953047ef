import { readWaiverRequests, REQUEST_MARK, type WaiverRequest, type WaiverRequests } from "#adapters/sources";
import { suggest, type Diagnostic } from "#core/diagnostics";
import type { Finding, Location, Rule } from "#core/model";

/** A finding and the place of its resource as a whole, looked for when somebody asks. */
export interface PlacedFinding {
  readonly finding: Finding;
  readonly place: () => Location;
}

/** A finding that is placed at its resource as a whole. */
export function placedAtResource(finding: Finding): PlacedFinding {
  return { finding, place: () => finding.location };
}

/** Gives the text of a file that an input was read from, if it holds a word; null otherwise, and where it can no longer be had. */
export type TextWith = (file: string, word: string) => string | null;

/** The findings, marked where a comment asks for a waiver, and what there is to say of comments that ask for none of them. */
export interface MarkedFindings {
  readonly findings: readonly Finding[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Marks the findings that comments in the inputs ask to be waived. A finding stays what it is: only a `Waiver` grants anything.
 *
 * A comment is about the resource whose first line follows it, or else about the innermost one that it stands in.
 */
export function markRequests(
  placed: readonly PlacedFinding[],
  files: Iterable<string>,
  { rules, textWith }: { readonly rules: readonly Rule[]; readonly textWith: TextWith },
): MarkedFindings {
  const names = new Set([...files, ...placed.map(({ finding }) => finding.location.file)]);
  const read = [...names].flatMap((file) => readRequests(file, textWith));
  const isAnyAsked = read.some(({ requests }) => requests.length > 0);
  const byFile = isAnyAsked ? Map.groupBy(placed, ({ place }) => place().file) : new Map<string, PlacedFinding[]>();
  const asks = read.flatMap((one) => asksOf(one, byFile.get(one.file) ?? []));
  const marks = new Map<PlacedFinding, WaiverRequest>();
  for (const { request, chosen } of asks.toReversed()) {
    for (const one of chosen) marks.set(one, request);
  }
  const idle = asks.filter(({ chosen }) => chosen.length === 0);
  return {
    findings: placed.map((one) => withMark(one.finding, marks.get(one))),
    diagnostics: [
      ...read.flatMap(({ diagnostics }) => diagnostics),
      ...idle.map(({ request }) => describeIdle(request, rules)),
    ],
  };
}

/** A request with the findings that it is about. */
interface Ask {
  readonly request: WaiverRequest;
  readonly chosen: readonly PlacedFinding[];
}

interface RequestsOfFile extends WaiverRequests {
  readonly file: string;
  readonly lines: readonly string[];
}

/** JSON has no comments. */
function readRequests(file: string, textWith: TextWith): readonly RequestsOfFile[] {
  const text = file.endsWith(".json") ? null : textWith(file, REQUEST_MARK);
  if (text === null) return [];
  return [{ file, lines: text.split(/\r\n|\n|\r/), ...readWaiverRequests(file, text) }];
}

function asksOf({ requests, lines }: RequestsOfFile, there: readonly PlacedFinding[]): readonly Ask[] {
  const byPolicy = Map.groupBy(there, ({ finding }) => finding.policy);
  const byRule = Map.groupBy(there, ({ finding }) => `${finding.policy}/${finding.validation}`);
  return requests.map((request) => {
    const ofRule = [...(byPolicy.get(request.rule) ?? []), ...(byRule.get(request.rule) ?? [])];
    return { request, chosen: findingsAt(ofRule, request, lines) };
  });
}

function withMark(finding: Finding, request: WaiverRequest | undefined): Finding {
  if (request === undefined) return finding;
  const { reason, until, span } = request;
  return { ...finding, request: { reason, until, file: span.file, line: span.start.line } };
}

/** Of findings in the file of a request those at the one place that it is about. */
function findingsAt(
  asked: readonly PlacedFinding[],
  request: WaiverRequest,
  lines: readonly string[],
): readonly PlacedFinding[] {
  const { line } = request.span.start;
  const next = request.isAlone ? nextCode(lines, line) : null;
  const following = asked.filter(({ place }) => place().start?.line === next);
  if (following.length > 0) return following;
  const around = asked.filter(({ place }) => holds(place(), line));
  const innermost = around.reduce((most, { place }) => Math.max(most, place().start?.line ?? 0), 0);
  return around.filter(({ place }) => place().start?.line === innermost);
}

/** How many lines of comments may lie between a request and what it is about. */
const MOST_COMMENT_LINES = 100;

/** The number of the first line after `line` that says something: neither blank nor a comment nor the mark between documents. */
function nextCode(lines: readonly string[], line: number): number | null {
  for (let index = line; index < Math.min(lines.length, line + MOST_COMMENT_LINES); index++) {
    const text = lines[index]?.trim() ?? "";
    if (text !== "" && text !== "---" && !text.startsWith("#") && !text.startsWith("//")) return index + 1;
  }
  return null;
}

/** Whether a line lies in a place; one without an end goes on to the end of the text. */
function holds({ start, end }: Location, line: number): boolean {
  return start !== undefined && start.line <= line && (end === undefined || line <= end.line);
}

function describeIdle({ rule: name, span }: WaiverRequest, rules: readonly Rule[]): Diagnostic {
  const known = new Set(rules.flatMap((rule) => [rule.policy, rule.id]));
  const told = { severity: "warning", span } as const;
  if (known.has(name)) {
    const message = `A waiver of \`${name}\` is requested where nothing violates it`;
    return {
      ...told,
      code: "waiver-request-idle",
      message,
      hint: "Remove the comment, or move it to the resource that it is about",
    };
  }
  const near = suggest(name, known);
  const hint = near === undefined ? {} : { hint: `Did you mean \`${near}\`?` };
  return {
    ...told,
    code: "waiver-request-unknown",
    message: `A waiver is requested of \`${name}\`, which is not loaded`,
    ...hint,
  };
}
