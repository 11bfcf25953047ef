import { MODES, POINTS, PRINCIPAL_KINDS, SEVERITIES, VERBS } from "#core/model";
import {
  anyValue,
  expression,
  list,
  mapOf,
  oneOf,
  optional,
  record,
  required,
  text,
  withRule,
  type JsonSchema,
  type RuleProblem,
  type Shape,
} from "../shape/index.ts";
import {
  ANY_KIND,
  EVIDENCE,
  type NamedExpression,
  type Parameter,
  type PolicyMatch,
  type PolicySpec,
  type Validation,
} from "../types/index.ts";
import { conformValue, type ConformedValue } from "../conform-value.ts";
import { capitalised, identifierShape, nameShape, nativeTypeShape, proseShape, requirementRefShape } from "./names.ts";
import { propertySchemaShape } from "./property-schema.ts";

/** What a list of something is limited to, each thing once. */
export function eachOnce<T extends string>(item: Shape<T>, of: string, what: string): Shape<readonly T[]> {
  return list(item, { of, unique: { by: (word) => word, what } });
}

/** JSON Schema for "one of these lists has something in it". */
export function someOf(...keys: readonly string[]): JsonSchema {
  return { anyOf: keys.map((key) => ({ required: [key], properties: { [key]: { minItems: 1 } } })) };
}

/** Named conditions, all of which must be true. */
export const conditionsShape: Shape<readonly NamedExpression[]> = list(namedExpression(nameShape), {
  of: "conditions",
  unique: { by: (condition) => condition.name, what: "name" },
});

/** Named values; each may use those before it. */
export const variablesShape: Shape<readonly NamedExpression[]> = list(namedExpression(identifierShape), {
  of: "variables",
  unique: { by: (variable) => variable.name, what: "name" },
});

function namedExpression(name: Shape<string>): Shape<NamedExpression> {
  return record<NamedExpression>("a map with `name` and `expression`", {
    name: required(name, "Its name, unique in the list"),
    expression: required(expression, "The expression, in CEL"),
  });
}

/** A kind, or what stands for every kind. */
const matchedKindShape: Shape<string> = text({
  expected: `text with the name of a kind, or \`${ANY_KIND}\``,
  maxLength: 63,
  pattern: /^(?:\*|[A-Z][A-Za-z0-9]*)$/,
  rule: "start with a capital and consist of letters and digits, or be `*` for every kind",
  code: "document-invalid-name",
  mend: capitalised,
});

const match: Shape<PolicyMatch> = withRule(
  record<PolicyMatch>("a map that says what the policy is about", {
    kinds: optional(
      eachOnce(matchedKindShape, "names of kinds", "kind"),
      [],
      "Canonical kinds, for example `ObjectStore`; `*` alone for whatever is changed",
    ),
    types: optional(eachOnce(nativeTypeShape, "native types", "type"), [], "Native types, for example `aws_s3_bucket`"),
    verbs: optional(eachOnce(oneOf(VERBS), "verbs", "verb"), [], "What is done; without it, anything"),
    principals: optional(
      eachOnce(oneOf(PRINCIPAL_KINDS), "kinds of principals", "kind"),
      [],
      "Who does it; without it, anyone",
    ),
    points: optional(
      eachOnce(oneOf(POINTS), "enforcement points", "point"),
      [],
      "Where it is asked; without it, anywhere",
    ),
    environments: optional(
      eachOnce(nameShape, "names of environments", "environment"),
      [],
      "In which environments; without it, in all",
    ),
  }),
  (value) => (value.kinds.length + value.types.length > 0 ? everyKindStandsAlone(value) : matchesNothing()),
  someOf("kinds", "types"),
);

function everyKindStandsAlone({ kinds }: PolicyMatch): RuleProblem | null {
  if (kinds.length < 2 || !kinds.includes(ANY_KIND)) return null;
  return {
    path: ["kinds"],
    code: "document-redundant-kinds",
    message: `\`${ANY_KIND}\` stands for every kind, but others stand beside it`,
    hint: `Keep \`[${JSON.stringify(ANY_KIND)}]\` or the names of kinds`,
  };
}

function matchesNothing(): RuleProblem {
  return {
    path: [],
    code: "document-empty",
    message: "`spec.match` names neither kinds nor types, so the policy is about nothing",
    hint: "Add `kinds`, for example `kinds: [ObjectStore]`",
  };
}

const validation: Shape<Validation> = record<Validation>("a map with `id` and `expression`", {
  id: required(nameShape, "Its id, unique in the policy; findings and waivers name it"),
  expression: required(expression, "What must be true, in CEL"),
  message: optional(proseShape, null, "What to tell people when it is not true"),
  messageExpression: optional(
    expression,
    null,
    "The message as an expression that gives a string; goes before `message`",
  ),
  evidence: optional(
    oneOf(EVIDENCE),
    "configuration",
    "`runtime` when only an inventory of what exists can tell; `configuration` unless given",
  ),
});

const parameter: Shape<Parameter> = withRule(
  record<Parameter>("a map with `schema` and `default`", {
    schema: required(propertySchemaShape, "The type of the parameter"),
    default: required(anyValue, "Its value unless a Settings document gives another"),
  }),
  ({ schema, default: value }) => defaultProblem(conformValue(value, schema)),
);

function defaultProblem(conformed: ConformedValue): RuleProblem | null {
  if (conformed.kind === "conforming") return null;
  const { path, message } = conformed.problem;
  const hint = "Change the value, or the `schema` of the parameter";
  return { path: ["default", ...path], code: "document-wrong-type", message, hint };
}

/** The `spec` of a Policy. */
export const policySpecShape: Shape<PolicySpec> = record<PolicySpec>("a map with `match` and `validations`", {
  description: optional(proseShape, null, "Why the policy exists, for people"),
  severity: optional(oneOf(SEVERITIES), "medium", "How bad a violation is; `medium` unless given"),
  mode: optional(oneOf(MODES), "enforce", "What a violation does; `enforce` unless given"),
  failurePolicy: optional(
    oneOf(["Fail", "Ignore"]),
    "Fail",
    "What an evaluation error counts as: `Fail` a violation (unless given), `Ignore` none",
  ),
  match: required(match, "What the policy is about"),
  matchConditions: optional(conditionsShape, [], "Conditions for the policy to apply at all"),
  variables: optional(
    variablesShape,
    [],
    "Named intermediate values, read as `variables.<name>`; each may use those before it",
  ),
  validations: required(
    list(validation, { of: "validations", atLeastOne: true, unique: { by: (item) => item.id, what: "id" } }),
    "What must be true",
  ),
  parameters: optional(
    mapOf(identifierShape, parameter, "parameters"),
    {},
    "Typed settings, read as `params.<name>`; a Settings document may override them",
  ),
  satisfies: optional(
    eachOnce(requirementRefShape, "requirements", "requirement"),
    [],
    "The framework requirements that it serves, for example `nist-800-53-r5/AC-6`",
  ),
  remediation: optional(proseShape, null, "How to put a violation right, for people"),
});
