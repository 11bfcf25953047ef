import { put } from "../../json/index.ts";
import { floatFrom, numberFrom, textFrom } from "../evaluate/convert.ts";
import { elementAt } from "../evaluate/access.ts";
import { isEqual, keyOf } from "../evaluate/equal.ts";
import {
  asUnknown,
  byCodePoint,
  derivedFrom,
  elementsOf,
  Failure,
  HclSet,
  isListValue,
  isObjectValue,
  isWhollyKnown,
  sortedEntries,
  Traced,
  type HclObject,
  type HclValue,
} from "../evaluate/values.ts";
import { needsAll, needsNothing, needsOuter, ofList, ofObject, truths, type FunctionTable } from "./declare.ts";

/** Functions on lists and maps. */
export const COLLECTION_FUNCTIONS: FunctionTable = {
  alltrue: ofList("nothing", (elements) => quantified(elements, false)),
  anytrue: ofList("nothing", (elements) => quantified(elements, true)),
  chunklist: ofList("outer", (elements, [size]) => chunks(elements, floatFrom(size) ?? -1)),
  coalesce: needsNothing((args) => coalesce(args, (value) => value === null || value === "")),
  coalescelist: needsNothing((args) => coalesce(args, (value) => value === null || elementsOf(value)?.length === 0)),
  compact: ofList("all", (elements) => elements.filter((element) => element !== null && element !== "")),
  concat: needsOuter((args, budget) => {
    const lists = args.map(elementsOf);
    const length = lists.reduce((sum, list) => sum + (list?.length ?? 0), 0);
    if (!budget.allows(length)) return new Failure("the list is too long");
    return lists.includes(null) ? new Failure("lists are expected") : lists.flatMap((list) => list ?? []);
  }),
  contains: needsNothing(([list, value = null]) => contains(list, value)),
  distinct: ofList("all", unique),
  element: ofList("outer", (elements, [index]) => {
    const position = numberFrom(index);
    if (typeof position !== "number" || elements.length === 0)
      return new Failure("a list with elements and a number are expected");
    return elementAt(elements, ((position % elements.length) + elements.length) % elements.length);
  }),
  flatten: ofList("outer", (elements) => {
    return elements.some((element) => asUnknown(element)) ? derivedFrom(elements) : flatten(elements, 0);
  }),
  index: ofList("all", (elements, [value = null]) => {
    const found = elements.findIndex((element) => isEqual(element, value) === true);
    return found < 0 ? new Failure("the list has no such element") : found;
  }),
  keys: ofObject((object) => sortedEntries(object).map(([key]) => key)),
  length: needsOuter(([value]) => {
    if (typeof value === "string") return lengthOfText(value);
    return (
      elementsOf(value)?.length ??
      (isObjectValue(value) ? Object.keys(value).length : new Failure("a collection is expected"))
    );
  }),
  list: needsOuter((args) => args),
  lookup: ofObject((object, [key, otherwise]) => {
    const name = textFrom(key) ?? "";
    if (Object.hasOwn(object, name)) return object[name] ?? null;
    return otherwise === undefined ? new Failure("the map has no such key") : otherwise;
  }),
  matchkeys: needsAll(([values, keys, searched]) => {
    const [some, theirs, wanted] = [elementsOf(values), elementsOf(keys), elementsOf(searched)];
    if (!some || !theirs || !wanted) return new Failure("lists are expected");
    const names = new Set(wanted.map(keyOf));
    return some.filter((_, index) => names.has(keyOf(theirs[index] ?? null)));
  }),
  merge: needsOuter((args) => merge(args)),
  one: ofList("outer", (elements) => {
    if (elements.length > 1) return new Failure("the list has more than one element");
    return elements[0] ?? null;
  }),
  range: needsAll((args, budget) => range(args, budget.allows.bind(budget))),
  reverse: ofList("outer", (elements) => elements.toReversed()),
  setintersection: ofSets((sets) => {
    const others = sets.slice(1).map((set) => new Set(set.map(keyOf)));
    return (sets[0] ?? []).filter((element) => others.every((other) => other.has(keyOf(element))));
  }),
  setproduct: needsOuter((args, budget) => product(args.map(elementsOf), budget.allows.bind(budget))),
  setsubtract: ofSets((sets) => {
    const other = new Set((sets[1] ?? []).map(keyOf));
    return (sets[0] ?? []).filter((element) => !other.has(keyOf(element)));
  }),
  setunion: ofSets((sets) => sets.flat()),
  slice: ofList("outer", (elements, [from, to]) => {
    const [start, end] = [floatFrom(from), floatFrom(to)];
    const fits = start !== null && end !== null && start >= 0 && start <= end && end <= elements.length;
    return fits ? elements.slice(start, end) : new Failure("the list has no such part");
  }),
  sort: ofList("all", (elements) => {
    const texts = elements.map(textFrom).filter((text) => text !== null);
    return texts.length < elements.length ? new Failure("texts are expected") : texts.toSorted(byCodePoint);
  }),
  sum: ofList("all", (elements) => {
    const numbers = elements.map(floatFrom).filter((number) => number !== null);
    if (numbers.length < elements.length || numbers.length === 0) return new Failure("numbers are expected");
    return numbers.reduce((sum, number) => sum + number, 0);
  }),
  transpose: needsAll(([map]) => (isObjectValue(map) ? transpose(map) : new Failure("a map is expected"))),
  values: ofObject((object) => sortedEntries(object).map(([, value]) => value)),
  zipmap: needsOuter(([keys, values]) => {
    const [names, theirs] = [elementsOf(keys), elementsOf(values)];
    if (!names || !theirs || names.length !== theirs.length) return new Failure("two lists of one length are expected");
    if (!isWhollyKnown(names)) return derivedFrom([keys, values]);
    const object: Record<string, HclValue> = {};
    for (const [index, name] of names.entries()) put(object, textFrom(name) ?? "", theirs[index] ?? null);
    return object;
  }),
};

/** The number of characters as people count them. */
function lengthOfText(text: string): number {
  // oxlint-disable-next-line no-control-regex -- the characters of ASCII are told from others
  return /^[\u0000-\u007f]*$/.test(text) ? text.length : [...new Intl.Segmenter().segment(text)].length;
}

/** A set of values, sorted where they are texts or numbers, as Terraform goes through them. */
export function setOf(values: readonly HclValue[]): HclSet {
  const kept = unique(values);
  if (kept.every((value) => typeof value === "string")) return new HclSet(kept.toSorted(byCodePoint));
  if (kept.every((value) => typeof value === "number")) return new HclSet(kept.toSorted((a, b) => a - b));
  return new HclSet(kept);
}

/** Each known value once, in the order in which they come first; what is not known may be any. */
function unique(values: readonly HclValue[]): readonly HclValue[] {
  const seen = new Set<string>();
  return values.filter((value) => {
    if (!isWhollyKnown(value)) return true;
    const key = keyOf(value);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

function ofSets(combine: (sets: readonly (readonly HclValue[])[]) => readonly HclValue[]): FunctionTable[string] {
  return needsAll((args) => {
    const sets = args.map(elementsOf);
    const known = sets.filter((set) => set !== null);
    return known.length < sets.length ? new Failure("sets are expected") : setOf(combine(known));
  });
}

function quantified(elements: readonly HclValue[], decisive: boolean): HclValue {
  const values = truths(elements);
  if (values.includes(decisive)) return decisive;
  return elements.some((element) => asUnknown(element)) ? derivedFrom(elements) : !decisive;
}

function coalesce(args: readonly HclValue[], isEmpty: (value: HclValue) => boolean): HclValue {
  for (const [index, arg] of args.entries()) {
    if (asUnknown(arg)) return derivedFrom(args.slice(index));
    if (!isEmpty(arg)) return arg;
  }
  return new Failure("there is no value among the arguments");
}

function contains(list: HclValue | undefined, value: HclValue): HclValue {
  const elements = elementsOf(list);
  if (!elements) return asUnknown(list) ? derivedFrom([list]) : new Failure("a list is expected");
  const answers = elements.map((element) => isEqual(element, value));
  if (answers.includes(true)) return true;
  return answers.includes(null) ? derivedFrom([list, value]) : false;
}

function chunks(elements: readonly HclValue[], size: number): HclValue {
  if (!Number.isInteger(size) || size < 0) return new Failure("a whole number is expected");
  if (size === 0) return [elements];
  return Array.from({ length: Math.ceil(elements.length / size) }, (_, at) =>
    elements.slice(at * size, (at + 1) * size),
  );
}

const MAX_NESTING = 32;

function flatten(elements: readonly HclValue[], depth: number): readonly HclValue[] | Traced {
  const flat: HclValue[] = [];
  for (const element of elements) {
    const inner = elementsOf(element);
    if (inner?.some((one) => one instanceof Traced && !one.exact)) return derivedFrom(elements);
    const nested = inner && depth < MAX_NESTING ? flatten(inner, depth + 1) : null;
    if (nested instanceof Traced) return nested;
    if (nested) for (const one of nested) flat.push(one);
    else flat.push(element);
  }
  return flat;
}

function merge(args: readonly HclValue[]): HclValue {
  const merged: Record<string, HclValue> = {};
  for (const arg of args) {
    if (arg === null) continue;
    if (!isObjectValue(arg)) return new Failure("maps are expected");
    for (const [key, value] of Object.entries(arg)) put(merged, key, value);
  }
  return merged;
}

function range(args: readonly HclValue[], allows: (size: number) => boolean): HclValue {
  const numbers = args.map(floatFrom).filter((number) => number !== null);
  const [first = 0, second] = numbers;
  const [start, limit] = second === undefined ? [0, first] : [first, second];
  const step = numbers[2] ?? (limit < start ? -1 : 1);
  if (step === 0 || numbers.length < args.length || limit < start !== step < 0) {
    return limit === start ? [] : new Failure("the range has no end");
  }
  const length = Math.max(0, Math.ceil((limit - start) / step));
  if (!allows(length)) return new Failure("the range is too long");
  return Array.from({ length }, (_, index) => start + index * step);
}

function product(sets: readonly (readonly HclValue[] | null)[], allows: (size: number) => boolean): HclValue {
  const known = sets.filter((set) => set !== null);
  if (known.length < sets.length || known.length === 0) return new Failure("lists are expected");
  const size = known.reduce((all, set) => all * set.length, known.length);
  if (!allows(size)) return new Failure("the product is too large");
  return known.reduce<readonly (readonly HclValue[])[]>(
    (rows, set) => rows.flatMap((row) => set.map((element) => [...row, element])),
    [[]],
  );
}

function transpose(map: HclObject): HclValue {
  const transposed: Record<string, HclValue> = {};
  for (const [key, values] of sortedEntries(map)) {
    for (const value of elementsOf(values) ?? []) {
      const name = textFrom(value) ?? "";
      const others = Object.hasOwn(transposed, name) ? transposed[name] : [];
      put(transposed, name, [...(isListValue(others) ? others : []), key]);
    }
  }
  return transposed;
}
