import { createLineIndex, sortDiagnostics, type Diagnostic, type LineIndex } from "#core/diagnostics";
import type { ValueObject } from "#core/language";
import { isObject, type NativeChange, type SourceInput, type SourceReading, type Unresolved } from "#core/model";
import { nothingRead } from "../nothing-read.ts";
import type { SourceOptions } from "../source-format.ts";
import { decodeText } from "../text/index.ts";
import { DEFAULT_LIMITS, findTreacherousCharacter, parseTree, type DocumentProblem } from "../yaml/index.ts";
import { createFinder, createLocate, type FindSpan, type PlacedResource } from "./locate.ts";
import { actionsFile } from "./recognise.ts";
import { createdFrom, draftsOf } from "./resources.ts";
import { readNode } from "./yaml-value.ts";

export const GITHUB_ACTIONS_FORMAT = "github-actions";

/** GitHub takes far less; more than this was not written by anybody. */
const LARGEST_BYTES = 2 * 1024 * 1024;

const HINT = "Correct it; GitHub refuses it as well";

const NO_MAP: DocumentProblem = { code: "github-actions-invalid", message: "it is not a mapping", start: 0, end: 0 };

/**
 * Reads a workflow or an action of GitHub Actions: the file, each job and each step are resources.
 *
 * Total. Secrets that are written out are masked and listed; expressions stay. What cannot be read is an error and an unresolved item, and the
 * rest is read all the same.
 */
export function readGithubActions(input: SourceInput, { maxBytes = LARGEST_BYTES }: SourceOptions = {}): SourceReading {
  const { file } = input;
  const decoded = decodeText(input, Math.min(maxBytes, LARGEST_BYTES));
  if (decoded.kind === "rejected") return nothingRead(GITHUB_ACTIONS_FORMAT, file, decoded.diagnostic);
  return new ActionsReader(file, decoded.text).read();
}

class ActionsReader {
  readonly #file: string;
  readonly #text: string;
  readonly #diagnostics: Diagnostic[] = [];
  readonly #unresolved: Unresolved[] = [];
  readonly #changes: NativeChange[] = [];
  readonly #resources = new Map<string, PlacedResource>();
  readonly #find: FindSpan;
  #lineIndex: LineIndex | undefined;

  constructor(file: string, text: string) {
    this.#file = file;
    this.#text = text;
    this.#find = createFinder(text, () => this.#lines());
  }

  read(): SourceReading {
    const document = this.#document();
    if (document) this.#resourcesOf(document);
    return {
      format: GITHUB_ACTIONS_FORMAT,
      file: this.#file,
      changes: this.#changes,
      surroundings: [],
      unresolved: this.#unresolved,
      diagnostics: sortDiagnostics(this.#diagnostics),
      locate: createLocate(this.#find, this.#resources),
    };
  }

  #document(): ValueObject | undefined {
    const treacherous = findTreacherousCharacter(this.#text, 0);
    const parsed = treacherous ? { kind: "rejected" as const, problems: [treacherous] } : parseTree(this.#text);
    if (parsed.kind === "rejected") return this.#refuse(parsed.problems);
    const { value, problems } = readNode(parsed.document.contents, DEFAULT_LIMITS);
    if (problems.length > 0) return this.#refuse(problems);
    return isObject(value) ? value : this.#refuse([NO_MAP]);
  }

  /** A text without any document has no problem of its own. */
  #refuse(problems: readonly DocumentProblem[]): undefined {
    for (const { code, message, start, end } of problems.length === 0 ? [NO_MAP] : problems.map(ofOneDocument)) {
      const span = this.#lines().span(start, end);
      this.#report({ code, severity: "error", message: `Cannot read \`${this.#file}\`: ${message}`, hint: HINT, span });
    }
    return undefined;
  }

  #resourcesOf(document: ValueObject): void {
    const { drafts, misfits } = draftsOf(actionsFile({ file: this.#file, text: this.#text }) ?? "workflow", document);
    for (const draft of drafts) {
      const change = createdFrom(draft, this.#file);
      this.#changes.push(change);
      this.#resources.set(draft.id, { path: draft.path, resource: change.after });
    }
    for (const { path, expected } of misfits) {
      const message = `Cannot read \`${path.join(".")}\` in \`${this.#file}\`: it is not ${expected}`;
      this.#report({ code: "github-actions-invalid", severity: "error", message, hint: HINT, span: this.#find(path) });
    }
  }

  #report(diagnostic: Diagnostic): void {
    const { code, message } = diagnostic;
    this.#diagnostics.push(diagnostic);
    this.#unresolved.push({ code, message, source: { file: this.#file, address: this.#file, path: [] } });
  }

  #lines(): LineIndex {
    return (this.#lineIndex ??= createLineIndex(this.#file, this.#text));
  }
}

/** A workflow is one document. */
function ofOneDocument(problem: DocumentProblem): DocumentProblem {
  const isHidden = problem.code === "hidden-document";
  return isHidden ? { ...problem, message: "another document starts in it, and GitHub reads one" } : problem;
}
