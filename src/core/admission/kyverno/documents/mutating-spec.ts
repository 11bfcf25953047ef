import {
  anyValue,
  bool,
  expression,
  oneOf,
  record,
  required,
  withRule,
  type RuleProblem,
  type Shape,
  type SourceExpression,
} from "#core/documents";
import { matchConditionsShape, variablesShape } from "../../documents/expressions.ts";
import { defaulted, maybe } from "../../documents/field.ts";
import { matchResourcesFields, matchResourcesShape } from "../../documents/match-resources.ts";
import { mutationsShape } from "../../documents/mutations.ts";
import { anyText } from "../../documents/scalars.ts";
import type { MatchResources } from "../../matching/match-resources.ts";
import {
  auditAnnotationsField,
  enabledShape,
  podControllersField,
  switchShape,
  unknownMode,
  type Controllers,
  type Switch,
} from "./parts.ts";
import type { KyvernoMutatingSpec } from "./types.ts";

interface Evaluation {
  readonly mode: string;
  readonly admission: Switch | null;
  readonly background: Switch | null;
  readonly mutateExisting: Switch | null;
  readonly skipBackgroundRequests: boolean;
  readonly useServerSideApply: boolean;
}

const evaluation: Shape<Evaluation> = record<Evaluation>("how the policy is evaluated", {
  mode: defaulted(anyText, "Kubernetes", "What is evaluated"),
  admission: maybe(enabledShape, "Whether requests are changed"),
  background: maybe(enabledShape, "Whether what exists is evaluated"),
  mutateExisting: maybe(switchShape(false), "Whether requests cause changes to what exists"),
  skipBackgroundRequests: defaulted(bool, true, "Whether requests of Kyverno itself are passed over"),
  useServerSideApply: defaulted(bool, false, "Whether what is atomic may be replaced"),
});

interface Autogen {
  readonly podControllers: Controllers | null;
  readonly mutatingAdmissionPolicy: Switch | null;
}

const autogen: Shape<Autogen> = record<Autogen>("what is generated from the policy", {
  podControllers: podControllersField,
  mutatingAdmissionPolicy: maybe(switchShape(false), "Whether a cluster gets the policy as its own"),
});

type Targets = MatchResources & { readonly expression: SourceExpression | null };

const targets: Shape<Targets> = record<Targets>("what is changed beside the request", {
  ...matchResourcesFields,
  expression: maybe(expression, "An expression that gives the objects"),
});

type Kept = "failurePolicy" | "matchConditions" | "variables" | "mutations" | "auditAnnotations" | "reinvocationPolicy";

interface WrittenSpec extends Pick<KyvernoMutatingSpec, Kept> {
  readonly matchConstraints: MatchResources;
  readonly targetMatchConstraints: Targets | null;
  readonly targetMatchConditions: KyvernoMutatingSpec["targetConditions"];
  readonly evaluation: Evaluation | null;
  readonly autogen: Autogen | null;
  readonly webhookConfiguration: unknown;
}

const written: Shape<WrittenSpec> = withRule(
  record<WrittenSpec>("the spec of a MutatingPolicy", {
    failurePolicy: defaulted(oneOf(["Fail", "Ignore"]), "Fail", "What an error counts as"),
    matchConstraints: required(matchResourcesShape, "What the policy is about"),
    matchConditions: defaulted(matchConditionsShape, [], "Conditions for the policy to apply"),
    targetMatchConstraints: maybe(targets, "What is changed beside the request"),
    targetMatchConditions: defaulted(matchConditionsShape, [], "Conditions for such an object to be changed"),
    variables: defaulted(variablesShape, [], "Named values"),
    mutations: required(mutationsShape, "What is changed"),
    auditAnnotations: auditAnnotationsField,
    reinvocationPolicy: defaulted(
      oneOf(["Never", "IfNeeded"]),
      "Never",
      "Whether it is asked again after later changes",
    ),
    evaluation: maybe(evaluation, "How the policy is evaluated"),
    autogen: maybe(autogen, "What is generated from the policy"),
    webhookConfiguration: maybe(anyValue, "How the cluster calls Kyverno"),
  }),
  problemOf,
);

function problemOf({ evaluation: how, matchConstraints }: WrittenSpec): RuleProblem | null {
  const mode = how?.mode ?? "Kubernetes";
  if (mode !== "Kubernetes") return unknownMode(mode, ["Kubernetes"]);
  if (matchConstraints.resourceRules.length > 0) return null;
  const message = "`spec.matchConstraints.resourceRules` is empty, so the policy is about nothing";
  return { path: ["matchConstraints"], code: "document-empty", message, hint: "List the resources" };
}

/** The `spec` of a MutatingPolicy of Kyverno. */
export const kyvernoMutatingSpecShape: Shape<KyvernoMutatingSpec> = {
  expected: written.expected,
  read(node, place, reading) {
    const spec = written.read(node, place, reading);
    return spec === undefined ? undefined : decisive(spec);
  },
  schema: (definitions) => written.schema(definitions),
};

/** What of a spec decides. */
function decisive(spec: WrittenSpec): KyvernoMutatingSpec {
  const { evaluation: how, autogen: generated, targetMatchConstraints, targetMatchConditions, ...rest } = spec;
  return {
    ...rest,
    ...evaluatedAs(how),
    targets: targetMatchConstraints && {
      constraints: targetMatchConstraints,
      expression: targetMatchConstraints.expression,
    },
    targetConditions: targetMatchConditions,
    podControllers: generated?.podControllers?.controllers ?? null,
  };
}

function evaluatedAs(
  how: Evaluation | null,
): Pick<KyvernoMutatingSpec, "admission" | "mutatesExisting" | "replacesAtomics"> {
  return {
    admission: how?.admission?.enabled ?? true,
    mutatesExisting: how?.mutateExisting?.enabled ?? false,
    replacesAtomics: how?.useServerSideApply ?? false,
  };
}
