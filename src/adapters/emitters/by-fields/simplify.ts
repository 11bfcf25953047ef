import { ALWAYS, all, any, keyOf, NEVER, not, type Condition } from "../conditions/condition.ts";
import { answer, type Scalar } from "../conditions/test.ts";

type Test = Extract<Condition, { readonly kind: "test" }>;

/** A question whose answer is known where a part of a condition is looked at. */
interface Known {
  readonly question: Test;
  readonly holds: boolean;
}

/** The same condition with negations at its questions only, and without what the questions beside it already answer. */
export function simplify(condition: Condition): Condition {
  let simple = simplified(condition, true, []);
  for (let round = 1; round < MOST_ROUNDS; round++) {
    const again = simplified(simple, true, []);
    if (keyOf(again) === keyOf(simple)) return simple;
    simple = again;
  }
  return simple;
}

/** After so many there is nothing left to gain; every round's condition is as true as the first. */
const MOST_ROUNDS = 5;

function simplified(condition: Condition, holds: boolean, known: readonly Known[]): Condition {
  switch (condition.kind) {
    case "not":
      return simplified(condition.of, !holds, known);
    case "all":
    case "any":
      return joined((condition.kind === "all") === holds ? "all" : "any", condition.of, holds, known);
    case "test":
      return answered(condition, holds, known);
    default:
      return holds ? condition : not(condition);
  }
}

/** Parts that are single questions answer themselves in the others: where all have to hold they do, and where one has to they may be taken not to. */
function joined(kind: "all" | "any", parts: readonly Condition[], holds: boolean, known: readonly Known[]): Condition {
  const first = parts.map((part) => simplified(part, holds, known));
  const flat = first.flatMap((part) => (part.kind === kind ? part.of : [part]));
  const literals = flat.flatMap((part) => literalOf(part) ?? []);
  const others = flat.map((part) => {
    const own = literals.filter(({ part: other }) => other !== part);
    const beside = own.map(({ question, isAsked }) => ({ question, holds: isAsked === (kind === "all") }));
    return literalOf(part) === undefined ? simplified(part, true, [...known, ...beside]) : part;
  });
  const kept = withoutImplied(kind, others);
  return kind === "all" ? all(...kept) : any(...kept);
}

interface Literal {
  readonly part: Condition;
  readonly question: Test;
  readonly isAsked: boolean;
}

function literalOf(part: Condition): Literal | undefined {
  if (part.kind === "test") return { part, question: part, isAsked: true };
  return part.kind === "not" && part.of.kind === "test" ? { part, question: part.of, isAsked: false } : undefined;
}

/** Leaves out a question that another one to the same attribute answers. */
function withoutImplied(kind: "all" | "any", parts: readonly Condition[]): readonly Condition[] {
  const kept: Condition[] = [];
  for (const [index, part] of parts.entries()) {
    const literal = literalOf(part);
    const others = [...kept, ...parts.slice(index + 1)].flatMap((other) => literalOf(other) ?? []);
    const beside = others.map(({ question, isAsked }) => ({ question, holds: isAsked === (kind === "all") }));
    const left = literal === undefined ? part : answered(literal.question, literal.isAsked, beside);
    kept.push(left);
  }
  return kept;
}

function answered(question: Test, holds: boolean, known: readonly Known[]): Condition {
  for (const one of known) {
    const told = answerBy(one, question);
    if (told !== undefined) return told === holds ? ALWAYS : NEVER;
  }
  return holds ? question : not(question);
}

/** What a known answer says of another question; undefined where it leaves it open. */
function answerBy({ question, holds }: Known, asked: Test): boolean | undefined {
  if (keyOf(question) === keyOf(asked)) return holds;
  if (JSON.stringify(question.attribute) !== JSON.stringify(asked.attribute)) return undefined;
  if (question.test.kind === "empty") return holds ? undefined : byPresence(asked);
  if (question.test.kind !== "one-of") return undefined;
  return holds ? byValues(question.test.values, asked) : byExclusion(question.test.values, asked);
}

function byPresence({ test }: Test): boolean | undefined {
  return test.kind === "one-of" && test.values.every((value) => value === null || value === "") ? false : undefined;
}

function byValues(values: readonly Scalar[], { test }: Test): boolean | undefined {
  const [first, ...others] = values.map((value) => answer(test, value));
  return others.every((one) => one === first) ? first : undefined;
}

function byExclusion(excluded: readonly Scalar[], { test }: Test): boolean | undefined {
  return test.kind === "one-of" && test.values.every((value) => excluded.includes(value)) ? false : undefined;
}
