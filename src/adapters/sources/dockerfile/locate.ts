import type { LineIndex } from "#core/diagnostics";
import type { Locate, NativeResource, Path } from "#core/model";
import { unmaskedPath } from "../masked.ts";
import type { Stage } from "./stages.ts";

/** A stage and the resource that was made of it. */
export interface PlacedStage {
  readonly stage: Stage;
  readonly resource: NativeResource;
}

type Range = readonly [number, number];

/** Creates what finds places in a Dockerfile: the instruction that says a thing, else the FROM of its stage. */
export function createLocate(lines: () => LineIndex, stages: ReadonlyMap<string, PlacedStage>): Locate {
  return (ref) => {
    const placed = stages.get(ref.address);
    if (!placed) return ref;
    const path = unmaskedPath(placed.resource.native, ref.path);
    const { start, end } = lines().span(...(rangeOf(placed.stage, path) ?? placed.stage.base.at));
    return { ...ref, path, start, end };
  };
}

function rangeOf(stage: Stage, [field, key = ""]: Path): Range | undefined {
  return RANGES.get(field)?.(stage, key);
}

type FindRange = (stage: Stage, key: string | number) => Range | undefined;

const RANGES: ReadonlyMap<string | number | undefined, FindRange> = new Map<string, FindRange>([
  ["user", ({ user }) => user?.at],
  ["env", ({ environment }, name) => environment.get(String(name))?.at],
  ["args", ({ parameters }, name) => parameters.get(String(name))?.at],
  ["labels", ({ labels }, name) => labels.get(String(name))?.at],
  ["instructions", ({ steps }, index) => (typeof index === "number" ? steps[index]?.at : undefined)],
  ["exposed", (stage) => placeOf(stage, "EXPOSE")],
  ["healthcheck", (stage) => placeOf(stage, "HEALTHCHECK")],
]);

function placeOf(stage: Stage, keyword: string): Range | undefined {
  return (
    stage.steps.findLast((step) => step.keyword === keyword)?.at ??
    (stage.parent ? placeOf(stage.parent, keyword) : undefined)
  );
}
