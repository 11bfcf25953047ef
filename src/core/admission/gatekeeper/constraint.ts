import {
  anyValue,
  list,
  oneOf,
  record,
  required,
  toValue,
  withRule,
  type RuleProblem,
  type Shape,
} from "#core/documents";
import { isObject } from "#core/model";
import { defaulted, maybe } from "../documents/field.ts";
import { labelSelectorShape } from "../documents/match-resources.ts";
import { metadataShape, type ForeignMetadata } from "../documents/metadata.ts";
import { anyText } from "../documents/scalars.ts";
import { EVERYTHING } from "../matching/label-selector.ts";
import type { ConstraintDocument, ConstraintMatch, EnforcementAction, MatchedKinds } from "./types.ts";

const words = list(anyText, { of: "words" });

const kinds: Shape<MatchedKinds> = record<MatchedKinds>("a map with `apiGroups` and `kinds`", {
  apiGroups: defaulted(words, [], "The groups, `*` for all"),
  kinds: defaulted(words, [], "The kinds, `*` for all"),
});

const EVERY_OBJECT: ConstraintMatch = {
  kinds: [],
  scope: "*",
  namespaces: [],
  excludedNamespaces: [],
  labelSelector: EVERYTHING,
  namespaceSelector: EVERYTHING,
  name: "",
  source: "All",
};

const match: Shape<ConstraintMatch> = record<ConstraintMatch>("what the constraint is about", {
  kinds: defaulted(list(kinds, { of: "kinds" }), [], "The kinds of objects"),
  scope: defaulted(oneOf(["*", "Cluster", "Namespaced"]), "*", "Whether in namespaces or not"),
  namespaces: defaulted(words, [], "The namespaces, with `*` at the ends"),
  excludedNamespaces: defaulted(words, [], "The namespaces that are left out"),
  labelSelector: defaulted(labelSelectorShape, EVERYTHING, "The labels of the object"),
  namespaceSelector: defaulted(labelSelectorShape, EVERYTHING, "The labels of the namespace"),
  name: defaulted(anyText, "", "The name of the object, with `*` at the ends"),
  source: defaulted(oneOf(["All", "Original", "Generated"]), "All", "Whether written or made from what is written"),
});

interface ScopedAction {
  readonly action: EnforcementAction;
  readonly enforcementPoints: readonly { readonly name: string }[];
}

const ACTIONS = ["deny", "warn", "dryrun"] as const;

const scopedAction: Shape<ScopedAction> = record<ScopedAction>("a map with `action` and `enforcementPoints`", {
  action: required(oneOf(ACTIONS), "What a violation does"),
  enforcementPoints: required(
    list(record<{ readonly name: string }>("a map with `name`", { name: required(anyText, "The point") }), {
      of: "enforcement points",
    }),
    "Where it does so",
  ),
});

interface ConstraintSpec {
  readonly enforcementAction: EnforcementAction | "scoped";
  readonly scopedEnforcementActions: readonly ScopedAction[];
  readonly match: ConstraintMatch;
}

const NO_SPEC: ConstraintSpec = { enforcementAction: "deny", scopedEnforcementActions: [], match: EVERY_OBJECT };

const spec: Shape<ConstraintSpec> = withRule(
  record<ConstraintSpec & { readonly parameters: unknown }>("the spec of a constraint", {
    enforcementAction: defaulted(oneOf([...ACTIONS, "scoped"]), "deny", "What a violation does"),
    scopedEnforcementActions: defaulted(list(scopedAction, { of: "actions" }), [], "The same for each point"),
    match: defaulted(match, EVERY_OBJECT, "What the constraint is about"),
    parameters: maybe(anyValue, "The parameters of the template"),
  }),
  scopedProblem,
);

function scopedProblem({ enforcementAction, scopedEnforcementActions }: ConstraintSpec): RuleProblem | null {
  if (enforcementAction !== "scoped" || scopedEnforcementActions.length > 0) return null;
  return {
    path: ["enforcementAction"],
    code: "foreign-no-scoped-action",
    message: "`enforcementAction` is `scoped`, but there are no `scopedEnforcementActions`",
    hint: "List them, or write `deny`",
  };
}

const VERSIONS = ["v1", "v1beta1", "v1alpha1"].map((version) => `constraints.gatekeeper.sh/${version}`);

interface WrittenConstraint {
  readonly kind: string;
  readonly metadata: ForeignMetadata;
  readonly spec: ConstraintSpec;
}

const written = record<WrittenConstraint & { readonly apiVersion: string; readonly status: unknown }>("a constraint", {
  apiVersion: required(oneOf(VERSIONS), "The version of the API"),
  kind: required(anyText, "The kind that a template defines"),
  metadata: required(metadataShape, "The name of the document"),
  spec: defaulted(spec, NO_SPEC, "What the constraint says"),
  status: maybe(anyValue, "Written by a cluster"),
});

/** A constraint of Gatekeeper. */
export const constraintShape: Shape<Omit<ConstraintDocument, "origin">> = {
  expected: written.expected,
  read(node, place, reading) {
    const constraint = written.read(node, place, reading);
    if (constraint === undefined) return undefined;
    const value = toValue(node);
    const { kind, metadata, spec: said } = constraint;
    return { kind, metadata, match: said.match, actions: actionsOf(said), value: isObject(value) ? value : {} };
  },
  schema: (definitions) => written.schema(definitions),
};

/** The name of the point that is asked when an object is admitted, and what stands for all points. */
const ADMISSION: ReadonlySet<string> = new Set(["validation.gatekeeper.sh", "*"]);

function actionsOf({ enforcementAction, scopedEnforcementActions }: ConstraintSpec): readonly EnforcementAction[] {
  if (enforcementAction !== "scoped") return [enforcementAction];
  const here = scopedEnforcementActions.filter((one) => one.enforcementPoints.some(({ name }) => ADMISSION.has(name)));
  return [...new Set(here.map(({ action }) => action))];
}
