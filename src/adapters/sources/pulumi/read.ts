import { createLineIndex, sortDiagnostics, type Diagnostic, type LineIndex } from "#core/diagnostics";
import { isObject, parseJson, type Path, type SourceInput, type SourceReading, type Unresolved } from "#core/model";
import type { Value } from "#core/language";
import { listOf, textOf } from "../json/index.ts";
import { nothingRead } from "../nothing-read.ts";
import type { SourceOptions } from "../source-format.ts";
import { decodeText } from "../text/index.ts";
import { createLocate, type StatePlace } from "./locate.ts";
import { resourcesOf } from "./resources.ts";
import { shapeOf, stepOfEvent, stepsOfDeployment, stepsOfPreview, type Malformed, type PreviewStep } from "./steps.ts";

/** The name of the format in readings. */
export const PULUMI_PREVIEW = "pulumi-preview";

/**
 * Reads what `pulumi preview --json` writes, a stream of engine events (`--event-log`), or an exported stack.
 *
 * Total. Operations are the engine's; values that are known only after the update are unknown, secrets are masked, and resources of providers
 * generated from Terraform's have Terraform's types and names. An entry that is no step, an operation that is not known and a preview that
 * failed are unresolved.
 */
export function readPulumiPreview(input: SourceInput, options: SourceOptions = {}): SourceReading {
  const decoded = decodeText(input, options.maxBytes);
  if (decoded.kind === "rejected") return nothingRead(PULUMI_PREVIEW, input.file, decoded.diagnostic);
  return new PreviewReader(input.file, decoded.text).read();
}

/** A step, and where the document begins that it stands in. */
export interface PlacedStep {
  readonly step: PreviewStep;
  readonly start: number;
}

class PreviewReader {
  readonly #file: string;
  readonly #text: string;
  readonly #steps: PlacedStep[] = [];
  readonly #diagnostics: Diagnostic[] = [];
  readonly #unresolved: Unresolved[] = [];
  #lines: LineIndex | undefined;

  constructor(file: string, text: string) {
    this.#file = file;
    this.#text = text;
  }

  read(): SourceReading {
    const whole = parseJson(this.#text);
    const shape = whole.kind === "parsed" ? shapeOf(whole.value) : null;
    if (whole.kind === "parsed" && shape !== null) this.#document(whole.value, 0);
    else if (this.#text.includes('"resourcePreEvent"') || this.#text.includes('"preludeEvent"')) this.#events();
    else this.#unreadable(whole.kind === "rejected" ? whole.problem.position.offset : 0, whole.kind === "rejected");
    const places = new Map<string, StatePlace>();
    const read = resourcesOf(this.#steps, { file: this.#file, places, unresolved: this.#unresolved });
    return {
      format: PULUMI_PREVIEW,
      file: this.#file,
      changes: read.changes,
      surroundings: read.surroundings,
      unresolved: this.#unresolved,
      diagnostics: sortDiagnostics(this.#diagnostics),
      locate: createLocate(this.#text, () => this.#lineIndex(), places),
    };
  }

  #document(value: Value, start: number): void {
    if (!isObject(value)) return;
    const shape = shapeOf(value);
    const entries =
      shape === "deployment" ? stepsOfDeployment(value) : shape === "preview" ? stepsOfPreview(value) : [];
    const event = shape === "event" ? stepOfEvent(value) : null;
    for (const entry of event === null ? entries : [event]) this.#entry(entry, start);
    this.#failures(value);
  }

  /** Events stand one on a line; one that cannot be read spoils no other. */
  #events(): void {
    let start = 0;
    for (const line of this.#text.split("\n")) {
      const parsed = line.trim() === "" ? null : parseJson(line);
      if (parsed?.kind === "parsed") this.#document(parsed.value, start);
      if (parsed?.kind === "rejected") this.#unreadable(start + parsed.problem.position.offset, true);
      start += line.length + 1;
    }
  }

  #entry(entry: PreviewStep | Malformed, start: number): void {
    if (!("malformed" in entry)) this.#steps.push({ step: entry, start });
    else
      this.#leave(
        "pulumi-malformed-step",
        `\`${this.#file}\` has an entry that is no step of a preview`,
        entry.malformed,
      );
  }

  /** A preview that failed does not list everything that the update would do. */
  #failures(value: Value): void {
    const single = isObject(value) && isObject(value["diagnosticEvent"]) ? [value["diagnosticEvent"]] : [];
    const failed = [...listOf(value, "diagnostics"), ...single].some((entry) => textOf(entry, "severity") === "error");
    const missing =
      isObject(value) &&
      isObject(value["changeSummary"]) &&
      !Object.hasOwn(value, "steps") &&
      hasChanges(value["changeSummary"]);
    if (failed)
      this.#leave(
        "pulumi-preview-failed",
        "The preview failed, so it does not list everything that the update would do",
        [],
      );
    if (missing) this.#leave("pulumi-steps-missing", "The preview counts changes but does not list them", []);
  }

  #leave(code: string, message: string, path: Path): void {
    this.#unresolved.push({ code, message, source: { file: this.#file, address: "", path } });
  }

  #unreadable(offset: number, syntax: boolean): void {
    const message = syntax
      ? `Cannot read \`${this.#file}\` as a preview: it is not JSON from here on`
      : `Cannot read \`${this.#file}\` as a preview: it has neither steps nor events nor a deployment`;
    const position = this.#lineIndex().position(offset);
    this.#diagnostics.push({
      code: syntax ? "pulumi-preview-syntax" : "pulumi-preview-shape",
      severity: "error",
      message,
      hint: "Hand in what `pulumi preview --json` wrote, unchanged and whole",
      span: { file: this.#file, start: position, end: position },
    });
    this.#leave("pulumi-unreadable", message, []);
  }

  #lineIndex(): LineIndex {
    return (this.#lines ??= createLineIndex(this.#file, this.#text));
  }
}

function hasChanges(summary: Value): boolean {
  return isObject(summary) && Object.entries(summary).some(([op, count]) => op !== "same" && count !== 0);
}
