import { InexpressibleError } from "../expressions/inexpressible.ts";
import type { Attribute } from "./attribute.ts";
import { keyOf, type Condition } from "./condition.ts";
import { answer, type Scalar, type Test } from "./test.ts";

/** A question, or a truth that cannot be told, or its opposite. */
export interface Literal {
  readonly holds: boolean;
  readonly of: Extract<Condition, { readonly kind: "test" | "opaque" }>;
}

/** Literals that hold together. */
export type Clause = readonly Literal[];

/** More alternatives than these no guardrail takes. */
const MOST_CLAUSES = 256;

/** The condition as alternatives, one of which holds; none where it never does, and an empty one where it always does. */
export function alternatives(condition: Condition): readonly Clause[] {
  return clausesOf(condition, true);
}

function clausesOf(condition: Condition, holds: boolean): readonly Clause[] {
  switch (condition.kind) {
    case "always":
    case "never":
      return (condition.kind === "always") === holds ? [[]] : [];
    case "test":
    case "opaque":
      return [[{ holds, of: condition }]];
    case "not":
      return clausesOf(condition.of, !holds);
    default:
      return (condition.kind === "any") === holds
        ? fewest(condition.of.flatMap((part) => clausesOf(part, holds)))
        : condition.of.map((part) => clausesOf(part, holds)).reduce(multiply, [[]]);
  }
}

function multiply(left: readonly Clause[], right: readonly Clause[]): readonly Clause[] {
  const joined = left.flatMap((one) => right.map((other) => united(one, other)));
  return fewest(joined.filter((clause) => !isContradictory(clause)));
}

function united(one: Clause, other: Clause): Clause {
  return [...new Map([...one, ...other].map((literal) => [literalKey(literal), literal])).values()];
}

function literalKey({ holds, of }: Literal): string {
  return `${holds ? "" : "not "}${keyOf(of)}`;
}

/** The clauses without those that another one, which asks for less, takes in. */
function fewest(clauses: readonly Clause[]): readonly Clause[] {
  if (clauses.length > MOST_CLAUSES) throw new InexpressibleError("it becomes too many cases");
  const kept: Clause[] = [];
  for (const clause of clauses.toSorted((a, b) => a.length - b.length)) {
    if (!kept.some((wider) => isWithin(clause, wider))) kept.push(clause);
  }
  return kept.filter((clause, index) => !kept.some((wider, other) => other > index && isWithin(clause, wider)));
}

/** Whether a clause holds only where a wider one does. */
function isWithin(clause: Clause, wider: Clause): boolean {
  return wider.every((weak) => clause.some((strong) => implies(strong, weak)));
}

/** Whether one literal makes another true. Of opaque truths only is told that they were made alike. */
function implies(strong: Literal, weak: Literal): boolean {
  if (strong.holds === weak.holds && keyOf(strong.of) === keyOf(weak.of)) return true;
  if (strong.of.kind !== "test" || weak.of.kind !== "test") return false;
  const { attribute, test } = strong.of;
  if (test.kind !== "one-of" || !strong.holds || !isSameAttribute(attribute, weak.of.attribute)) return false;
  const asked = weak.of.test;
  return test.values.every((value) => answer(asked, value) === weak.holds);
}

function isSameAttribute(left: Attribute, right: Attribute): boolean {
  return left.root === right.root && left.path.join("\n") === right.path.join("\n");
}

/** Whether no value of an attribute answers all questions to it. */
function isContradictory(clause: Clause): boolean {
  const keys = new Set(clause.map(literalKey));
  if (clause.some(({ holds, of }) => !holds && of.kind === "test" && keys.has(literalKey({ holds: true, of }))))
    return true;
  const byAttribute = Map.groupBy(clause.flatMap(questionOf), ({ attribute }) => JSON.stringify(attribute));
  return [...byAttribute.values()].some((own) => {
    const values = own.find(({ holds, test }) => holds && test.kind === "one-of")?.test;
    return values?.kind === "one-of" && values.values.every((value) => isExcluded(value, own));
  });
}

interface Question {
  readonly attribute: Attribute;
  readonly holds: boolean;
  readonly test: Test;
}

function isExcluded(value: Scalar, questions: readonly Question[]): boolean {
  return questions.some(({ holds, test }) => answer(test, value) === !holds);
}

function questionOf({ holds, of }: Literal): readonly Question[] {
  return of.kind === "test" ? [{ attribute: of.attribute, holds, test: of.test }] : [];
}
