import { describe, expect, it } from "vitest";
import { parseDocuments, type PolicyDocument } from "#core/documents";
import { mutatePolicy } from "./mutate-policy.ts";

const TEXT = `apiVersion: writ/v1
kind: Policy
metadata: { name: p }
spec:
  match: { kinds: [A, B], verbs: [create] }
  matchConditions:
    - { name: named, expression: resource.name != '' }
  parameters:
    days: { schema: int, default: 7 }
    ports: { schema: { type: list, items: int }, default: [22, 23] }
  variables:
    - { name: kept, expression: resource.properties.days }
  validations:
    - { id: long, expression: variables.kept >= params.days }
`;

function policyOf(text: string): PolicyDocument {
  const [policy] = parseDocuments("p.yaml", text).documents;
  if (policy?.kind !== "Policy") throw new Error("a policy is expected");
  return policy;
}

describe("mutatePolicy()", () => {
  const mutants = mutatePolicy(policyOf(TEXT));

  it("changes validations, conditions, what is matched and defaults, each at its place", () => {
    const told = mutants.map(({ mutation: { part, operator, original, replacement, span } }) =>
      [`${span.start.line}:${span.start.column}`, part, operator, original, replacement].join(" | "),
    );
    expect(told).toEqual([
      "14:31 | validation long | swap-operator | variables.kept >= params.days | ((variables.kept) > (params.days))",
      "14:31 | validation long | swap-operator | variables.kept >= params.days | ((variables.kept) < (params.days))",
      "14:31 | validation long | always-true | variables.kept >= params.days | true",
      "7:34 | condition named | swap-operator | resource.name != '' | ((resource.name) == (''))",
      "7:51 | condition named | other-constant | '' | '\\u2260'",
      "7:34 | condition named | always-true | resource.name != '' | true",
      "5:20 | match kinds | drop-element | A | ",
      "5:23 | match kinds | drop-element | B | ",
      "9:35 | parameter days | other-default | 7 | 8",
      "9:35 | parameter days | other-default | 7 | 6",
      "10:59 | parameter ports | other-default | [22,23] | [23]",
      "10:59 | parameter ports | other-default | [22,23] | [22]",
    ]);
  });

  it("makes each mutant differ from the policy and from all others", () => {
    const before = policyOf(TEXT).spec;
    for (const { policy } of mutants) expect(policy.spec).not.toEqual(before);
    expect(new Set(mutants.map(({ policy }) => JSON.stringify(policy.spec))).size).toBe(mutants.length);
  });
});
