import type { Value } from "#core/language";
import type { Path } from "#core/model";
import type { Open, Term } from "./open.ts";
import type { Bindings, Stack } from "./stack.ts";

/**
 * Where a value stands among the properties, and whether what AWS makes is told there by what stands for it: inside policy documents, and where
 * texts are only looked through, such as variables.
 */
export interface Place {
  readonly path: Path;
  readonly standIns: boolean;
}

/** The evaluation of one resource, as functions see it. */
export interface Evaluation {
  readonly stack: Stack;
  readonly bindings: Bindings;
  /** The resources that were named, with the first place of each. */
  readonly uses: Map<string, Path>;
  /** What a raw value gives, functions evaluated; whole values inside lists and mappings are finished. */
  term(raw: Value, place: Place): Term;
  /** The finished value of a raw one; undefined when `AWS::NoValue` takes it away. */
  property(raw: Value, place: Place): Value | undefined;
  /** The text of a scalar argument; undefined when it is not known. */
  knownText(raw: Value, place: Place): string | undefined;
  /** Notes a mistake in a function; its value is not known. */
  wrong(place: Place, message: string, code?: string): Open;
}
