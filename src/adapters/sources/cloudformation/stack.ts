import { suggest } from "#core/diagnostics";
import type { Value, ValueObject } from "#core/language";
import { isObject } from "#core/model";
import { Conditions } from "./conditions.ts";
import type { Parameters } from "./parameters.ts";
import type { Term } from "./values/open.ts";
import { readSection } from "./values/section.ts";
import type { Mistake, Stack } from "./values/stack.ts";

/** How many steps the evaluation of one template may take. */
const MOST_STEPS = 1_000_000;

/** A template in which more names are wrong has another problem than spelling. */
const MOST_SUGGESTIONS = 50;

/** What one template declares, as the functions in it see it. */
export class TemplateStack implements Stack {
  readonly #parameters: ReadonlyMap<string, Term>;
  readonly #mappings: Value;
  readonly #conditions: Conditions;
  readonly #loopMistakes: readonly Mistake[];
  readonly #types = new Map<string, string>();
  readonly #conditionOf = new Map<string, string>();
  #steps = MOST_STEPS;
  #suggestions = MOST_SUGGESTIONS;

  constructor(root: ValueObject, parameters: Parameters["values"]) {
    this.#parameters = parameters;
    this.#mappings = own(root, "Mappings");
    const { entries, mistakes } = readSection(own(root, "Conditions"), ["Conditions"], this);
    this.#conditions = new Conditions(entries, this);
    this.#loopMistakes = mistakes;
  }

  /** Makes a resource known, so that functions may name it. */
  declare(resource: string, type: string, condition: Value = null): void {
    this.#types.set(resource, type);
    if (typeof condition === "string") this.#conditionOf.set(resource, condition);
  }

  conditionOf(resource: string): string | undefined {
    return this.#conditionOf.get(resource);
  }

  parameter(name: string): Term | undefined {
    return this.#parameters.get(name);
  }

  typeOf(resource: string): string | undefined {
    return this.#types.get(resource);
  }

  likely(name: string): string | undefined {
    if (this.#suggestions-- <= 0) return undefined;
    return suggest(name, [...this.#parameters.keys(), ...this.#types.keys()]);
  }

  condition(name: string): boolean | null | undefined {
    return this.#conditions.holds(name);
  }

  mapped(map: string, first: string, second: string): Value | undefined {
    let value = this.#mappings;
    for (const key of [map, first, second]) {
      if (!isObject(value) || !Object.hasOwn(value, key)) return undefined;
      value = value[key] ?? null;
    }
    return value;
  }

  spend(steps: number): boolean {
    this.#steps -= steps;
    return this.#steps > 0;
  }

  /** Whether the evaluation was broken off, so that some values are not known which could be. */
  get isExhausted(): boolean {
    return this.#steps <= 0;
  }

  /** What is wrong with the conditions that were asked for; paths are those of the template. */
  get mistakes(): readonly Mistake[] {
    return [...this.#loopMistakes, ...this.#conditions.mistakes];
  }
}

/** What stands under a key of the root of a template. */
export function own(root: ValueObject, key: string): Value {
  return Object.hasOwn(root, key) ? (root[key] ?? null) : null;
}
