import { createLineIndex, type Diagnostic, type LineIndex, type Span } from "#core/diagnostics";
import { parseTimestamp, Timestamp } from "#core/language";

/** A comment that asks for a waiver of a finding of the resource that it stands at. It grants nothing. */
export interface WaiverRequest {
  /** A policy, which asks for all its validations, or `policy/validation`. */
  readonly rule: string;
  readonly reason: string;
  /** A date, or a point in time by RFC 3339. */
  readonly until: string;
  /** From the word that marks the comment to the end of its line. */
  readonly span: Span;
  /** Whether nothing else stands on its line. */
  readonly isAlone: boolean;
}

/** The word that marks such a comment. */
export const REQUEST_MARK = "writ:waive";

/** The requests in a text, in its order, and what is wrong with those that cannot be understood. */
export interface WaiverRequests {
  readonly requests: readonly WaiverRequest[];
  readonly diagnostics: readonly Diagnostic[];
}

const MOST_REQUESTS = 1000;
const LONGEST_REQUEST = 1000;
/** The `#` before the mark and the blanks between. */
const WIDEST_SIGN = 8;

/**
 * Reads comments of the form `# writ:waive <policy>/<validation> reason="<words>" until=<date>`: the same in Terraform, YAML, workflows and
 * Dockerfiles, on a line of their own or at the end of one.
 */
export function readWaiverRequests(file: string, text: string): WaiverRequests {
  const requests: WaiverRequest[] = [];
  const diagnostics: Diagnostic[] = [];
  const lines = createLineIndex(file, text);
  let at = text.indexOf(REQUEST_MARK);
  for (let count = 0; at >= 0; at = text.indexOf(REQUEST_MARK, at + REQUEST_MARK.length)) {
    const comment = commentAt(text, at, lines);
    if (comment === null) continue;
    if (++count > MOST_REQUESTS) {
      diagnostics.push(invalid(comment.span, `it is beyond the ${MOST_REQUESTS} that are read of one file`));
      break;
    }
    const parsed = parseComment(comment.words);
    if (typeof parsed === "string") diagnostics.push(invalid(comment.span, parsed));
    else requests.push({ ...parsed, span: comment.span, isAlone: comment.isAlone });
  }
  return { requests, diagnostics };
}

interface Comment {
  readonly words: string;
  readonly span: Span;
  readonly isAlone: boolean;
}

/** The comment that the mark at an offset begins; null where it does not stand right behind a `#` that begins a word. */
function commentAt(text: string, at: number, lines: LineIndex): Comment | null {
  const lineStart = at - (lines.position(at).column - 1);
  const sign = text.slice(Math.max(lineStart, at - WIDEST_SIGN), at).trimEnd();
  const after = text.charAt(at + REQUEST_MARK.length);
  if (!/(?:^|\s)#$/.test(sign) || !/^\s?$/.test(after)) return null;
  const end = lineEnd(text, at + REQUEST_MARK.length);
  const line = text.slice(Math.max(lineStart, at - LONGEST_REQUEST), at).trim();
  return { words: text.slice(at + REQUEST_MARK.length, end), span: lines.span(at, end), isAlone: line === "#" };
}

function lineEnd(text: string, at: number): number {
  const end = /[\r\n]/.exec(text.slice(at, at + LONGEST_REQUEST + 1));
  return end === null ? Math.min(text.length, at + LONGEST_REQUEST + 1) : at + end.index;
}

type Parsed = Pick<WaiverRequest, "rule" | "reason" | "until">;

/** A policy of others may have its kind and namespace before it. */
const RULE = /^\s+((?:[A-Za-z0-9][-A-Za-z0-9.]*\/){0,3}[a-z0-9][-a-z0-9.]*)(?=\s|$)/;

/** What a comment says, or else what is wrong with it. */
function parseComment(words: string): Parsed | string {
  if (words.length > LONGEST_REQUEST) return `it is longer than ${LONGEST_REQUEST} characters`;
  const [start = "", rule] = RULE.exec(words) ?? [];
  if (rule === undefined) return "it names no `policy/validation`";
  const fields = parseFields(words.slice(start.length));
  if (typeof fields === "string") return fields;
  const { reason = "", until = "" } = fields;
  if (reason.trim() === "") return "it gives no `reason`";
  if (!isTime(until)) return until === "" ? "it gives no `until`" : `\`until\` is \`${until}\`, which is no date`;
  return { rule, reason, until };
}

type Fields = { reason?: string; until?: string };

const FIELD = /\s+([a-z]+)=(?:"([^"]*)"|([^\s"]+))(?=\s|$)/y;

function parseFields(text: string): Fields | string {
  const fields: Fields = {};
  const rest = text.trimEnd();
  FIELD.lastIndex = 0;
  while (FIELD.lastIndex < rest.length) {
    const from = FIELD.lastIndex;
    const [, name, quoted, plain] = FIELD.exec(rest) ?? [];
    if (name === undefined) return `\`${rest.slice(from).trim()}\` is not \`reason="…"\` or \`until=…\``;
    if (name !== "reason" && name !== "until") return `it has no field \`${name}\``;
    if (fields[name] !== undefined) return `\`${name}\` stands twice`;
    fields[name] = quoted ?? plain ?? "";
  }
  return fields;
}

function isTime(until: string): boolean {
  return parseTimestamp(/^\d{4}-\d{2}-\d{2}$/.test(until) ? `${until}T00:00:00Z` : until) instanceof Timestamp;
}

function invalid(span: Span, why: string): Diagnostic {
  return {
    code: "waiver-request-invalid",
    severity: "warning",
    message: `The request for a waiver cannot be understood: ${why}`,
    hint: 'Write `# writ:waive <policy>/<validation> reason="<words>" until=<date>`',
    span,
  };
}
