import {
  anyValue,
  expression,
  list,
  oneOf,
  record,
  required,
  withRule,
  type RuleProblem,
  type Shape,
} from "#core/documents";
import { defaulted, maybe } from "../../documents/field.ts";
import { matchResourcesShape } from "../../documents/match-resources.ts";
import { anyText } from "../../documents/scalars.ts";
import type { ValidationAction } from "../../documents/types.ts";
import { matchConditionsShape, variablesShape } from "../../documents/expressions.ts";
import {
  auditAnnotationsField,
  enabledShape,
  podControllersField,
  unknownMode,
  type Controllers,
  type Switch,
} from "./parts.ts";
import type { KyvernoSpec, KyvernoValidation } from "./types.ts";

const validation = record<KyvernoValidation & { readonly reason: string | null }>("a map with `expression`", {
  expression: required(expression, "What must be true, in CEL"),
  message: maybe(anyText, "What to tell people when it is not true"),
  messageExpression: maybe(expression, "The message as an expression; goes before `message`"),
  reason: maybe(anyText, "The reason in the status of the answer"),
});

interface Evaluation {
  readonly mode: string;
  readonly admission: Switch | null;
  readonly background: Switch | null;
}

const evaluation: Shape<Evaluation> = record<Evaluation>("how the policy is evaluated", {
  mode: defaulted(anyText, "Kubernetes", "What is evaluated"),
  admission: maybe(enabledShape, "Whether requests are evaluated"),
  background: maybe(enabledShape, "Whether what exists is evaluated"),
});

interface Autogen {
  readonly podControllers: Controllers | null;
  readonly validatingAdmissionPolicy: unknown;
}

const autogen: Shape<Autogen> = record<Autogen>("what is generated from the policy", {
  podControllers: podControllersField,
  validatingAdmissionPolicy: maybe(enabledShape, "Whether a cluster gets the policy as its own"),
});

interface WrittenSpec extends Omit<KyvernoSpec, "mode" | "podControllers" | "admission" | "background"> {
  readonly evaluation: Evaluation | null;
  readonly autogen: Autogen | null;
  readonly webhookConfiguration: unknown;
}

/** What a failure does where the policy names no action, or an empty list of them. */
const DENIES: readonly ValidationAction[] = ["Deny"];

const written: Shape<WrittenSpec> = withRule(
  record<WrittenSpec>("the spec of a ValidatingPolicy", {
    failurePolicy: defaulted(oneOf(["Fail", "Ignore"]), "Fail", "What an error counts as"),
    validationActions: defaulted(
      list(oneOf<ValidationAction>(["Deny", "Warn", "Audit"]), { of: "actions" }),
      DENIES,
      "What a failure does",
    ),
    matchConstraints: maybe(matchResourcesShape, "What the policy is about"),
    matchConditions: defaulted(matchConditionsShape, [], "Conditions for the policy to apply"),
    variables: defaulted(variablesShape, [], "Named values"),
    validations: defaulted(list(validation, { of: "validations" }), [], "What must be true"),
    auditAnnotations: auditAnnotationsField,
    evaluation: maybe(evaluation, "How the policy is evaluated"),
    autogen: maybe(autogen, "What is generated from the policy"),
    webhookConfiguration: maybe(anyValue, "How the cluster calls Kyverno"),
  }),
  problemOf,
);

const MODES = ["Kubernetes", "JSON"];

function problemOf({ evaluation: how, matchConstraints, validations }: WrittenSpec): RuleProblem | null {
  const mode = how?.mode ?? "Kubernetes";
  if (!MODES.includes(mode)) return unknownMode(mode, MODES);
  if (mode === "Kubernetes" && (matchConstraints?.resourceRules.length ?? 0) === 0) {
    const message = "`spec.matchConstraints.resourceRules` is empty, so the policy is about nothing";
    return { path: ["matchConstraints"], code: "document-empty", message, hint: "List the resources" };
  }
  if (validations.length > 0) return null;
  const message = "`spec.validations` is empty, so the policy says nothing";
  return { path: ["validations"], code: "document-empty", message, hint: "Add `validations`" };
}

/** The `spec` of a ValidatingPolicy of Kyverno. */
export const kyvernoSpecShape: Shape<KyvernoSpec> = {
  expected: written.expected,
  read(node, place, reading) {
    const spec = written.read(node, place, reading);
    if (spec === undefined) return undefined;
    const { evaluation: how, autogen: generated, validationActions: actions, ...rest } = spec;
    const podControllers = generated?.podControllers?.controllers ?? null;
    return { ...rest, ...evaluatedAs(how), validationActions: actions.length === 0 ? DENIES : actions, podControllers };
  },
  schema: (definitions) => written.schema(definitions),
};

function evaluatedAs(how: Evaluation | null): Pick<KyvernoSpec, "mode" | "admission" | "background"> {
  return {
    mode: how?.mode === "JSON" ? "JSON" : "Kubernetes",
    admission: how?.admission?.enabled ?? true,
    background: how?.background?.enabled ?? true,
  };
}
