import type { Value } from "../../values/index.ts";
import type { Meter, Scope } from "../compiled.ts";

/** What one evaluation has at hand: the variables, the meter, the local variables by slot and, when explaining, the trace. */
export interface Frame {
  readonly scope: Scope;
  readonly meter: Meter;
  readonly locals: Value[];
  trace?: Trace;
}

/** The values that nodes took, by node id, outside loops or in one visit of a loop; and for every loop its visits. */
export interface Trace {
  readonly values: Map<number, Value>;
  readonly visits: Map<number, Visit[]>;
}

/** One element that a loop visited: its variables, and what happened inside. */
export interface Visit {
  readonly variables: readonly Value[];
  readonly trace: Trace;
}

/** A node made runnable. */
export type Closure = (frame: Frame) => Value;
