import type { Span } from "#core/diagnostics";
import type { NamedExpression, PolicyDocument, SourceExpression, Validation } from "#core/documents";
import type { Edit } from "./edit.ts";
import { applyEdit, editExpression } from "./edit-expression.ts";
import { mutateSettings } from "./mutate-settings.ts";

/** What was changed in a policy, for people. */
export interface Mutation {
  /** The kind of change, a permanent code such as `swap-operator`. */
  readonly operator: string;
  /** Which part was changed: `validation tls`, `variable days`, `match verbs`, `parameter ports`. */
  readonly part: string;
  readonly original: string;
  readonly replacement: string;
  readonly span: Span;
}

/** A policy that says something slightly different. Whether it still makes sense is for who loads it to find out. */
export interface Mutant {
  readonly mutation: Mutation;
  readonly policy: PolicyDocument;
}

/**
 * Every mutant of a policy, each with one small change of a validation, a condition, a variable, what it matches or a parameter's default.
 *
 * Pure; the same policy gives the same mutants in the same order. Messages are left alone: they decide nothing.
 */
export function mutatePolicy(policy: PolicyDocument): readonly Mutant[] {
  const { validations, matchConditions, variables } = policy.spec;
  return [
    ...validations.flatMap((validation, at) => mutateValidation(policy, validation, at)),
    ...matchConditions.flatMap((condition, at) => mutateNamed(policy, condition, { list: "matchConditions", at })),
    ...variables.flatMap((variable, at) => mutateNamed(policy, variable, { list: "variables", at })),
    ...mutateSettings(policy),
  ];
}

function mutateValidation(policy: PolicyDocument, validation: Validation, at: number): readonly Mutant[] {
  const { expression, id } = validation;
  return [...editExpression(expression.text), dropWhole(expression.text)].map((edit) => {
    const changed = { ...validation, expression: withEdit(expression, edit) };
    const validations = policy.spec.validations.with(at, changed);
    return {
      mutation: describe(policy, expression, { edit, part: `validation ${id}` }),
      policy: { ...policy, spec: { ...policy.spec, validations } },
    };
  });
}

interface Position {
  readonly list: "matchConditions" | "variables";
  readonly at: number;
}

function mutateNamed(policy: PolicyDocument, named: NamedExpression, { list, at }: Position): readonly Mutant[] {
  const { expression, name } = named;
  const isCondition = list === "matchConditions";
  const part = `${isCondition ? "condition" : "variable"} ${name}`;
  const edits = editExpression(expression.text);
  return [...edits, ...(isCondition ? [dropWhole(expression.text)] : [])].map((edit) => {
    const changed = policy.spec[list].with(at, { ...named, expression: withEdit(expression, edit) });
    return {
      mutation: describe(policy, expression, { edit, part }),
      policy: { ...policy, spec: { ...policy.spec, [list]: changed } },
    };
  });
}

/** What is asked is always so. */
function dropWhole({ length }: string): Edit {
  return { operator: "always-true", start: 0, end: length, replacement: "true" };
}

function withEdit(expression: SourceExpression, edit: Edit): SourceExpression {
  return { ...expression, text: applyEdit(expression.text, edit) };
}

function describe(
  { origin }: PolicyDocument,
  { text, path }: SourceExpression,
  { edit, part }: { readonly edit: Edit; readonly part: string },
): Mutation {
  const { operator, start, end, replacement } = edit;
  return { operator, part, original: text.slice(start, end), replacement, span: origin.within(path, start, end) };
}
