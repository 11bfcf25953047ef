import type { LineIndex } from "#core/diagnostics";
import type { Value } from "#core/language";
import { isList, isObject, type Locate, type Path } from "#core/model";
import { createJsonFinder, textOf } from "../json/index.ts";
import { unmaskedPath } from "../masked.ts";
import type { Placed } from "./resources.ts";
import type { ValueObject } from "#core/language";

/** Finds places of resources in the text of a template; what a loop or an expression makes is placed at the loop or the expression. */
export function createLocate(
  placed: readonly Placed[],
  natives: ReadonlyMap<string, ValueObject>,
  { text, lines }: { readonly text: string; readonly lines: () => LineIndex },
): Locate {
  const byAddress = new Map(placed.map((one) => [one.id, one]));
  const range = createJsonFinder(text);
  return (ref) => {
    const found = byAddress.get(ref.address);
    if (found === undefined) return ref;
    const path = unmaskedPath(natives.get(found.id) ?? {}, ref.path);
    const [from, to] = range(0, [...found.declared.path, ...pathInText(found.declared.raw, path)]);
    const { start, end } = lines().span(from, to);
    return { ...ref, path, start, end };
  };
}

/** The path in what is written for a path in what it evaluates to. */
function pathInText(raw: ValueObject, path: Path): Path {
  const found: (string | number)[] = [];
  let current: Value = raw;
  for (let at = 0; at < path.length; at++) {
    const step = path[at] ?? "";
    const loop = loopFor(current, step);
    if (loop !== undefined) {
      found.push("copy", loop, "input");
      current = inputOf(current, loop);
      at++;
      continue;
    }
    const next = childOf(current, step);
    if (next === undefined) break;
    found.push(step);
    current = next;
  }
  return found;
}

function loopFor(value: Value, name: string | number): number | undefined {
  if (!isObject(value) || typeof name !== "string" || Object.hasOwn(value, name) || !isList(value["copy"]))
    return undefined;
  const at = value["copy"].findIndex((loop) => textOf(loop, "name") === name);
  return at < 0 ? undefined : at;
}

function inputOf(value: Value, loop: number): Value {
  const loops = isObject(value) ? value["copy"] : null;
  const one = isList(loops) ? loops[loop] : null;
  return isObject(one) ? (one["input"] ?? null) : null;
}

function childOf(value: Value, step: string | number): Value | undefined {
  if (isList(value)) return typeof step === "number" ? value[step] : undefined;
  return isObject(value) && Object.hasOwn(value, step) ? value[step] : undefined;
}
