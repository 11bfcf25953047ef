import type { LineIndex } from "#core/diagnostics";
import type { Locate, NativeResource, Path } from "#core/model";
import { unmaskedPath } from "../masked.ts";
import type { ConfigText } from "./document.ts";
import type { Draft } from "./resources.ts";

/** A resource of a configuration, with what it was made of. */
export interface PlacedResource {
  readonly draft: Draft;
  readonly resource: NativeResource;
}

/** Creates what finds places in a configuration. What its text does not have is placed at the nearest thing around it that it has. */
export function createLocate(
  { find }: ConfigText,
  lines: () => LineIndex,
  resources: ReadonlyMap<string, PlacedResource>,
): Locate {
  return (ref) => {
    const placed = resources.get(ref.address);
    if (!placed) return ref;
    const path = writtenPath(unmaskedPath(placed.resource.native, ref.path));
    const [from, to] = find(placed.draft.placeOf(path));
    const { start, end } = lines().span(from, to);
    return { ...ref, path, start, end };
  };
}

/** What is said of the package that a command line fetches stands in that command line. */
function writtenPath(path: Path): Path {
  return path[0] === "$launch" ? ["args"] : path;
}
