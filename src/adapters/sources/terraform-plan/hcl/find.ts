import type { Path } from "#core/model";
import type { HclAttribute, HclBlock } from "./scan.ts";

/** What lies nearest to a path in a block: an attribute, or a block. `exact` when the whole path led there. */
export type Nearest =
  | { readonly kind: "attribute"; readonly item: HclAttribute; readonly exact: boolean }
  | { readonly kind: "block"; readonly item: HclBlock; readonly exact: boolean };

/**
 * Follows a path of attribute names, block types and block positions into a block. A `dynamic` block stands for all blocks that it makes, and is
 * never exact.
 */
export function findInBlock(block: HclBlock, path: Path): Nearest {
  const [name, position, ...rest] = path;
  if (typeof name !== "string") return { kind: "block", item: block, exact: name === undefined };
  const attribute = block.attributes.find((item) => item.name === name);
  if (attribute) return { kind: "attribute", item: attribute, exact: path.length === 1 };
  const dynamic = block.blocks.find(({ type, labels }) => type === "dynamic" && labels[0] === name);
  const blocks = block.blocks.filter(({ type }) => type === name);
  if (dynamic && blocks.length === 0) return { kind: "block", item: dynamic, exact: false };
  const inner = blocks[typeof position === "number" ? position : 0];
  if (!inner) return { kind: "block", item: block, exact: false };
  return findInBlock(inner, typeof position === "number" || position === undefined ? rest : [position, ...rest]);
}
