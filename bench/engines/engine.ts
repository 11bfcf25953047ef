import type { Shape } from "../policies/shape.ts";

/** A policy made ready by an engine, and its questions in the form that the engine takes; what is made ready here is not timed. */
export interface Prepared {
  readonly inputs: readonly unknown[];
  answer(this: void, input: unknown): boolean;
}

/** A way to evaluate policies. `prepare` throws where the engine has no way to express the policy. */
export interface Engine {
  readonly name: string;
  prepare(shape: Shape): Prepared;
}

/** Pairs inputs of an engine with the function that takes them. */
export function prepared<Input>(inputs: readonly Input[], answer: (input: Input) => boolean): Prepared {
  const pair: { readonly inputs: readonly Input[]; answer(this: void, input: Input): boolean } = { inputs, answer };
  return pair;
}
