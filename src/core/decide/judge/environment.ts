import type { CheckedEnvironment } from "#core/bundle";
import { compileExpression, type CompiledExpression } from "#core/language";
import type { Context, Resource } from "#core/model";
import type { EvaluationContext } from "../program/evaluation-context.ts";
import type { Frame } from "./frame.ts";

/** What is known of the environments that an effect is in. Equal surroundings of one program are one object. */
export interface Surroundings {
  /** That of the resource and that of the question, as far as they are known; `UNLISTED` stands for any that no document speaks of. */
  readonly names: readonly string[];
  /** True when one of the two cannot be told: it hangs on what is not known or cannot be evaluated, or is called what no environment can be. */
  readonly isUncertain: boolean;
}

/** What documents may call an environment. */
const ENVIRONMENT_NAME = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$/;
const UNLISTED = "\u0000unlisted";
const UNCERTAIN = Symbol("uncertain");
const NOWHERE: Surroundings = { names: [], isUncertain: false };

/** The name of an environment; null where none is named. */
type Place = string | typeof UNCERTAIN | null;

/** What the rules of `Settings` make of a resource. */
export type Recognition =
  | { readonly kind: "recognised"; readonly name: string }
  | { readonly kind: "none" | "uncertain" };

/** Tells environments by the rules of `Settings`, the first that holds first. */
export class EnvironmentRules {
  readonly #rules: readonly { readonly name: string; readonly when: CompiledExpression }[];
  readonly #frame: Frame;

  constructor(environments: readonly CheckedEnvironment[], { frame, options }: EvaluationContext) {
    this.#frame = frame;
    this.#rules = environments.map(({ name, when }) => ({ name, when: compileExpression(when, options) }));
  }

  get isEmpty(): boolean {
    return this.#rules.length === 0;
  }

  /** Evaluates the rules over a resource whose turn it is in the frame. A rule that answers no bool leaves all after it uncertain. */
  recognise(): Recognition {
    this.#frame.begin();
    for (const { name, when } of this.#rules) {
      const value = this.#frame.run(when);
      if (value === true) return { kind: "recognised", name };
      if (value !== false) return { kind: "uncertain" };
    }
    return { kind: "none" };
  }
}

/** Works out surroundings. Environments that no document lists are not told apart, so that new names take no memory. */
export class Surveyor {
  readonly #listed: ReadonlySet<string>;
  readonly #rules: EnvironmentRules;
  readonly #known = new Map<Place, Map<Place, Surroundings>>();

  constructor(listed: Iterable<string>, rules: EnvironmentRules) {
    this.#listed = new Set(listed);
    this.#rules = rules;
  }

  /** The surroundings of a resource whose turn it is in the frame. */
  survey(resource: Resource, context: Context): Surroundings {
    if (this.#listed.size === 0) return NOWHERE;
    const own = typeof resource.environment === "string" ? this.#place(resource.environment) : this.#recognise();
    const asked = typeof context.environment === "string" ? this.#place(context.environment) : null;
    return this.#known.get(own)?.get(asked) ?? this.#remember(own, asked);
  }

  #recognise(): Place {
    const recognition = this.#rules.recognise();
    if (recognition.kind === "recognised") return this.#place(recognition.name);
    return recognition.kind === "uncertain" ? UNCERTAIN : null;
  }

  /** What no environment can be called, such as `Production`, may be a slip for one that is listed. */
  #place(name: string): Place {
    if (this.#listed.has(name)) return name;
    return ENVIRONMENT_NAME.test(name) ? UNLISTED : UNCERTAIN;
  }

  #remember(own: Place, asked: Place): Surroundings {
    const names = [own, asked].filter((place) => typeof place === "string");
    const surroundings = { names, isUncertain: own === UNCERTAIN || asked === UNCERTAIN };
    const row = this.#known.get(own) ?? new Map<Place, Surroundings>();
    this.#known.set(own, row.set(asked, surroundings));
    return surroundings;
  }
}
