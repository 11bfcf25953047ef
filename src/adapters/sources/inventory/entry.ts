import type { Value, ValueObject } from "#core/language";
import { isObject, member, type Path } from "#core/model";
import { put } from "../json/index.ts";
import { readMarks } from "./marks.ts";

/** One resource as an observer found it, its defaults filled in and its marks turned into values that are not known. */
export interface InventoryEntry {
  readonly type: string;
  readonly provider: string;
  readonly id: string;
  readonly name: string;
  readonly group: string;
  readonly scope: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly native: ValueObject;
}

/** Why an entry cannot be read; `path` leads to the culprit inside the entry. */
export interface EntryProblem {
  readonly code: string;
  readonly message: string;
  readonly hint: string;
  readonly path: Path;
}

export type EntryReading =
  | { readonly kind: "entry"; readonly entry: InventoryEntry }
  | { readonly kind: "rejected"; readonly problem: EntryProblem };

const REQUIRED_TEXTS = ["type", "provider", "id"] as const;
const OPTIONAL_TEXTS = ["name", "group", "scope"] as const;
const KEYS: ReadonlySet<string> = new Set([...REQUIRED_TEXTS, ...OPTIONAL_TEXTS, "labels", "native"]);

/** Reads one element of `resources`. An entry with any mistake is rejected whole: what was meant cannot be told. */
export function readEntry(value: Value): EntryReading {
  if (!isObject(value)) return rejected(wrong([], "a resource", "an object"));
  const problem = unknownKey(value) ?? textProblem(value) ?? labelsProblem(value) ?? nativeProblem(value);
  if (problem) return rejected(problem);
  const { native, misuse } = readMarks(value["native"] ?? null);
  if (misuse) return rejected({ code: "inventory-unknown-mark", ...misuse, path: ["native", ...misuse.path] });
  if (!isObject(native)) return rejected(wrong(["native"], "`native`", "an object that says anything"));
  const provider = textOr(value, "provider", "");
  const id = textOr(value, "id", "");
  return {
    kind: "entry",
    entry: {
      type: textOr(value, "type", ""),
      provider,
      id,
      name: textOr(value, "name", id),
      group: textOr(value, "group", provider),
      scope: textOr(value, "scope", ""),
      labels: labelsOf(value),
      native,
    },
  };
}

function unknownKey(entry: ValueObject): EntryProblem | undefined {
  const key = Object.keys(entry).find((name) => !KEYS.has(name));
  if (key === undefined) return undefined;
  return {
    code: "inventory-unknown-key",
    message: `it has a key \`${key}\``,
    hint: `Known keys are ${[...KEYS].map((name) => `\`${name}\``).join(", ")}; what the observer was told belongs into \`native\``,
    path: [key],
  };
}

function textProblem(entry: ValueObject): EntryProblem | undefined {
  const missing = REQUIRED_TEXTS.find((key) => !isText(member(entry, key)));
  if (missing !== undefined) return wrong([missing], `\`${missing}\``, "a text that is not empty");
  const odd = OPTIONAL_TEXTS.find((key) => Object.hasOwn(entry, key) && typeof entry[key] !== "string");
  return odd && wrong([odd], `\`${odd}\``, "a text");
}

function labelsProblem(entry: ValueObject): EntryProblem | undefined {
  const labels = member(entry, "labels");
  if (labels === undefined) return undefined;
  if (!isObject(labels)) return wrong(["labels"], "`labels`", "an object of texts");
  const odd = Object.keys(labels).find((key) => typeof labels[key] !== "string");
  return odd === undefined ? undefined : wrong(["labels", odd], `label \`${odd}\``, "a text");
}

function nativeProblem(entry: ValueObject): EntryProblem | undefined {
  return isObject(member(entry, "native")) ? undefined : wrong(["native"], "`native`", "an object");
}

function labelsOf(entry: ValueObject): Readonly<Record<string, string>> {
  const found = member(entry, "labels");
  const labels: Record<string, string> = {};
  for (const [key, label] of Object.entries(isObject(found) ? found : {}))
    if (typeof label === "string") put(labels, key, label);
  return labels;
}

function textOr(object: ValueObject, key: string, otherwise: string): string {
  const value = member(object, key);
  return typeof value === "string" ? value : otherwise;
}

function isText(value: Value | undefined): boolean {
  return typeof value === "string" && value !== "";
}

function wrong(path: Path, what: string, expected: string): EntryProblem {
  return {
    code: "inventory-invalid-resource",
    message: `${what} is not ${expected}`,
    hint: "`type`, `provider` and `id` are texts, `native` is an object with what the observer was told",
    path,
  };
}

function rejected(problem: EntryProblem): EntryReading {
  return { kind: "rejected", problem };
}
