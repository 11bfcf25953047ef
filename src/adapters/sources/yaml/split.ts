/** One document of a stream: its stretch of the text, and the chart template that `helm template` says it came from. */
export interface DocumentText {
  readonly start: number;
  readonly end: number;
  readonly template: string | null;
}

/**
 * Splits a YAML stream as Kubernetes does (k8s.io/apimachinery `YAMLReader`): at every line of `---` alone, a comment behind it allowed.
 * Documents of nothing but comments and directives are left out.
 */
export function splitDocuments(text: string): readonly DocumentText[] {
  const documents: DocumentText[] = [];
  let start = 0;
  for (;;) {
    const separator = nextSeparator(text, start);
    const document = describe(text, start, separator?.start ?? text.length);
    if (document) documents.push(document);
    if (!separator) return documents;
    start = separator.end;
  }
}

/** Reads the comments at the head of a document; undefined when nothing follows them. */
function describe(text: string, start: number, end: number): DocumentText | undefined {
  let template: string | null = null;
  for (let at = start; at < end;) {
    const newline = text.indexOf("\n", at);
    const next = newline < 0 || newline >= end ? end : newline + 1;
    const line = text.slice(at, Math.min(next, at + 512)).trim();
    if (line !== "" && line[0] !== "#" && line[0] !== "%") return { start, end, template };
    template ??= /^# Source: (.+)$/.exec(line)?.[1] ?? null;
    at = next;
  }
  return undefined;
}

function nextSeparator(text: string, from: number): { readonly start: number; readonly end: number } | undefined {
  for (let at = lineWithDashes(text, from); at >= 0; at = lineWithDashes(text, at + 3)) {
    const newline = text.indexOf("\n", at);
    const end = newline < 0 ? text.length : newline + 1;
    if (/^\s*(?:#|$)/.test(text.slice(at + 3, end))) return { start: at, end };
  }
  return undefined;
}

function lineWithDashes(text: string, from: number): number {
  if ((from === 0 || text[from - 1] === "\n") && text.startsWith("---", from)) return from;
  const at = text.indexOf("\n---", from);
  return at < 0 ? -1 : at + 1;
}
