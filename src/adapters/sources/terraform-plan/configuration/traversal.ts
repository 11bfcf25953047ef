import { parseAddress, type AddressStep } from "../address.ts";

/**
 * What an expression refers to, as far as it can lead to a resource. `rest` is what follows, as a dotted path, empty when nothing does. A
 * `key` is the own key of the instance (`each.key`, `count.index`), a `value` leads to no resource (`path`, `terraform`, `self`), and `opaque` is
 * what cannot be followed.
 */
export type Traversal =
  | { readonly kind: "resource"; readonly address: string; readonly key: string | number | null; readonly rest: string }
  | { readonly kind: "module"; readonly name: string; readonly key: string | number | null; readonly rest: string }
  | { readonly kind: "variable"; readonly name: string; readonly rest: string }
  | { readonly kind: "local"; readonly name: string; readonly rest: string }
  | { readonly kind: "each-value"; readonly rest: string }
  | { readonly kind: "key"; readonly name: "each" | "count" }
  | { readonly kind: "value" | "opaque" };

const VALUES: ReadonlySet<string> = new Set(["path", "terraform", "tofu", "self"]);

/**
 * The traversals behind a `references` array of a plan, which lists each of them followed by its own prefixes. Repetitions are dropped.
 */
export function traversalsOf(references: readonly unknown[]): readonly Traversal[] {
  const whole = new Set<string>();
  let longest = "";
  for (const reference of references) {
    if (typeof reference !== "string" || isPrefix(reference, longest)) continue;
    longest = reference;
    whole.add(reference);
  }
  return [...whole].map(parseTraversal);
}

/** Reads one traversal, as plans and configuration files write it. */
export function parseTraversal(text: string): Traversal {
  const [root, second, ...steps] = parseAddress(text) ?? [];
  if (!root || !("name" in root)) return { kind: "opaque" };
  if (VALUES.has(root.name)) return { kind: "value" };
  if (!second || !("name" in second)) return { kind: "opaque" };
  return named(root.name, second.name, steps);
}

function named(root: string, name: string, steps: readonly AddressStep[]): Traversal {
  switch (root) {
    case "var":
      return { kind: "variable", name, rest: dotted(steps) };
    case "local":
      return { kind: "local", name, rest: dotted(steps) };
    case "count":
      return { kind: "key", name: "count" };
    case "each":
      return name === "key" ? { kind: "key", name: "each" } : { kind: "each-value", rest: dotted(steps) };
    case "module":
      return { kind: "module", name, ...keyed(steps) };
    case "data":
    case "ephemeral":
      return ofMode(`${root}.${name}`, steps);
    default:
      return { kind: "resource", address: `${root}.${name}`, ...keyed(steps) };
  }
}

function ofMode(type: string, [name, ...steps]: readonly AddressStep[]): Traversal {
  if (!name || !("name" in name)) return { kind: "opaque" };
  return { kind: "resource", address: `${type}.${name.name}`, ...keyed(steps) };
}

function keyed(steps: readonly AddressStep[]): { readonly key: string | number | null; readonly rest: string } {
  const first = steps[0];
  if (first && "key" in first) return { key: first.key, rest: dotted(steps.slice(1)) };
  return { key: null, rest: dotted(steps) };
}

function dotted(steps: readonly AddressStep[]): string {
  return steps.map((step) => ("name" in step ? step.name : String(step.key))).join(".");
}

function isPrefix(text: string, longer: string): boolean {
  if (!longer.startsWith(text)) return false;
  const next = longer[text.length];
  return next === undefined || next === "." || next === "[";
}
