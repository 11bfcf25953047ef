/**
 * What a resource says of itself, as a mapping or a policy reads it.
 *
 * `native` is the path of an attribute as the source writes it, `item` one within an element of the mapping's `each`, `label` the key of a label,
 * and `resource` what Writ says of every resource (`name`, `region`, `environment`, …).
 */
export interface Attribute {
  readonly root: "native" | "item" | "label" | "resource";
  readonly path: readonly string[];
}

/** The attribute in words, for the reasons of gaps. */
export function nameOf({ root, path }: Attribute): string {
  const name = path.join(".");
  if (root === "label") return `label \`${name}\``;
  return name === "" ? `\`${root}\`` : `\`${name}\``;
}
