import { sortDiagnostics, type Diagnostic } from "#core/diagnostics";
import { parseTimestamp, Timestamp, type ValueObject } from "#core/language";
import {
  isList,
  isObject,
  parseSurveyed,
  surveyJson,
  type JsonProblem,
  type NativeChange,
  type SourceInput,
  type SourceReading,
  type Unresolved,
} from "#core/model";
import { textOf, textStart } from "../json/index.ts";
import { nothingRead } from "../nothing-read.ts";
import type { SourceOptions } from "../source-format.ts";
import { decodeText } from "../text/index.ts";
import { readEntry, type EntryProblem, type InventoryEntry } from "./entry.ts";
import { createLocate, InventoryPlaces } from "./locate.ts";
import { observedChange } from "./resources.ts";

export const INVENTORY_FORMAT = "inventory";

const VERSION = "1";
const KEYS: ReadonlySet<string> = new Set(["$schema", "writInventory", "observedAt", "resources"]);

/**
 * Reads an inventory: a JSON document with resources as an observer found them. `spec/schemas/inventory.json` describes it.
 *
 * Total. Every resource becomes an `update` that changes nothing. A resource that is not written as it should be is an error and an unresolved
 * item, and the others are read all the same; a document that does not say its version or the time of the observation is not read at all.
 */
export function readInventory(input: SourceInput, options: SourceOptions = {}): SourceReading {
  const decoded = decodeText(input, options.maxBytes);
  if (decoded.kind === "rejected") return nothingRead(INVENTORY_FORMAT, input.file, decoded.diagnostic);
  const parsed = parseSurveyed(decoded.text, surveyJson(input.bytes, textStart(input.bytes)));
  if (parsed.kind === "rejected") return nothingRead(INVENTORY_FORMAT, input.file, notJson(input.file, parsed.problem));
  const document = isObject(parsed.value) ? parsed.value : {};
  return new InventoryReader(input, document).read();
}

class InventoryReader {
  readonly #file: string;
  readonly #document: ValueObject;
  readonly #places: InventoryPlaces;
  readonly #changes: NativeChange[] = [];
  readonly #unresolved: Unresolved[] = [];
  readonly #diagnostics: Diagnostic[] = [];
  readonly #indexes = new Map<string, number>();
  readonly #taken = new Map<string, number>();

  constructor({ file, bytes }: SourceInput, document: ValueObject) {
    this.#file = file;
    this.#document = document;
    this.#places = new InventoryPlaces(bytes);
  }

  read(): SourceReading {
    const problem = this.#headProblem();
    if (problem) return nothingRead(INVENTORY_FORMAT, this.#file, problem);
    const resources = this.#document["resources"];
    for (const [index, value] of (isList(resources) ? resources : []).entries()) {
      const reading = readEntry(value);
      if (reading.kind === "entry") this.#add(reading.entry, index);
      else this.#reject(reading.problem, index);
    }
    return {
      format: INVENTORY_FORMAT,
      file: this.#file,
      changes: this.#changes,
      surroundings: [],
      unresolved: this.#unresolved,
      diagnostics: sortDiagnostics(this.#diagnostics),
      locate: createLocate(this.#places, this.#indexes),
    };
  }

  #headProblem(): Diagnostic | undefined {
    const observedAt = textOf(this.#document, "observedAt");
    const unknown = Object.keys(this.#document).find((key) => !KEYS.has(key));
    if (textOf(this.#document, "writInventory") !== VERSION) return this.#headDiagnostic("writInventory", VERSION_TOLD);
    if (unknown !== undefined) return this.#headDiagnostic(unknown, unknownKey(unknown));
    if (!(parseTimestamp(observedAt ?? "") instanceof Timestamp)) return this.#headDiagnostic("observedAt", TIME_TOLD);
    return isList(this.#document["resources"]) ? undefined : this.#headDiagnostic("resources", LIST_TOLD);
  }

  #headDiagnostic(member: string, { code, message, hint }: HeadProblem): Diagnostic {
    const span = this.#places.ofMember(this.#file, member);
    return { code, severity: "error", message: `Cannot read \`${this.#file}\`: ${message}`, hint, span };
  }

  #add(entry: InventoryEntry, index: number): void {
    const id = this.#uniqueId(entry.id);
    if (id !== entry.id) this.#reject(twice(entry.id), index);
    this.#indexes.set(id, index);
    this.#changes.push(observedChange(entry, id, this.#file));
  }

  /** Ids that others have already get a number, which counts on so that many equal ids take no longer than many different ones. */
  #uniqueId(id: string): string {
    let count = (this.#taken.get(id) ?? 0) + 1;
    while (this.#indexes.has(numbered(id, count))) count++;
    this.#taken.set(id, count);
    return numbered(id, count);
  }

  #reject(problem: EntryProblem, index: number): void {
    const { code, hint, path } = problem;
    const which = `resource ${index + 1} in \`${this.#file}\``;
    const message = `Cannot read ${which}: ${problem.message}`;
    const span = this.#places.inResource(this.#file, index, path);
    this.#diagnostics.push({ code, severity: "error", message, hint, span });
    this.#unresolved.push({ code, message, source: { file: this.#file, address: which, path: [] } });
  }
}

function numbered(id: string, count: number): string {
  return count === 1 ? id : `${id}#${count}`;
}

type HeadProblem = Omit<EntryProblem, "path">;

const VERSION_TOLD: HeadProblem = {
  code: "inventory-version",
  message: `its \`writInventory\` is not \`"${VERSION}"\`, the one version that is read`,
  hint: `Write \`"writInventory": "${VERSION}"\`, as a text`,
};

const TIME_TOLD: HeadProblem = {
  code: "inventory-observed-at",
  message: "its `observedAt` is no point in time",
  hint: 'Say when the resources were observed, as in `"observedAt": "2026-03-01T09:30:00Z"`',
};

const LIST_TOLD: HeadProblem = {
  code: "inventory-resources",
  message: "its `resources` is no list",
  hint: "List what was observed; an observer that found nothing writes `[]`",
};

function unknownKey(key: string): HeadProblem {
  return {
    code: "inventory-unknown-key",
    message: `it has a key \`${key}\``,
    hint: `Known keys are ${[...KEYS].map((name) => `\`${name}\``).join(", ")}`,
  };
}

function twice(id: string): EntryProblem {
  return {
    code: "inventory-duplicate-id",
    message: `another one before it has the id \`${id}\``,
    hint: "Give each resource an id of its own, such as its ARN",
    path: ["id"],
  };
}

/** Without the parser's own words: they quote the text, and what is near a mistake may be secret. */
const JSON_PROBLEMS: Readonly<Record<JsonProblem["code"], string>> = {
  "json-syntax": "it is not JSON from here on",
  "json-truncated": "the text ends before the inventory does",
  "json-duplicate-key": "an object has the same key twice",
  "json-too-deep": "it is nested too deeply",
  "json-too-large": "it is too large",
};

function notJson(file: string, { code, position }: JsonProblem): Diagnostic {
  return {
    code,
    severity: "error",
    message: `Cannot read \`${file}\` as an inventory: ${JSON_PROBLEMS[code]}`,
    hint: "See whether the observer that wrote it was interrupted",
    span: { file, start: position, end: position },
  };
}
