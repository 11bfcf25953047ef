import type { Value } from "#core/language";
import { conformTo, type Conform } from "../schema/conform.ts";
import type { CheckedProperty } from "./check-mapping.ts";

/** Where the answers of a mapping's expressions go: a leaf takes the answer at its position, a branch is an object of more. */
export type PropertyTree = readonly (PropertyLeaf | PropertyBranch)[];

interface PropertyLeaf {
  readonly key: string;
  readonly position: number;
  readonly conform: Conform;
}

interface PropertyBranch {
  readonly key: string;
  readonly children: PropertyTree;
}

/** The tree of computed properties; their paths do not overlap. */
export function propertyTree(properties: readonly CheckedProperty[]): PropertyTree {
  return treeAt(
    properties.map((property, position) => ({ ...property, position })),
    0,
  );
}

type Placed = CheckedProperty & { readonly position: number };

function treeAt(properties: readonly Placed[], depth: number): PropertyTree {
  const groups = Map.groupBy(properties, ({ path }) => path[depth] ?? "");
  return Array.from(groups, ([key, group]) => nodeOf(key, group, depth));
}

function nodeOf(key: string, group: readonly Placed[], depth: number): PropertyLeaf | PropertyBranch {
  const [only] = group;
  if (only !== undefined && only.path.length === depth + 1) {
    return { key, position: only.position, conform: conformTo(only.schema) };
  }
  return { key, children: treeAt(group, depth + 1) };
}

/** The object of a tree. Null answers are left out, and so are objects with nothing in them. */
export function buildProperties(tree: PropertyTree, answers: readonly Value[]): Readonly<Record<string, Value>> {
  const built: Record<string, Value> = {};
  for (const node of tree) {
    const value = "children" in node ? buildBranch(node, answers) : leafValue(node, answers);
    if (value !== null) built[node.key] = value;
  }
  return built;
}

function leafValue({ position, conform }: PropertyLeaf, answers: readonly Value[]): Value {
  const answer = answers[position] ?? null;
  return answer === null ? null : conform(answer);
}

function buildBranch({ children }: PropertyBranch, answers: readonly Value[]): Value {
  const object = buildProperties(children, answers);
  return Object.keys(object).length === 0 ? null : object;
}
