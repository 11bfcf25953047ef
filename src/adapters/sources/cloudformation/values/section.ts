import type { Value } from "#core/language";
import { isObject, type Path } from "#core/model";
import { isLoop } from "./calls.ts";
import { Evaluator } from "./evaluator.ts";
import { loopItems, withBindings } from "./loops.ts";
import { NO_BINDINGS, type Bindings, type Mistake, type Stack } from "./stack.ts";

/** One entry of a section of a template, loops unrolled. */
export interface Entry {
  readonly key: string;
  readonly raw: Value;
  /** Where it stands in the template. */
  readonly path: Path;
  readonly bindings: Bindings;
}

export interface Section {
  readonly entries: readonly Entry[];
  /** What is wrong with loops, and loops whose values are not known; paths are those of the template. */
  readonly mistakes: readonly Mistake[];
}

/** CloudFormation takes 500 resources; a loop inside a loop can ask for any number. */
const MOST_ENTRIES = 20_000;

/** The entries of a mapping that is a section of a template. */
export function readSection(section: Value, path: Path, stack: Stack): Section {
  const unrolled = new Unroller(stack);
  unrolled.mapping(section, path, NO_BINDINGS);
  return unrolled;
}

class Unroller implements Section {
  readonly entries: Entry[] = [];
  readonly mistakes: Mistake[] = [];
  readonly #stack: Stack;

  constructor(stack: Stack) {
    this.#stack = stack;
  }

  mapping(raw: Value, path: Path, bindings: Bindings): void {
    if (!isObject(raw)) return;
    for (const [key, value] of Object.entries(raw)) {
      if (isLoop(key)) this.#loop(value, [...path, key], bindings);
      else if (this.entries.length < MOST_ENTRIES) {
        this.entries.push({
          key: withBindings(key, bindings),
          raw: value,
          path: [...path, key],
          bindings,
        });
      } else return this.#tooMany(path);
    }
  }

  #loop(raw: Value, path: Path, bindings: Bindings): void {
    const evaluator = new Evaluator(this.#stack, path.join("."), bindings);
    const items = loopItems(raw, evaluator, { path, standIns: false });
    this.mistakes.push(...evaluator.mistakes);
    if (items === undefined && evaluator.mistakes.length === 0) this.mistakes.push(unknownLoop(path));
    for (const item of items ?? []) {
      if (!this.#stack.spend(1) || this.entries.length >= MOST_ENTRIES) return this.#tooMany(path);
      this.mapping(item.body, [...path, 2], item.bindings);
    }
  }

  #tooMany(path: Path): void {
    const hint = "Split the template; CloudFormation takes 500 resources";
    const message = `its loops make more than ${MOST_ENTRIES} entries`;
    if (this.mistakes.at(-1)?.code !== "too-many-entries")
      this.mistakes.push({ code: "too-many-entries", message, hint, path });
  }
}

function unknownLoop(path: Path): Mistake {
  return {
    code: "unknown-loop",
    message: "the values of a loop are only known when the stack is made",
    hint: "Give the parameter that it runs over a default, or check the template after its transforms",
    path,
  };
}
