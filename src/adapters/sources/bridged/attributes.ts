import { Unknown, type Value, type ValueObject } from "#core/language";
import { canonicalJson, isList, isObject, type Path } from "#core/model";
import { put } from "../json/index.ts";
import { USER_MAPS } from "./user-maps.ts";

/** The Terraform name of an attribute. `place` is the type, and the blocks that lead to it, joined with dots. */
export type Naming = (name: string, value: Value, place: string) => string;

/** One attribute under its Terraform name, and the name that it has in the text. */
interface Renamed {
  readonly name: string;
  readonly from: string;
  readonly value: Value;
}

/** An object with its attributes and those of all blocks in it under their Terraform names. What the user named himself keeps its names. */
export function translateAttributes(object: ValueObject, naming: Naming, place: string): ValueObject {
  const translated: Record<string, Value> = {};
  for (const { name, from, value } of renamed(object, naming, place)) {
    put(translated, name, translateValue(from, value, naming, `${place}.${name}`));
  }
  return translated;
}

function translateValue(name: string, value: Value, naming: Naming, place: string): Value {
  if (isList(value)) return value.map((element) => translateValue(name, element, naming, place));
  if (!isObject(value)) return value;
  if (isPolicyDocument(value)) return policyText(value);
  return USER_MAPS.has(name) ? value : translateAttributes(value, naming, place);
}

/** Attributes whose Terraform names fall together keep their own names, so that none is lost. */
function renamed(object: ValueObject, naming: Naming, place: string): readonly Renamed[] {
  const taken = new Set<string>();
  return Object.entries(object).map(([from, value]) => {
    const wanted = naming(from, value, place);
    const name = taken.has(wanted) ? from : wanted;
    taken.add(name);
    return { name, from, value };
  });
}

/** Where the text has what stands at `path` of the translated object; the nearest that is there when nothing stands there. */
export function pathBeforeTranslation(object: ValueObject, path: Path, naming: Naming, place: string): Path {
  const found: (string | number)[] = [];
  let current: Value = object;
  let [at, verbatim] = [place, false];
  for (const step of path) {
    const next: Step | undefined = isList(current)
      ? elementStep(current, step)
      : memberStep(current, step, verbatim ? null : naming, at);
    if (next === undefined) break;
    found.push(next.from);
    current = next.value;
    if (typeof step === "string") at = `${at}.${step}`;
    if (isObject(current) && (isPolicyDocument(current) || USER_MAPS.has(String(next.from)))) verbatim = true;
  }
  return found;
}

interface Step {
  readonly from: string | number;
  readonly value: Value;
}

function elementStep(list: readonly Value[], step: string | number): Step | undefined {
  if (typeof step !== "number" || step >= list.length) return undefined;
  return { from: step, value: list[step] ?? null };
}

/** The naming of what keeps its names. */
const asItIs: Naming = (name) => name;

function memberStep(value: Value, step: string | number, naming: Naming | null, place: string): Step | undefined {
  if (!isObject(value) || typeof step !== "string") return undefined;
  return renamed(value, naming ?? asItIs, place).find(({ name }) => name === step);
}

/** Policies that a program hands over as objects reach the provider as text; their keys are not the provider's attributes. */
function isPolicyDocument(value: ValueObject): boolean {
  return Object.hasOwn(value, "Statement");
}

function policyText(document: ValueObject): Value {
  return unknownIn(document) ?? canonicalJson(document);
}

/** Everything in a value that is not known, as one unknown; undefined when all of it is known. */
function unknownIn(value: Value): Unknown | undefined {
  if (value instanceof Unknown) return value;
  const parts = isList(value) ? value : isObject(value) ? Object.values(value) : [];
  let found: Unknown | undefined;
  for (const part of parts) {
    const unknown = unknownIn(part);
    if (unknown !== undefined) found = found?.merge(unknown) ?? unknown;
  }
  return found;
}
