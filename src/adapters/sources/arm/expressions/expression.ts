import type { Value } from "#core/language";

/** An expression of a template, as it is parsed. A `safe` member (`.?`, `[?…]`) is null where there is none. */
export type Expression =
  | { readonly kind: "literal"; readonly value: Value }
  | { readonly kind: "call"; readonly name: string; readonly args: readonly Expression[] }
  | { readonly kind: "member"; readonly target: Expression; readonly key: Expression; readonly safe: boolean };
