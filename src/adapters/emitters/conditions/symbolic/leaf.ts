import type { Value } from "#core/language";
import type { Attribute } from "../attribute.ts";
import type { Condition } from "../condition.ts";

/** What an expression may answer, as far as it can be told without a resource. */
export type Leaf =
  | { readonly kind: "value"; readonly value: Value }
  /** Whatever the attribute holds, null included. */
  | { readonly kind: "attribute"; readonly attribute: Attribute }
  /** An element of the list that an attribute holds. */
  | { readonly kind: "element"; readonly attribute: Attribute }
  /** A number of which only is told whether it is zero. */
  | { readonly kind: "size"; readonly isZero: Condition }
  | { readonly kind: "list"; readonly items: readonly Item[] }
  /** What has fields, each told when it is asked for. */
  | { readonly kind: "object"; readonly name: string; readonly field: (name: string) => Symbolic }
  /** An optional without a value. */
  | { readonly kind: "none" }
  /** What a field that is not there answers: nothing yet, until it is told how the field was read. */
  | { readonly kind: "absent" }
  | { readonly kind: "error" }
  | { readonly kind: "opaque"; readonly reason: string };

/** An element of a list that may be there. */
export interface Item {
  readonly when: Condition;
  readonly what: Symbolic;
}

/** One answer and the condition under which it is the answer. */
export interface Case {
  readonly when: Condition;
  readonly leaf: Leaf;
}

/** The answer of an expression: its cases, of which exactly one holds for each resource. */
export type Symbolic = readonly Case[];
