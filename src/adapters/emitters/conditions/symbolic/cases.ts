import { CelError, Unknown, type Value } from "#core/language";
import { InexpressibleError } from "../../expressions/inexpressible.ts";
import type { Attribute } from "../attribute.ts";
import { ALWAYS, all, any, ask, keyOf, NEVER, not, opaque, type Condition } from "../condition.ts";
import { scalarOf } from "../test.ts";
import type { Case, Leaf, Symbolic } from "./leaf.ts";

/** More cases than these no guardrail can tell apart. */
const MOST_CASES = 64;

export const NONE: Symbolic = one({ kind: "none" });
export const ABSENT: Symbolic = one({ kind: "absent" });
export const ERROR: Symbolic = one({ kind: "error" });

/** A single answer, whatever the resource. */
export function one(leaf: Leaf): Symbolic {
  return [{ when: ALWAYS, leaf }];
}

export function known(value: Value): Symbolic {
  return one({ kind: "value", value });
}

export function attributeAt(root: Attribute["root"], path: readonly string[]): Symbolic {
  return one({ kind: "attribute", attribute: { root, path } });
}

export function untold(reason: string): Symbolic {
  return one({ kind: "opaque", reason });
}

/** What a function answered of known values. */
export function fromFolded(value: Value): Symbolic {
  if (value instanceof CelError) return ERROR;
  return value instanceof Unknown ? untold("only an inventory of what exists tells it") : known(value);
}

/** What becomes of each case. */
export function each(symbolic: Symbolic, next: (leaf: Leaf) => Symbolic): Symbolic {
  return merged(
    symbolic.flatMap(({ when, leaf }) => next(leaf).map((then) => ({ when: all(when, then.when), leaf: then.leaf }))),
  );
}

/** What becomes of each pair of cases. */
export function pairs(left: Symbolic, right: Symbolic, next: (left: Leaf, right: Leaf) => Symbolic): Symbolic {
  return each(left, (first) => each(right, (second) => next(first, second)));
}

/** One symbolic or another. What is in neither case is an error. */
export function choice(truth: Truth, yes: () => Symbolic, no: () => Symbolic): Symbolic {
  const { yes: holds, no: fails } = truth;
  return merged([
    ...(holds.kind === "never" ? [] : guarded(holds, yes())),
    ...(fails.kind === "never" ? [] : guarded(fails, no())),
    { when: neither(truth), leaf: { kind: "error" } },
  ]);
}

function guarded(when: Condition, symbolic: Symbolic): Symbolic {
  return symbolic.map((one) => ({ when: all(when, one.when), leaf: one.leaf }));
}

/** Cases with equal answers as one, without those that never are. */
function merged(cases: readonly Case[]): Symbolic {
  const byLeaf = new Map<unknown, Case>();
  for (const { when, leaf } of cases) {
    if (when.kind === "never") continue;
    const key = leafKey(leaf);
    const before = byLeaf.get(key);
    byLeaf.set(key, { when: before === undefined ? when : any(before.when, when), leaf });
  }
  if (byLeaf.size > MOST_CASES) throw new InexpressibleError("it becomes too many cases");
  return [...byLeaf.values()];
}

function leafKey(leaf: Leaf): unknown {
  if (leaf.kind === "none" || leaf.kind === "absent" || leaf.kind === "error") return leaf.kind;
  if (leaf.kind === "attribute") return `attribute ${JSON.stringify(leaf.attribute)}`;
  const scalar = leaf.kind === "value" ? scalarOf(leaf.value) : undefined;
  return scalar === undefined ? leaf : `value ${JSON.stringify(scalar)}`;
}

/** When an expression answers true and when false; neither is an error. */
export interface Truth {
  readonly yes: Condition;
  readonly no: Condition;
}

/** Where a truth is neither. */
export function neither({ yes, no }: Truth): Condition {
  return keyOf(no) === keyOf(not(yes)) ? NEVER : not(any(yes, no));
}

/** When a symbolic answer is true and when false. */
export function truthOf(symbolic: Symbolic): Truth {
  const truths = symbolic.map(({ when, leaf }) => {
    const { yes, no } = truthOfLeaf(leaf);
    return { yes: all(when, yes), no: all(when, no) };
  });
  return { yes: any(...truths.map(({ yes }) => yes)), no: any(...truths.map(({ no }) => no)) };
}

function truthOfLeaf(leaf: Leaf): Truth {
  if (leaf.kind === "value") return { yes: constant(leaf.value === true), no: constant(leaf.value === false) };
  if (leaf.kind === "opaque") return { yes: opaque(leaf.reason), no: not(opaque(leaf.reason)) };
  if (leaf.kind !== "attribute") return { yes: NEVER, no: NEVER };
  const { attribute } = leaf;
  return {
    yes: ask(attribute, { kind: "one-of", values: [true] }),
    no: ask(attribute, { kind: "one-of", values: [false] }),
  };
}

function constant(holds: boolean): Condition {
  return holds ? ALWAYS : NEVER;
}

/** The answer that is true and false when the truth is. */
export function fromTruth(truth: Truth): Symbolic {
  return merged([
    { when: truth.yes, leaf: { kind: "value", value: true } },
    { when: truth.no, leaf: { kind: "value", value: false } },
    { when: neither(truth), leaf: { kind: "error" } },
  ]);
}

/** The answer of a question that cannot fail. */
export function fromCondition(condition: Condition): Symbolic {
  return fromTruth({ yes: condition, no: not(condition) });
}
