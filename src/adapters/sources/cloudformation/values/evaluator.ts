import { Unknown, type Value, type ValueObject } from "#core/language";
import { isList, isObject, type NativeReference, type Path } from "#core/model";
import { put } from "../../json/index.ts";
import { type Fields } from "../../yaml/index.ts";
import { scalarText } from "./compose.ts";
import type { Evaluation, Place } from "./evaluation.ts";
import { functionOf, hasTransform, isLoop, strayFunction } from "./calls.ts";
import { FUNCTIONS } from "./functions/index.ts";
import { loopItems, withBindings } from "./loops.ts";
import { OWN_ACCOUNT } from "./stand-in.ts";
import { Composite, Open, REMOVED, UNTRACED, type Term } from "./open.ts";
import type { Bindings, Mistake, Stack } from "./stack.ts";

/**
 * Evaluates the properties of one resource: functions become what they give, and an `Unknown` with a reference wherever that is only known once
 * the stack is made.
 *
 * Total. `owner` begins the paths of unknown values. What was wrong is in `mistakes`, the resources that were named in `uses` with the first
 * place of each.
 */
export class Evaluator implements Evaluation {
  readonly references: NativeReference[] = [];
  readonly uses: Map<string, Path> = new Map();
  readonly mistakes: Mistake[] = [];
  readonly stack: Stack;
  readonly bindings: Bindings;
  readonly #owner: string;

  constructor(stack: Stack, owner: string, bindings: Bindings) {
    this.stack = stack;
    this.#owner = owner;
    this.bindings = bindings;
  }

  property(raw: Value, place: Place): Value | undefined {
    return this.#finish(this.term(raw, place), place);
  }

  term(raw: Value, place: Place): Term {
    if (!this.stack.spend(1)) return UNTRACED;
    if (typeof raw === "string") return withBindings(raw, this.bindings);
    if (isList(raw)) return this.#list(raw, place);
    if (!isObject(raw)) return raw;
    const name = functionOf(raw);
    if (name !== undefined) return this.#call(name, raw[name] ?? null, place);
    if (hasTransform(raw)) return UNTRACED;
    const stray = strayFunction(raw);
    return stray === undefined ? this.#map(raw, place) : this.wrong(place, `\`${stray}\` stands beside other keys`);
  }

  wrong({ path }: Place, message: string, code: string = "invalid-function"): Open {
    const hint = HINTS[code] ?? "Correct the function; CloudFormation refuses the template as it is";
    this.mistakes.push({ code, message, hint, path });
    return UNTRACED;
  }

  #call(name: string, argument: Value, place: Place): Term {
    const evaluate = FUNCTIONS.get(name);
    if (evaluate !== undefined) return evaluate(this, argument, place);
    return this.wrong(place, `\`${name.slice(0, 60)}\` is no function that gives a value`, "unknown-function");
  }

  #list(raw: readonly Value[], { path, standIns }: Place): Value {
    const list: Value[] = [];
    for (const item of raw) {
      const value = this.property(item, { path: [...path, list.length], standIns });
      if (value !== undefined) list.push(value);
    }
    return list;
  }

  #map(raw: ValueObject, place: Place): Value {
    const fields: Fields = {};
    const inPolicy = place.standIns || Object.hasOwn(raw, "Statement");
    for (const [key, value] of Object.entries(raw)) {
      if (isLoop(key)) {
        const repeated = this.#loop(value, { path: place.path, standIns: inPolicy });
        if (!isObject(repeated)) return repeated;
        for (const [name, each] of Object.entries(repeated)) put(fields, name, each);
        continue;
      }
      const name = withBindings(key, this.bindings);
      this.stack.spend(name.length >> 6);
      const standIns = inPolicy || isLookedThrough(name, value);
      const finished = this.property(value, { path: [...place.path, name], standIns });
      if (finished !== undefined) put(fields, name, finished);
    }
    return fields;
  }

  /** The entries that a loop stands for. */
  #loop(raw: Value, place: Place): Value {
    const items = loopItems(raw, this, place);
    if (items === undefined) return this.#finish(UNTRACED, place) ?? null;
    const fields: Fields = {};
    for (const { body, bindings } of items) {
      const inner = new Evaluator(this.stack, this.#owner, bindings);
      const value = inner.property(body, place);
      this.#adopt(inner);
      if (value instanceof Unknown) return value;
      if (isObject(value)) for (const [name, each] of Object.entries(value)) put(fields, name, each);
    }
    return fields;
  }

  #adopt(inner: Evaluator): void {
    for (const reference of inner.references) this.references.push(reference);
    for (const mistake of inner.mistakes) this.mistakes.push(mistake);
    for (const [target, path] of inner.uses) if (!this.uses.has(target)) this.uses.set(target, path);
  }

  #finish(term: Term, { path, standIns }: Place): Value | undefined {
    if (term === REMOVED) return undefined;
    if (term instanceof Composite) return term.text;
    if (term instanceof Open) {
      const standsAlone = standIns || term.standIn === OWN_ACCOUNT;
      return standsAlone && term.standIn !== null ? term.standIn : this.#unknown(term, path);
    }
    if (typeof term === "string") return this.#text(term, path);
    return term;
  }

  /** CloudFormation makes no difference between `true` and `"true"`, and a plain parameter is read when the stack is made. */
  #text(text: string, path: Path): Value {
    if (!this.stack.spend(text.length >> 6)) return this.#unknown(UNTRACED, path);
    if (text.includes("{{resolve:ssm:")) return this.#unknown(UNTRACED, path);
    return text === "true" ? true : text === "false" ? false : text;
  }

  #unknown({ origins, reason }: Open, path: Path): Unknown {
    for (const origin of origins) this.references.push({ path, ...origin });
    return new Unknown([{ reason, path: [this.#owner, ...path].join(".") }]);
  }

  knownText(raw: Value, place: Place): string | undefined {
    return scalarText(this.term(raw, place));
  }
}

/** Whether a property holds nothing but texts in which only secrets are looked for; an `Environment` that is no list holds other things as well. */
function isLookedThrough(name: string, value: Value): boolean {
  return LOOKED_THROUGH.has(name) || (name === "Environment" && isList(value));
}

const LOOKED_THROUGH: ReadonlySet<string> = new Set([
  "Command",
  "EntryPoint",
  "EnvironmentVariables",
  "UserData",
  "Variables",
]);

const HINTS: Readonly<Record<string, string>> = {
  "unknown-reference": "Declare what it names, or correct the name; CloudFormation refuses the template as it is",
  "unknown-function": "Correct the name of the function; CloudFormation refuses the template as it is",
};
