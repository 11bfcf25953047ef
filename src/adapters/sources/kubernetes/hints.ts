/** What to do about a document that cannot be read, where the reader that refused it has nothing closer to say. */
export function hintFor(code: string): string {
  return HINTS[code] ?? "Correct the document; whatever is wrong with it, `kubectl` would refuse or misread it as well";
}

const HINTS: Readonly<Record<string, string>> = {
  "alias-limit": "Write the values out instead of repeating them through anchors and aliases",
  "too-deep": "Flatten the document; no Kubernetes object is nested that deeply",
  "duplicate-key": "Remove one of the two; which of them would hold depends on the reader",
  "json-duplicate-key": "Remove one of the two; which of them would hold depends on the reader",
  "json-too-deep": "Flatten the document; no Kubernetes object is nested that deeply",
  "json-truncated": "See whether the command that wrote it was interrupted, and run it again",
  "json-too-large": "Split it, one object at a time",
};
