import type { Diagnostic } from "#core/diagnostics";
import type { SourceText } from "./origin/origin.ts";
import type { DocumentLimits } from "./read/limits.ts";

/** What is said of a file that is longer than anything that is read. */
export function tooLong(source: Pick<SourceText, "text" | "lines">, limits: DocumentLimits): Diagnostic {
  return {
    code: "yaml-too-long",
    severity: "error",
    message: `The file has ${source.text.length} characters, but at most ${limits.maxLength} are read`,
    hint: "Split the file",
    span: source.lines.span(0, 0),
  };
}
