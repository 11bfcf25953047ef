import type { Explanation, Value } from "#core/language";
import { member } from "#core/model";
import type { Part } from "./find-parts.ts";
import { printPath, type ReadPath } from "./path.ts";
import type { Place } from "./place.ts";

/** One value that a verdict hangs on: the path read, what was there, and what was asked of it. */
export interface WitnessRead {
  /** As in `resource.properties.encrypted`. */
  readonly path: string;
  readonly segments: readonly (string | number)[];
  /** Null also where nothing was there, as in `!has(resource.properties.owner)`. */
  readonly value: Value;
  /** The smallest failed sub-expression that read it. */
  readonly required: string;
}

/** A finding lists at most so many reads. */
const MAX_READS = 50;

/** The longest paths that the parts read, through variables and comprehensions, each path once. */
export function collectReads<Found extends Part>(
  parts: readonly Found[],
  requiredOf: (part: Found) => string,
): readonly WitnessRead[] {
  const reads = new Map<string, WitnessRead>();
  for (const part of parts) {
    const required = requiredOf(part);
    visit(part.node, part.place, (segments, value) => {
      const path = printPath(segments);
      if (!reads.has(path) && reads.size < MAX_READS) reads.set(path, { path, segments, value, required });
      return reads.size < MAX_READS;
    });
  }
  const all = [...reads.values()];
  return all.filter((read) => !all.some((other) => isWithin(other.segments, read.segments)));
}

function isWithin(path: ReadPath, outer: ReadPath): boolean {
  return path.length > outer.length && outer.every((segment, position) => segment === path[position]);
}

/** Takes note of a read; false when no more are wanted. */
type Report = (segments: ReadPath, value: Value) => boolean;

function visit(node: Explanation, place: Place, report: Report): boolean {
  const path = place.pathOf(node);
  if (path !== null) return node.value === undefined || report(path, node.value);
  const presence = presenceOf(node, place);
  if (presence !== null) return report(presence.path, presence.value);
  const variable = place.variableAt(node);
  if (variable !== undefined) return visit(variable.explained.root, variable, report);
  return node.children.every((child) => visit(child, place, report)) && visitIterations(node, place, report);
}

/** The elements that a comprehension turned down are left out: they are not why it answered what it did. */
function visitIterations(node: Explanation, place: Place, report: Report): boolean {
  return (node.iterations ?? []).every(
    (iteration, position) =>
      iteration.body.value === false || visit(iteration.body, place.within(node, iteration, position), report),
  );
}

/** What `has(operand.field)` looks for: the path of the field, and its value or null. */
function presenceOf(node: Explanation, place: Place): { readonly path: ReadPath; readonly value: Value } | null {
  const [field] = node.children;
  if (place.explained.calls(node) !== "has" || field === undefined) return null;
  const path = place.pathOf(field);
  const name = path?.at(-1);
  return path === null ? null : { path, value: member(field.children[0]?.value, String(name)) ?? null };
}
