import type { Value } from "#core/language";
import type { Path } from "#core/model";
import type { Term } from "./open.ts";

/** What functions ask about the rest of the template. */
export interface Stack {
  /** The value of a parameter; undefined when there is none of that name. */
  parameter(name: string): Term | undefined;
  /** The type of a resource; undefined when there is none of that name. */
  typeOf(resource: string): string | undefined;
  /** The parameter or resource that was likely meant by a name; undefined when none is close. */
  likely(name: string): string | undefined;
  /** The name of the condition under which a resource is made; undefined when it is made in any case. */
  conditionOf(resource: string): string | undefined;
  /** Whether a condition holds: null when that is not known, undefined when there is none of that name. */
  condition(name: string): boolean | null | undefined;
  /** An entry of the mappings; undefined when there is none. */
  mapped(map: string, first: string, second: string): Value | undefined;
  /** Counts steps of work; false when there has been too much of it. */
  spend(steps: number): boolean;
}

/** Something wrong with a function, at a path of the properties that it stands in. */
export interface Mistake {
  readonly code: string;
  readonly message: string;
  readonly hint: string;
  readonly path: Path;
}

/** The values of the loop variables that a text stands in. */
export type Bindings = ReadonlyMap<string, string>;

export const NO_BINDINGS: Bindings = new Map();
