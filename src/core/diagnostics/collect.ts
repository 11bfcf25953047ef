import type { Diagnostic } from "./diagnostic.ts";

/** Sorts by file, line, column and code, and drops exact repetitions; what has no place comes first. */
export function sortDiagnostics(diagnostics: Iterable<Diagnostic>): readonly Diagnostic[] {
  const unique = new Map<string, Diagnostic>();
  for (const diagnostic of diagnostics) unique.set(identity(diagnostic), diagnostic);
  return [...unique.values()].toSorted(compare);
}

/** Tells whether any of them is an error, as opposed to a warning. */
export function hasErrors(diagnostics: Iterable<Diagnostic>): boolean {
  for (const diagnostic of diagnostics) if (diagnostic.severity === "error") return true;
  return false;
}

function identity(diagnostic: Diagnostic): string {
  const { span } = diagnostic;
  return JSON.stringify([span?.file, span?.start.offset, diagnostic.code, diagnostic.message]);
}

function compare(a: Diagnostic, b: Diagnostic): number {
  return (
    text(a.span?.file, b.span?.file) ||
    (a.span?.start.offset ?? -1) - (b.span?.start.offset ?? -1) ||
    text(a.code, b.code) ||
    text(a.message, b.message)
  );
}

function text(a = "", b = ""): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
