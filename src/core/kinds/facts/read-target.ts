import { isList, isObject, type Path, type SourceRef } from "#core/model";
import type { Value } from "#core/language";
import type { Node } from "../linking/world.ts";

/** What a part of an expression stands for, when it is a place in what sources said rather than something computed. */
export type ReadTarget =
  | { readonly kind: "native"; readonly node: Node; readonly path: Path }
  | { readonly kind: "links" }
  | { readonly kind: "variables" }
  | { readonly kind: "link-list"; readonly nodes: readonly Node[] };

/** The place one step further in; undefined when the step leads out of what sources said. */
export function enter(target: ReadTarget, step: string | number): ReadTarget | undefined {
  if (target.kind === "native") return { ...target, path: [...target.path, step] };
  const node = target.kind === "link-list" && typeof step === "number" ? target.nodes[step] : undefined;
  return node && { kind: "native", node, path: [] };
}

/** The reference to a place. Blocks that were stepped through by name alone get their position, as the source has them. */
export function sourceOf(node: Node, path: Path): SourceRef {
  const { source, native } = node.resource;
  const exact: (string | number)[] = [];
  let current: Value | undefined = native;
  for (const step of path) {
    if (isSkipped(current, step)) exact.push(0);
    exact.push(step);
    current = valueThrough(current, step);
  }
  return { ...source, path: [...source.path, ...exact] };
}

/** The value one step inside; own keys only. */
export function valueAt(value: Value | undefined, step: string | number): Value | undefined {
  if (isList(value)) return typeof step === "number" ? value[step] : undefined;
  return isObject(value) && Object.hasOwn(value, step) ? value[step] : undefined;
}

/** The value one step inside, where a step by name goes through a block, which is a list with one element. */
export function valueThrough(value: Value | undefined, step: string | number): Value | undefined {
  return valueAt(isSkipped(value, step) ? value[0] : value, step);
}

function isSkipped(value: Value | undefined, step: string | number): value is readonly Value[] {
  return typeof step === "string" && isList(value) && value.length === 1;
}
