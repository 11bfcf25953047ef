import type { Diagnostic } from "#core/diagnostics";
import type { PolicyDocument } from "#core/documents";
import { BOOL, DYN, STRING, type StructField } from "#core/language";
import type { CheckedPolicy, CheckedValidation } from "../bundle.ts";
import type { PolicyNames } from "../environment/policy-environment.ts";
import { checkSource, type SourceCheck } from "../expression/check-source.ts";
import { checkAcrossKinds, kindsOfSubject } from "./across-kinds.ts";
import { refuseAmbiguous } from "./refuse-ambiguous.ts";
import type { CheckContext } from "./check-context.ts";
import { checkSubject } from "./check-subject.ts";
import { effectiveParameters } from "./effective-parameters.ts";
import { parsePolicy, type ParsedPolicy, type ParsedVariable } from "./parse-policy.ts";
import { warnAboutConstants } from "./warn-about-constants.ts";
import { warnAboutUnused } from "./warn-about-unused.ts";

/** Checks all that a policy says against what is loaded. Null after an error in one of its expressions was reported. */
export function checkPolicy(document: PolicyDocument, context: CheckContext): CheckedPolicy | null {
  const { match } = document.spec;
  checkSubject(document, match, ["spec", "match"], context);
  const parameters = effectiveParameters(document, context);
  const parsed = parsePolicy(document, context.diagnostics);
  if (parsed === null) return null;
  warnAboutUnused(document, parsed, context);
  if (refuseAmbiguous(parsed, context)) return null;
  const kinds = kindsOfSubject(match, context.kinds);
  const expressions = checkAcrossKinds(kinds, context.diagnostics, (kind, diagnostics) =>
    checkExpressions(parsed, namesOf(parsed), { kind, diagnostics, context }),
  );
  if (expressions === null) return null;
  warnAboutConstants(document, expressions.validations, context);
  return { document, parameters, ...expressions };
}

type CheckedExpressions = Pick<CheckedPolicy, "matchConditions" | "variables" | "validations">;
type GrowingNames = PolicyNames & { readonly variables: Map<string, StructField> };

interface OneKind {
  readonly kind: string | null;
  readonly diagnostics: Diagnostic[];
  readonly context: CheckContext;
}

/** Null for a policy that declares neither parameters nor variables. */
function namesOf({ document, variables }: ParsedPolicy): GrowingNames | null {
  const { parameters } = document.spec;
  if (variables.length === 0 && Object.keys(parameters).length === 0) return null;
  return { parameters, variables: new Map() };
}

function checkExpressions(parsed: ParsedPolicy, names: GrowingNames | null, one: OneKind): CheckedExpressions | null {
  const environment = one.context.environments.policy(one.kind, names);
  const untyped: SourceCheck = { environment, diagnostics: one.diagnostics };
  const bool: SourceCheck = { ...untyped, expected: BOOL };
  const variables = parsed.variables.map((variable) => checkVariable(variable, untyped, names?.variables));
  const conditions = parsed.matchConditions.map(({ name, parsed }) => named(name, checkSource(parsed, bool)));
  const validations = parsed.validations.map((validation) => checkValidation(validation, bool, untyped));
  if (!allPresent(variables) || !allPresent(conditions) || !allPresent(validations)) return null;
  return { variables, matchConditions: conditions, validations };
}

/** A variable that has an error counts as `dyn` afterwards, so that one mistake is told once. */
function checkVariable(
  { name, parsed }: ParsedVariable,
  check: SourceCheck,
  declared: Map<string, StructField> | undefined,
): CheckedPolicy["variables"][number] | null {
  const checked = checkSource(parsed, check);
  declared?.set(name, { type: checked?.type ?? DYN });
  return named(name, checked);
}

function checkValidation(
  { id, message, parsed, parsedMessage }: ParsedPolicy["validations"][number],
  bool: SourceCheck,
  untyped: SourceCheck,
): CheckedValidation | null {
  const checked = checkSource(parsed, bool);
  if (parsedMessage === null) return checked === null ? null : { id, checked, message, messageExpression: null };
  const messageExpression = checkSource(parsedMessage, { ...untyped, expected: STRING });
  return checked === null || messageExpression === null ? null : { id, checked, message, messageExpression };
}

function named<Checked>(name: string, checked: Checked | null): { name: string; checked: Checked } | null {
  return checked === null ? null : { name, checked };
}

function allPresent<T>(items: readonly (T | null)[]): items is readonly T[] {
  return !items.includes(null);
}
