import { Unknown, type Int, type Value } from "../../values/index.ts";
import { invalidArgument } from "../failure.ts";
import { MAX_LIST_LENGTH, tooMany } from "../limits.ts";

/** The elements from `start` up to `end`; an error outside the list. */
export function slice(list: readonly Value[], start: Int, end: Int): Value {
  if (start < 0 || end < 0) return invalidArgument(`Cannot slice from ${start} to ${end}: positions are not negative`);
  if (start > end) return invalidArgument(`Cannot slice from ${start} to ${end}: the start lies behind the end`);
  if (end > list.length)
    return invalidArgument(`Cannot slice from ${start} to ${end}: the list has ${list.length} elements`);
  return list.slice(Number(start), Number(end));
}

/** How many lists and elements `flatten` visits; shared lists may unfold into far more than the input holds. */
const MAX_VISITS = 2 * MAX_LIST_LENGTH;

/** The list with the elements of nested lists in their place, down to a depth; unknown when what may be a nested list is. Uses no stack. */
export function flatten(list: readonly Value[], depth: Int = 1): Value {
  if (depth < 0) return invalidArgument(`Cannot flatten to the depth ${depth}: it is negative`);
  const result: Value[] = [];
  const open: { readonly list: readonly Value[]; at: number }[] = [{ list, at: 0 }];
  for (let visits = 0, level = open.at(-1); level !== undefined; visits++, level = open.at(-1)) {
    if (visits > MAX_VISITS) return invalidArgument(`The nested lists hold more than ${MAX_VISITS} lists and elements`);
    const element = level.list[level.at++];
    const isNesting = open.length <= depth;
    if (element instanceof Unknown && isNesting) return element;
    if (element === undefined) open.pop();
    else if (Array.isArray(element) && isNesting) open.push({ list: element, at: 0 });
    else result.push(element);
  }
  return tooMany(result.length) ?? result;
}

/** The elements from last to first. */
export function reverse(list: readonly Value[]): Value {
  return list.toReversed();
}

/** The ints from 0 up to, and without, `size`. */
export function range(size: Int): Value {
  if (size < 0) return invalidArgument(`There is no range of ${size} elements`);
  return tooMany(Number(size)) ?? Array.from({ length: Number(size) }, (_, at) => at);
}
