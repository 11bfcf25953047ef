import type { Value, ValueObject } from "#core/language";
import { isObject, type Path } from "#core/model";
import { listOf, member, textOf } from "../../json/index.ts";
import { readObjects, type KubernetesObject } from "../object.ts";
import { parseFieldPath, withUnknownAt } from "./field-path.ts";

/** The objects that a composition makes, as far as it has them written out, and what it leaves to functions. */
export interface Composed {
  readonly bases: readonly KubernetesObject[];
  /** What of it cannot be told, and why. */
  readonly opaque: readonly string[];
}

/** Functions that make no objects of their own. */
const HARMLESS =
  /^(?:crossplane-contrib-)?function-(?:auto-ready|sequencer|status-transformer|environment-configs|extra-resources)$/;

/** Reads the bases of a Crossplane composition with everything that is patched into them unknown; null for any other object. */
export function readComposition(object: KubernetesObject): Composed | null {
  if (object.kind !== "Composition" || !object.apiVersion.startsWith("apiextensions.crossplane.io/")) return null;
  const spec = member(object.value, "spec") ?? null;
  const direct = basesIn(spec, [...object.path, "spec"], object.name);
  const steps = listOf(spec, "pipeline").map((step, at) => ({ step, at, input: member(step, "input") ?? null }));
  const patched = steps.filter(({ input }) => textOf(input, "kind") === "Resources");
  const bases = patched.flatMap(({ input, at }) =>
    basesIn(input, [...object.path, "spec", "pipeline", at, "input"], object.name),
  );
  const opaque = steps.filter((entry) => !patched.includes(entry) && !HARMLESS.test(functionOf(entry.step)));
  return {
    bases: [...direct, ...bases],
    opaque: [
      ...opaque.map(
        ({ step }) => `what step \`${textOf(step, "step") ?? functionOf(step)}\` makes, because a function decides it`,
      ),
      ...[spec, ...patched.map(({ input }) => input)].flatMap(overwritten),
    ],
  };
}

/** The resources into which a patch puts more than one attribute, or something at a place that cannot be told. */
function overwritten(holder: Value): readonly string[] {
  return listOf(holder, "resources").flatMap((resource, at) => {
    const targets = patchesOf(resource, holder).filter(isTowardsBase).map(stepsOf);
    const isOpen = targets.some((steps) => steps === null || (steps[0] === "spec" && steps.length < ATTRIBUTE_DEPTH));
    const name = textOf(resource, "name") ?? String(at);
    return isOpen
      ? [`what resource \`${name}\` is, because a patch replaces it as a whole or in a way that cannot be followed`]
      : [];
  });
}

/** Attributes stand below `spec.forProvider`. */
const ATTRIBUTE_DEPTH = 3;

function functionOf(step: Value): string {
  return textOf(member(step, "functionRef"), "name") ?? "";
}

function basesIn(holder: Value, path: Path, composition: string): readonly KubernetesObject[] {
  return listOf(holder, "resources").flatMap((resource, at) => {
    const base = member(resource, "base");
    if (!isObject(base)) return [];
    const patched = patchesOf(resource, holder).reduce(
      patch,
      named(base, `${composition}-${textOf(resource, "name") ?? at}`),
    );
    return readObjects(patched, [...path, "resources", at, "base"]).flatMap((reading) =>
      reading.kind === "object" ? [reading.object] : [],
    );
  });
}

/** Bases have no names; each gets that of its composition and its own in there. */
function named(base: ValueObject, name: string): Value {
  const metadata = member(base, "metadata");
  const known = isObject(metadata) ? metadata : {};
  return Object.hasOwn(known, "name") ? base : { ...base, metadata: { ...known, name } };
}

function patchesOf(resource: Value, holder: Value): readonly Value[] {
  return listOf(resource, "patches").flatMap((entry) => {
    if (textOf(entry, "type") !== "PatchSet") return [entry];
    const set = listOf(holder, "patchSets").find((other) => textOf(other, "name") === textOf(entry, "patchSetName"));
    return listOf(set, "patches");
  });
}

function patch(base: Value, entry: Value): Value {
  const steps = isTowardsBase(entry) ? stepsOf(entry) : null;
  if (steps === null || steps[0] === "metadata" || steps[0] === "kind" || steps[0] === "apiVersion") return base;
  return withUnknownAt(base, steps, steps.join("."));
}

/** Patches towards the composite resource leave the base as it is. */
function isTowardsBase(entry: Value): boolean {
  return !/^(?:To|CombineTo)/.test(textOf(entry, "type") ?? "");
}

function stepsOf(entry: Value): readonly string[] | null {
  const target = textOf(entry, "toFieldPath") ?? textOf(entry, "fromFieldPath");
  return target === undefined ? null : parseFieldPath(target);
}
