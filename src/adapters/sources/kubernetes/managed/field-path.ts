import { Unknown, type Value } from "#core/language";
import { isList, isObject } from "#core/model";
import { put } from "../../json/index.ts";

const STEP = /\.?([^.[\]]+)|\[([^\]]*)\]/y;
const MOST_STEPS = 64;

/** The steps of a field path such as `spec.forProvider.tags[owner].names[0]`; null when it is none. */
export function parseFieldPath(path: string): readonly string[] | null {
  const steps: string[] = [];
  STEP.lastIndex = 0;
  while (STEP.lastIndex < path.length) {
    const [, name, index] = STEP.exec(path) ?? [];
    const step = name ?? index;
    if (step === undefined || steps.length === MOST_STEPS) return null;
    steps.push(step);
  }
  return steps.length === 0 ? null : steps;
}

/** A value in which what stands at a path is not known, as something fills it in later. */
export function withUnknownAt(value: Value, steps: readonly string[], where: string): Value {
  const [step, ...rest] = steps;
  if (step === undefined || value instanceof Unknown) return new Unknown([{ reason: "after-apply", path: where }]);
  if (isList(value)) return withUnknownElement(value, step, rest, where);
  const copy: Record<string, Value> = isObject(value) ? { ...value } : {};
  put(copy, step, withUnknownAt((Object.hasOwn(copy, step) ? copy[step] : undefined) ?? null, rest, where));
  return copy;
}

/** A wildcard fills in every element; a position behind the last one makes it unknown how many there are. */
function withUnknownElement(list: readonly Value[], step: string, rest: readonly string[], where: string): Value {
  if (step === "*") return list.map((element) => withUnknownAt(element, rest, where));
  const position = Number(step);
  if (!Number.isInteger(position) || position < 0 || position >= list.length) return withUnknownAt(null, [], where);
  return list.map((element, at) => (at === position ? withUnknownAt(element, rest, where) : element));
}
