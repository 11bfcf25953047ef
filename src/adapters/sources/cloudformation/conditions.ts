import type { Value } from "#core/language";
import { isList, isObject, type Path } from "#core/model";
import { isSameText } from "./values/compose.ts";
import { Evaluator } from "./values/evaluator.ts";
import type { Entry } from "./values/section.ts";
import type { Mistake, Stack } from "./values/stack.ts";

/** True, false, or null for what is not known. */
type Truth = boolean | null;

const MAX_DEPTH = 200;

/**
 * The conditions of a template, each evaluated when it is first asked for. What depends on what is not known is not known; neither is a
 * condition that depends on itself, which is a mistake.
 */
export class Conditions {
  readonly mistakes: Mistake[] = [];
  readonly #entries: ReadonlyMap<string, Entry>;
  readonly #stack: Stack;
  readonly #known = new Map<string, Truth | "asked">();
  #depth = 0;

  constructor(entries: readonly Entry[], stack: Stack) {
    this.#entries = new Map(entries.map((entry) => [entry.key, entry]));
    this.#stack = stack;
  }

  /** Whether a condition holds; undefined when there is none of that name. */
  holds(name: string): Truth | undefined {
    const entry = this.#entries.get(name);
    if (entry === undefined) return undefined;
    const known = this.#known.get(name);
    if (known === "asked")
      return this.#wrong(entry.path, "circular-reference", `condition \`${name}\` depends on itself`);
    if (known !== undefined) return known;
    this.#known.set(name, "asked");
    const truth = this.#evaluate(entry.raw, entry);
    this.#known.set(name, truth);
    return truth;
  }

  #evaluate(raw: Value, entry: Entry): Truth {
    if (this.#depth >= MAX_DEPTH || !this.#stack.spend(1)) {
      return this.#wrong(entry.path, "too-deep", "conditions depend on one another too deeply");
    }
    this.#depth++;
    const truth = this.#call(raw, entry);
    this.#depth--;
    return truth;
  }

  #call(raw: Value, entry: Entry): Truth {
    const [call, ...others] = isObject(raw) ? Object.entries(raw) : [];
    if (call === undefined || others.length > 0) return this.#malformed(entry);
    const [name, argument] = call;
    if (name === "Condition") return this.#named(argument, entry);
    if (name === "Fn::Equals") return this.#equals(argument, entry);
    return isList(argument) && argument.length > 0 ? this.#connect(name, argument, entry) : this.#malformed(entry);
  }

  #connect(name: string, parts: readonly Value[], entry: Entry): Truth {
    if (name === "Fn::And") return this.#all(parts, entry, false);
    if (name === "Fn::Or") return this.#all(parts, entry, true);
    if (name !== "Fn::Not" || parts.length !== 1) return this.#malformed(entry);
    return negate(this.#evaluate(parts[0] ?? null, entry));
  }

  #named(argument: Value, entry: Entry): Truth {
    const holds = typeof argument === "string" ? this.holds(argument) : undefined;
    if (holds !== undefined) return holds;
    const name = typeof argument === "string" ? argument.slice(0, 128) : "";
    return this.#wrong(entry.path, "unknown-reference", `\`${name}\` names no condition of the template`);
  }

  #equals(argument: Value, entry: Entry): Truth {
    if (!isList(argument) || argument.length !== 2) return this.#malformed(entry);
    const { path, bindings } = entry;
    const evaluator = new Evaluator(this.#stack, path.join("."), bindings);
    const [left, right] = argument.map((side) => evaluator.term(side, { path, standIns: false }));
    this.mistakes.push(...evaluator.mistakes);
    return isSameText(left ?? null, right ?? null);
  }

  /** Whether all hold, or with `decisive` true whether any does. */
  #all(parts: readonly Value[], entry: Entry, decisive: boolean): Truth {
    let unknown = false;
    for (const part of parts) {
      const truth = this.#evaluate(part, entry);
      if (truth === decisive) return decisive;
      unknown ||= truth === null;
    }
    return unknown ? null : !decisive;
  }

  #malformed({ path }: Entry): null {
    return this.#wrong(
      path,
      "invalid-condition",
      "a condition is one of `Fn::Equals`, `Fn::And`, `Fn::Or`, `Fn::Not` and `Condition`",
    );
  }

  #wrong(path: Path, code: string, message: string): null {
    const hint = "Correct the condition; CloudFormation refuses the template as it is";
    this.mistakes.push({ code, message, hint, path });
    return null;
  }
}

function negate(truth: Truth): Truth {
  return truth === null ? null : !truth;
}
