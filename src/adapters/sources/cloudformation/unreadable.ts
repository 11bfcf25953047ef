import { sortDiagnostics, type Diagnostic, type LineIndex } from "#core/diagnostics";
import type { SourceReading } from "#core/model";
import type { DocumentProblem } from "../yaml/index.ts";

/** The reading of a text that is no template, which is not judged at all. */
export function unreadable(
  { format, file }: Pick<SourceReading, "format" | "file">,
  problems: readonly DocumentProblem[],
  lines: LineIndex,
): SourceReading {
  const found =
    problems.length > 0 ? problems : [{ code: "no-template", message: "it has nothing in it", start: 0, end: 0 }];
  const diagnostics = found.map((problem): Diagnostic => ({
    code: problem.code,
    severity: "error",
    message: `Cannot read template \`${file}\`: ${problem.message}`,
    hint: problem.hint ?? HINTS[problem.code] ?? "Correct the template; CloudFormation would refuse it as well",
    span: lines.span(problem.start, problem.end),
  }));
  const unresolved = diagnostics.map(({ message }) => ({
    code: "unreadable-template",
    message,
    source: { file, address: file, path: [] },
  }));
  return {
    format,
    file,
    changes: [],
    surroundings: [],
    unresolved,
    diagnostics: sortDiagnostics(diagnostics),
    locate: (ref) => ref,
  };
}

const HINTS: Readonly<Record<string, string>> = {
  "json-truncated": "See whether the command that wrote it was interrupted, and run it again",
  "alias-limit": "Write the values out instead of repeating them through anchors and aliases",
  "unsupported-tag": "Use a function of CloudFormation, such as `!Sub`, or none",
};
