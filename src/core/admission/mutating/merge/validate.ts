import { Double, Unknown, type Value } from "#core/language";
import { isList, isObject } from "#core/model";
import { fieldType, typeFor, type ListType, type MapType, type MergeType, type ScalarType } from "../schema/type.ts";
import { plainText, typedText, typeText } from "./go-text.ts";
import { keyOf, toField } from "./path.ts";

/** Something in a value that its type does not allow, in the words of the API server. */
export interface MergeProblem {
  /** As in `.spec.containers[name="a"].image`. */
  readonly path: string;
  readonly message: string;
}

/** Problems as one text (sigs.k8s.io/structured-merge-diff, `ValidationErrors`). */
export function problemsText(problems: readonly MergeProblem[]): string {
  const texts = problems.map(({ path, message }) => (path === "" ? message : `${path}: ${message}`));
  return texts.length === 1 ? (texts[0] ?? "") : ["errors:", ...texts.map((text) => `  ${text}`)].join("\n");
}

/** Whether elements of one list may have equal keys: those of an object may, those of a configuration may not. */
export type Twins = "allowed" | "refused";

/**
 * What of a value its type does not allow (sigs.k8s.io/structured-merge-diff, `typed.Validate`). What is not known is taken for allowed.
 */
export function validateType(type: MergeType, value: Value, twins: Twins): readonly MergeProblem[] {
  const problems: MergeProblem[] = [];
  new Validation(problems, twins).visit(type, value, "");
  return problems;
}

class Validation {
  readonly #problems: MergeProblem[];
  readonly #twins: Twins;

  constructor(problems: MergeProblem[], twins: Twins) {
    this.#problems = problems;
    this.#twins = twins;
  }

  visit(type: MergeType, value: Value, path: string): void {
    if (value === null || value instanceof Unknown || this.#problems.length >= MAX_PROBLEMS) return;
    const exact = typeFor(type, value);
    if (exact.kind === "map") this.#map(exact, value, path);
    else if (exact.kind === "list") this.#list(exact, value, path);
    else this.#scalar(exact, value, path);
  }

  #map(type: MapType, value: Value, path: string): void {
    if (!isObject(value)) return this.#report(path, `expected map, got &{${plainText(value)}}`);
    for (const [field, inner] of Object.entries(value)) {
      const own = fieldType(type, field);
      const place = `${path}${toField(field)}`;
      if (own === null) this.#report(place, "field not declared in schema");
      else this.visit(own, inner, place);
    }
  }

  #list(type: ListType, value: Value, path: string): void {
    if (!isList(value)) return this.#report(path, `expected list, got &{${plainText(value)}}`);
    const seen = new Set<string>();
    for (const [at, element] of value.entries()) {
      const key =
        type.entries === "atomic" ? ({ kind: "key", text: `[${at}]` } as const) : keyOf(element, type.entries);
      if (key.kind === "unknown") continue;
      if (key.kind === "problem") return this.#report(path, `element ${at}: ${key.message}`);
      if (seen.has(key.text) && this.#twins === "refused") this.#report(path, `duplicate entries for key ${key.text}`);
      seen.add(key.text);
      this.visit(type.elements, element, `${path}${key.text}`);
    }
  }

  #scalar({ of }: ScalarType, value: Value, path: string): void {
    if (of === "string" && typeof value !== "string")
      this.#report(path, `expected string, got &value.valueUnstructured{Value:${typedText(value)}}`);
    if ((of === "integer" || of === "number") && !isNumber(value))
      this.#report(path, `expected numeric (int or float), got ${typeText(value)}`);
    if (of === "boolean" && typeof value !== "boolean")
      this.#report(path, `expected boolean, got &{${plainText(value)}}`);
    if (of === "any" && (isObject(value) || isList(value)))
      this.#report(path, `expected any scalar, got &{${plainText(value)}}`);
  }

  #report(path: string, message: string): void {
    this.#problems.push({ path, message });
  }
}

/** More problems than this are not looked for. */
const MAX_PROBLEMS = 100;

/** Whether a value is a number of JSON. */
export function isNumber(value: Value): boolean {
  return typeof value === "number" || typeof value === "bigint" || value instanceof Double;
}
