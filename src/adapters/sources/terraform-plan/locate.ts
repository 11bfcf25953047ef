import { createLineIndex, type LineIndex } from "#core/diagnostics";
import type { Locate, Location, SourceRef } from "#core/model";
import { parseResourceAddress } from "./address.ts";
import { pathBeforeManifest } from "../kubernetes/terraform-manifest.ts";
import { type BytePositions, createBytePositions, textStart } from "../json/index.ts";
import { moduleOf, type Modules } from "./configuration/modules.ts";
import type { Configuration, HclPlace } from "./hcl/configuration.ts";
import type { HclFile } from "./hcl/directory.ts";
import { createPlanPlaces, type PlanPlaces } from "./plan-places.ts";

/** Where places are looked for: the configuration files, which people edit, and else the plan itself. */
export interface LocateContext {
  readonly bytes: Uint8Array;
  readonly modules: Modules;
  readonly configuration: Configuration;
}

/**
 * Creates what finds places of a plan's resources: in the configuration files beside the plan where they have the resource's block, with the
 * file named in the location, and else in the plan. Nothing is indexed before the first question.
 */
export function createLocate({ bytes, modules, configuration }: LocateContext): Locate {
  const places: PlanPlaces = createPlanPlaces(bytes);
  const positions: BytePositions = createBytePositions(bytes, textStart(bytes));
  const lines = createLineIndexes();
  return (ref) => {
    const parsed = parseResourceAddress(ref.address);
    const module = parsed && moduleOf(modules, parsed.modules);
    const path = pathBeforeManifest(ref.address, ref.path);
    const place = module ? configuration.place(module, parsed.block, path) : null;
    if (place) return inConfiguration(ref, place, lines(place.file));
    const range = places(ref.address, path);
    return range ? { ...ref, start: positions(range.start), end: positions(range.end) } : ref;
  };
}

function inConfiguration(ref: SourceRef, { file, start, end }: HclPlace, lines: LineIndex): Location {
  return { ...ref, file: file.file, start: lines.position(start), end: lines.position(end) };
}

function createLineIndexes(): (file: HclFile) => LineIndex {
  const indexes = new Map<HclFile, LineIndex>();
  return (file) => {
    const index = indexes.get(file) ?? createLineIndex(file.file, file.text);
    indexes.set(file, index);
    return index;
  };
}
