import { createLineIndex, sortDiagnostics, type Diagnostic, type LineIndex } from "#core/diagnostics";
import type { NativeChange, SourceInput, SourceReading, Unresolved } from "#core/model";
import { nothingRead } from "../nothing-read.ts";
import type { SourceOptions } from "../source-format.ts";
import { decodeText } from "../text/index.ts";
import type { DocumentProblem } from "../yaml/index.ts";
import { readInstructions, type Instruction } from "./instructions.ts";
import { createLocate, type PlacedStage } from "./locate.ts";
import { createdFrom, type FileContext } from "./resources.ts";
import { MOST_STAGES, stagesOf } from "./stages.ts";

export const DOCKERFILE_FORMAT = "dockerfile";

/** More than this was not written by anybody. */
const LARGEST_BYTES = 1024 * 1024;

/** Every instruction that builders know. */
const KEYWORDS: ReadonlySet<string> = new Set(
  "ADD ARG CMD COPY ENTRYPOINT ENV EXPOSE FROM HEALTHCHECK LABEL MAINTAINER ONBUILD RUN SHELL STOPSIGNAL USER VOLUME WORKDIR".split(
    " ",
  ),
);

/**
 * Reads a Dockerfile: each stage of the build is a resource, the last one the final image.
 *
 * Total. Variables are filled in with the defaults of the file, and what only the builder gives is not known. Secrets are masked and listed. What
 * cannot be read is an error and an unresolved item, and the rest is read all the same.
 */
export function readDockerfile(input: SourceInput, { maxBytes = LARGEST_BYTES }: SourceOptions = {}): SourceReading {
  const { file } = input;
  const decoded = decodeText(input, Math.min(maxBytes, LARGEST_BYTES));
  if (decoded.kind === "rejected") return nothingRead(DOCKERFILE_FORMAT, file, decoded.diagnostic);
  const { instructions, directives, problems } = readInstructions(decoded.text);
  const { stages, strays } = stagesOf(instructions);
  const context = { file, stages, frontend: directives.get("syntax") ?? null };
  const lines = lazyLines(file, decoded.text);
  const all = [
    ...problems,
    ...instructions.flatMap(problemOf),
    ...strays.map(strayProblem),
    ...countProblems(instructions),
  ];
  const diagnostics = all.map((problem) => diagnosticOf(problem, file, lines()));
  const placed = placedStages(context);
  return {
    format: DOCKERFILE_FORMAT,
    file,
    changes: placed.map(({ change }) => change),
    surroundings: [],
    unresolved: diagnostics.map((diagnostic) => unresolvedOf(diagnostic, file)),
    diagnostics: sortDiagnostics(diagnostics),
    locate: createLocate(lines, new Map(placed.map((one) => [one.id, one]))),
  };
}

function placedStages(
  context: FileContext,
): readonly (PlacedStage & { readonly id: string; readonly change: NativeChange })[] {
  const taken = new Map<string, number>();
  return context.stages.map((stage) => {
    const count = (taken.get(stage.name) ?? 0) + 1;
    taken.set(stage.name, count);
    const id = count === 1 ? `stage ${stage.name}` : `stage ${stage.name}#${count}`;
    const change = createdFrom(stage, id, context);
    return { id, stage, resource: change.after, change };
  });
}

function lazyLines(file: string, text: string): () => LineIndex {
  let lines: LineIndex | undefined;
  return () => (lines ??= createLineIndex(file, text));
}

function problemOf({ keyword, text, start, end }: Instruction): readonly DocumentProblem[] {
  if (!KEYWORDS.has(keyword))
    return [
      { code: "dockerfile-instruction", message: "a line begins with no instruction that builders know", start, end },
    ];
  return text === "" ? [{ code: "dockerfile-truncated", message: `a \`${keyword}\` says nothing`, start, end }] : [];
}

function strayProblem({ start, end }: Instruction): DocumentProblem {
  return { code: "dockerfile-without-from", message: "an instruction stands before the first `FROM`", start, end };
}

function countProblems(instructions: readonly Instruction[]): readonly DocumentProblem[] {
  const froms = instructions.filter(({ keyword }) => keyword === "FROM");
  const first = froms[MOST_STAGES];
  if (first !== undefined)
    return [
      {
        code: "dockerfile-too-large",
        message: `it has more than ${MOST_STAGES} stages`,
        start: first.start,
        end: first.end,
      },
    ];
  return froms.length === 0 ? [{ code: "dockerfile-without-from", message: "it has no `FROM`", start: 0, end: 0 }] : [];
}

function diagnosticOf({ code, message, start, end }: DocumentProblem, file: string, lines: LineIndex): Diagnostic {
  const hint = "Correct it; `docker build` refuses it as well";
  return {
    code,
    severity: "error",
    message: `Cannot read \`${file}\`: ${message}`,
    hint,
    span: lines.span(start, end),
  };
}

function unresolvedOf({ code, message }: Diagnostic, file: string): Unresolved {
  return { code, message, source: { file, address: file, path: [] } };
}
