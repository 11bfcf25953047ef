import type { LineIndex, Span } from "#core/diagnostics";
import type { Locate, NativeResource, Path } from "#core/model";
import { unmaskedPath } from "../masked.ts";
import { createTreeFinder, type FindRange } from "../yaml/index.ts";

/** A resource and the path at which it stands in its file. */
export interface PlacedResource {
  readonly path: Path;
  readonly resource: NativeResource;
}

/** Where what the source adds to a resource was written; rights may stand with the workflow. */
const WRITTEN_AT: ReadonlyMap<string | number | undefined, string> = new Map([
  ["$uses", "uses"],
  ["$runners", "runs-on"],
  ["$containers", "container"],
  ["$injections", "run"],
]);
const WITH_WORKFLOW: ReadonlyMap<string | number | undefined, string> = new Map([
  ["$permissions", "permissions"],
  ["$triggers", "on"],
]);

/** Finds the stretch of text at a path, or of the nearest thing around it that is written. */
export type FindSpan = (path: Path) => Span;

/** Creates what finds places in a text, which is read once more when the first one is asked for. */
export function createFinder(text: string, lines: () => LineIndex): FindSpan {
  let find: FindRange | undefined;
  return (path) => {
    find ??= createTreeFinder(text) ?? (() => undefined);
    return lines().span(...(find(path) ?? [0, 0]));
  };
}

/** Creates what finds places of resources by their addresses. */
export function createLocate(find: FindSpan, resources: ReadonlyMap<string, PlacedResource>): Locate {
  return (ref) => {
    const placed = resources.get(ref.address);
    if (!placed) return ref;
    const { start, end } = find(writtenPath(placed, ref.path));
    return { ...ref, start, end };
  };
}

function writtenPath({ path, resource: { native } }: PlacedResource, asked: Path): Path {
  const [first, ...rest] = unmaskedPath(native, asked);
  if (first === undefined) return path;
  const shared = WITH_WORKFLOW.get(first);
  if (shared !== undefined) return Object.hasOwn(native, shared) ? [...path, shared, ...rest] : [shared, ...rest];
  const written = WRITTEN_AT.get(first);
  return written === undefined ? [...path, first, ...rest] : [...path, written];
}
