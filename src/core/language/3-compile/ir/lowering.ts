import type { Expr } from "../../ast/expr.ts";
import type { CheckedExpression } from "../../2-check/checked.ts";
import type { Node } from "./node.ts";

/** The local variables in sight, innermost first. */
export interface Locals {
  readonly name: string;
  readonly slot: number;
  readonly outer: Locals | undefined;
}

/** The state of lowering one expression. */
export interface Lowering {
  readonly checked: CheckedExpression;
  /** Whether constants are folded and literal lists unrolled; without, every node of the expression keeps a node of its own. */
  readonly optimise: boolean;
  /** Lowers one node under the local variables in sight. */
  readonly lower: (expr: Expr, locals: Locals | undefined) => Node;
  /** Slots handed out so far. */
  slots: number;
}

/** Hands out a slot for a new local variable. */
export function newSlot(lowering: Lowering): number {
  return lowering.slots++;
}

/** The locals with one more in front. */
export function withLocal(outer: Locals | undefined, name: string, slot: number): Locals {
  return { name, slot, outer };
}

/** The slot of a local variable, `undefined` when no local has that name. */
export function slotOf(locals: Locals | undefined, name: string): number | undefined {
  for (let local = locals; local !== undefined; local = local.outer) {
    if (local.name === name) return local.slot;
  }
  return undefined;
}

/** Whether the static type of an operand promises plain data: a map, or a struct without a constructor. */
export function holdsData(lowering: Lowering, operand: Expr): boolean {
  const { types, environment } = lowering.checked;
  const type = types.get(operand.id);
  if (type?.kind === "map") return true;
  if (type?.kind !== "struct") return false;
  const struct = environment.structs.get(type.name);
  return struct !== undefined && struct.construct === undefined;
}
