import type { Path } from "#core/model";
import type { HclAttribute, HclBlock } from "../../hcl/index.ts";

/** What lies nearest to a path in a block: an attribute, or a block, `depth` steps along it. `exact` when the whole path led there. */
export type Nearest = { readonly exact: boolean; readonly depth: number } & (
  | { readonly kind: "attribute"; readonly item: HclAttribute }
  | { readonly kind: "block"; readonly item: HclBlock }
);

/**
 * Follows a path of attribute names, block types and block positions into a block. A `dynamic` block stands for all blocks that it makes, and is
 * never exact.
 */
export function findInBlock(block: HclBlock, path: Path, depth = 0): Nearest {
  const name = path[depth];
  const position = path[depth + 1];
  if (typeof name !== "string") return { kind: "block", item: block, exact: name === undefined, depth };
  const attribute = block.attributes.find((item) => item.name === name);
  if (attribute) return { kind: "attribute", item: attribute, exact: path.length === depth + 1, depth: depth + 1 };
  const dynamic = block.blocks.find(({ type, labels }) => type === "dynamic" && labels[0] === name);
  const inner = block.blocks.filter(({ type }) => type === name)[typeof position === "number" ? position : 0];
  if (!inner) return { kind: "block", item: dynamic ?? block, exact: false, depth };
  return findInBlock(inner, path, depth + (typeof position === "number" ? 2 : 1));
}
