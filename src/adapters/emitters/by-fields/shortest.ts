import { all, any, keyOf, not, type Condition } from "../conditions/condition.ts";
import { alternatives, type Clause, type Literal } from "../conditions/normal-form.ts";
import { InexpressibleError } from "../expressions/inexpressible.ts";
import { simplify } from "./simplify.ts";

/** The shortest form of a condition that is found: as it is built, or as alternatives of which none takes in another. */
export function shortest(condition: Condition): Condition {
  const simple = simplify(condition);
  const forms = [simple, asAlternatives(simple), negatedAlternatives(simple)].filter((form) => form !== undefined);
  return forms.reduce((best, form) => (keyOf(form).length < keyOf(best).length ? form : best));
}

function asAlternatives(condition: Condition): Condition | undefined {
  const clauses = clausesOf(condition);
  return clauses && simplify(any(...clauses.map((clause) => all(...clause.map(conditionOf)))));
}

function negatedAlternatives(condition: Condition): Condition | undefined {
  const negated = asAlternatives(not(condition));
  return negated && simplify(not(negated));
}

function clausesOf(condition: Condition): readonly Clause[] | undefined {
  try {
    return resolved(alternatives(condition));
  } catch (cause) {
    if (cause instanceof InexpressibleError) return undefined;
    throw cause;
  }
}

function conditionOf({ holds, of }: Literal): Condition {
  return holds ? of : not(of);
}

/** Clauses that differ only in whether one question is answered with yes are one clause without it. */
function resolved(clauses: readonly Clause[]): readonly Clause[] {
  let open = clauses;
  for (let merged = mergeOnce(open); merged !== undefined; merged = mergeOnce(open)) open = merged;
  return open;
}

/** With one pair made one, which leaves a clause less; undefined when there is no such pair. */
function mergeOnce(clauses: readonly Clause[]): readonly Clause[] | undefined {
  const byKey = new Map(clauses.map((clause) => [clauseKey(clause), clause]));
  for (const clause of clauses) {
    for (const literal of clause) {
      const rest = clause.filter((other) => other !== literal);
      const twin = byKey.get(clauseKey([...rest, { ...literal, holds: !literal.holds }]));
      if (twin !== undefined) return [...clauses.filter((one) => one !== clause && one !== twin), rest];
    }
  }
  return undefined;
}

function clauseKey(clause: Clause): string {
  return clause
    .map(({ holds, of }) => `${holds ? "" : "not "}${keyOf(of)}`)
    .toSorted()
    .join("\n");
}
