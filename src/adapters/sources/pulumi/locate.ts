import type { LineIndex } from "#core/diagnostics";
import type { Locate, Path } from "#core/model";
import { createJsonFinder } from "../json/index.ts";

/** Where one state of a resource stands in the text. */
export interface StatePlace {
  /** Where the JSON document begins that it stands in. */
  readonly start: number;
  readonly path: Path;
  /** The path in one side's properties for a path in the native object, as far as that side has it. */
  readonly pathOf: (side: "inputs" | "outputs", path: Path) => Path;
}

/**
 * Finds places of a preview's resources, in their inputs, which the program sets, before their outputs. A property that is in neither is placed at
 * the state as a whole.
 */
export function createLocate(text: string, lines: () => LineIndex, places: ReadonlyMap<string, StatePlace>): Locate {
  const range = createJsonFinder(text);
  return (ref) => {
    const place = places.get(ref.address);
    if (place === undefined) return ref;
    const [from, to] = range(place.start, [...place.path, ...pathInState(place, ref.path)]);
    const { start, end } = lines().span(from, to);
    return { ...ref, start, end };
  };
}

function pathInState(place: StatePlace, path: Path): Path {
  if (path.length === 0) return [];
  const inInputs = place.pathOf("inputs", path);
  const inOutputs = place.pathOf("outputs", path);
  if (inInputs.length === 0 && inOutputs.length === 0) return [];
  return inInputs.length >= inOutputs.length ? ["inputs", ...inInputs] : ["outputs", ...inOutputs];
}
