import { countsInWords, sentenceOf, type DocumentChange } from "#core/analysis";
import type { Diagnostic } from "#core/diagnostics";
import { MOST_TOLD, type ChangeMessage } from "#core/wire";
import type { JudgedChange } from "../bundles/judge-change.ts";

/** A change as it is told. */
export function toChangeMessage(change: JudgedChange): ChangeMessage {
  const ordered = change.changes.toSorted((a, b) => ORDER[a.direction] - ORDER[b.direction]);
  return {
    kind: change.kind,
    summary: countsInWords(change),
    changes: ordered.slice(0, MOST_TOLD.changes).map(sentenceOf),
    examples: change.examples.slice(0, MOST_TOLD.changes),
  };
}

const ORDER: Readonly<Record<DocumentChange["direction"], number>> = { loosens: 0, tightens: 1, neutral: 2 };

/** A diagnostic in one line, with its place before it. */
function problemLine({ span, severity, message, code, hint }: Diagnostic): string {
  return `${placeOf(span)}${severity}: ${message} [${code}]${hint === undefined ? "" : ` (${hint})`}`;
}

/** Where a diagnostic is, as editors take it. */
export function placeOf(span: Diagnostic["span"]): string {
  return span === undefined ? "" : `${span.file}:${span.start.line}:${span.start.column}: `;
}

/** Warnings of an upload as they are told. */
export function toProblemLines(problems: readonly Diagnostic[]): readonly string[] {
  return problems.slice(0, MOST_TOLD.problems).map(problemLine);
}
