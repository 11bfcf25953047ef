import {
  expression,
  list,
  oneOf,
  record,
  required,
  withRule,
  type RuleProblem,
  type Shape,
  type SourceExpression,
} from "#core/documents";
import { maybe } from "./field.ts";
import type { Mutation } from "./mutating-types.ts";

interface Written {
  readonly patchType: Mutation["patchType"];
  readonly applyConfiguration: { readonly expression: SourceExpression } | null;
  readonly jsonPatch: { readonly expression: SourceExpression } | null;
}

const withExpression = record<{ readonly expression: SourceExpression }>("a map with `expression`", {
  expression: required(expression, "The expression, in CEL"),
});

const written: Shape<Written> = withRule(
  record<Written>("a map with `patchType`", {
    patchType: required(oneOf(["ApplyConfiguration", "JSONPatch"]), "How the change is said"),
    applyConfiguration: maybe(withExpression, "The fields to set, as an `Object`"),
    jsonPatch: maybe(withExpression, "The operations, as a list of `JSONPatch`"),
  }),
  patchProblem,
);

/** The field that goes with each type of patch, and the one that does not. */
const FIELDS = {
  ApplyConfiguration: ["applyConfiguration", "jsonPatch"],
  JSONPatch: ["jsonPatch", "applyConfiguration"],
} as const;

function patchProblem(mutation: Written): RuleProblem | null {
  const [own, other] = FIELDS[mutation.patchType];
  if (mutation[own] === null) {
    const message = `A mutation of type \`${mutation.patchType}\` needs \`${own}\``;
    return { path: [], code: "foreign-invalid-mutation", message, hint: `Add \`${own}\` with its \`expression\`` };
  }
  if (mutation[other] === null) return null;
  const message = `A mutation of type \`${mutation.patchType}\` has \`${other}\`, which Kubernetes refuses`;
  return { path: [other], code: "foreign-invalid-mutation", message, hint: "Remove it, or change `patchType`" };
}

const mutation: Shape<Mutation> = {
  expected: written.expected,
  read(node, place, reading) {
    const read = written.read(node, place, reading);
    const said = read?.applyConfiguration ?? read?.jsonPatch;
    if (read === undefined || said === undefined || said === null) return undefined;
    return { patchType: read.patchType, expression: said.expression };
  },
  schema: (definitions) => written.schema(definitions),
};

/** The changes that a policy makes, one after the other. */
export const mutationsShape: Shape<readonly Mutation[]> = list(mutation, { of: "mutations", atLeastOne: true });
