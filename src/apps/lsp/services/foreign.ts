import { admissionEnvironment, readAdmissionDocuments, variableType } from "#core/admission";
import { typeOfText, type Environment, type Type } from "#core/language";
import type { Place } from "../text/place.ts";
import { textsOf, type Request } from "./request.ts";

/** The environments of an expression of a ValidatingAdmissionPolicy at a place; null where no expression stands. */
export function foreignEnvironmentsAt(place: Place, request: Request): readonly Environment[] | null {
  const path = place.path.join(".");
  if (place.kind !== "ValidatingAdmissionPolicy" || !EXPRESSION.test(path)) return null;
  const version = request.project.kubernetes;
  const [policy] = textsOf(place, request).flatMap((text) => readAdmissionDocuments(request.path, text).policies);
  // Of a policy that cannot be read it is not known whether it has parameters.
  const params = policy === undefined || policy.spec.paramKind !== null;
  if (place.path[1] === "matchConditions") return [admissionEnvironment({ params, variables: null, version })];
  const variables = new Map<string, Type>();
  const until = place.path[1] === "variables" ? Number(place.path[2]) : MOST_VARIABLES;
  for (const { name, expression } of policy?.spec.variables.slice(0, Math.min(until, MOST_VARIABLES)) ?? []) {
    const environment = admissionEnvironment({ params, variables, version });
    variables.set(name, variableType(typeOfText(expression.text, environment)));
  }
  return [admissionEnvironment({ params, variables, version })];
}

const EXPRESSION =
  /^spec\.(?:(?:validations|variables|matchConditions)\.\d+\.(?:expression|messageExpression)|auditAnnotations\.\d+\.valueExpression)$/;
const MOST_VARIABLES = 100;
