import {
  anyValue,
  bool,
  expression,
  list,
  oneOf,
  record,
  required,
  withRule,
  type DocumentNode,
  type RuleProblem,
  type Shape,
} from "#core/documents";
import { matchConditionsShape, variablesShape } from "../documents/expressions.ts";
import { defaulted, maybe } from "../documents/field.ts";
import { metadataShape, type ForeignMetadata } from "../documents/metadata.ts";
import { anyText } from "../documents/scalars.ts";
import type { NativeSource, TemplateDocument, TemplateValidation } from "./types.ts";

/** The engine whose source is CEL. */
const NATIVE = "K8sNativeValidation";

const validation: Shape<TemplateValidation> = record<TemplateValidation>("a map with `expression`", {
  expression: required(expression, "What must be true, in CEL"),
  message: maybe(anyText, "What to tell people when it is not true"),
  messageExpression: maybe(expression, "The message as an expression; goes before `message`"),
});

const nativeSource: Shape<NativeSource> = withRule(
  record<NativeSource & { readonly generateVAP: boolean | null }>("the source of a template in CEL", {
    failurePolicy: defaulted(oneOf(["Fail", "Ignore"]), "Fail", "What an error counts as"),
    matchCondition: defaulted(matchConditionsShape, [], "Conditions for the template to apply"),
    variables: defaulted(variablesShape, [], "Named values"),
    validations: required(list(validation, { of: "validations", atLeastOne: true }), "What must be true"),
    generateVAP: maybe(bool, "Whether Gatekeeper hands the template to the API server"),
  }),
  keptName,
);

/** Names that Gatekeeper keeps for itself, which it refuses (Gatekeeper, `pkg/drivers/k8scel/schema`). */
function keptName({ variables, matchCondition }: NativeSource): RuleProblem | null {
  const variable = variables.findIndex(({ name }) => KEPT.has(name) || name.startsWith(PREFIX));
  if (variable !== -1) return kept(["variables", variable, "name"], variables[variable]?.name ?? "");
  const condition = matchCondition.findIndex(({ name }) => name.startsWith(PREFIX));
  return condition === -1 ? null : kept(["matchCondition", condition, "name"], matchCondition[condition]?.name ?? "");
}

const KEPT: ReadonlySet<string> = new Set(["params", "anyObject"]);
const PREFIX = "gatekeeper_internal_";

function kept(path: RuleProblem["path"], name: string): RuleProblem {
  const message = `Gatekeeper keeps the name \`${name}\` for itself and refuses a template that declares it`;
  return { path, code: "document-invalid-name", message, hint: "Choose another name" };
}

interface Code {
  readonly engine: string;
  /** Null for engines other than CEL. */
  readonly source: NativeSource | null;
}

const anyCode = record<{ readonly engine: string; readonly source: unknown }>("a map with `engine` and `source`", {
  engine: required(anyText, "The engine of the code"),
  source: required(anyValue, "The code"),
});

const nativeCode = record<Code>("a map with `engine` and `source`", {
  engine: required(oneOf([NATIVE]), "The engine of the code"),
  source: required(nativeSource, "The code"),
});

/** Code of any engine; that of others is left unread. */
const code: Shape<Code> = {
  expected: anyCode.expected,
  read(node, place, reading) {
    if (engineOf(node) === NATIVE) return nativeCode.read(node, place, reading);
    const other = anyCode.read(node, place, reading);
    return other === undefined ? undefined : { engine: other.engine, source: null };
  },
  schema: (definitions) => anyCode.schema(definitions),
};

function engineOf(node: DocumentNode): unknown {
  const engine = node.kind === "map" ? node.entries.get("engine")?.value : undefined;
  return engine?.kind === "scalar" ? engine.value : undefined;
}

interface Target {
  readonly code: readonly Code[];
}

const target: Shape<Target> = record<
  Target & {
    readonly target: string;
    readonly rego: string | null;
    readonly libs: unknown;
    readonly operations: unknown;
  }
>("a map with `target` and `code`", {
  target: required(oneOf(["admission.k8s.gatekeeper.sh"]), "What is judged"),
  code: defaulted(list(code, { of: "code" }), [], "The code by engine"),
  rego: maybe(anyText, "Code in Rego"),
  libs: maybe(anyValue, "Libraries in Rego"),
  operations: maybe(anyValue, "The operations that are judged"),
});

const crd = record<{ readonly spec: { readonly names: { readonly kind: string } } }>("a map with `spec`", {
  spec: required(
    record<{ readonly names: { readonly kind: string }; readonly validation: unknown }>("a map with `names`", {
      names: required(
        record<{ readonly kind: string; readonly shortNames: unknown }>("a map with `kind`", {
          kind: required(anyText, "The kind of the constraints"),
          shortNames: maybe(anyValue, "Short names of the kind"),
        }),
        "The names of the constraints",
      ),
      validation: maybe(anyValue, "The schema of the parameters"),
    }),
    "What the constraints look like",
  ),
});

interface WrittenTemplate {
  readonly metadata: ForeignMetadata;
  readonly spec: {
    readonly crd: { readonly spec: { readonly names: { readonly kind: string } } };
    readonly targets: readonly Target[];
  };
}

const VERSIONS = ["v1", "v1beta1", "v1alpha1"].map((version) => `templates.gatekeeper.sh/${version}`);

const written = record<
  WrittenTemplate & { readonly apiVersion: string; readonly kind: string; readonly status: unknown }
>("a ConstraintTemplate", {
  apiVersion: required(oneOf(VERSIONS), "The version of the API"),
  kind: required(oneOf(["ConstraintTemplate"]), "The kind of the document"),
  metadata: required(metadataShape, "The name of the document"),
  spec: required(
    withRule(
      record<WrittenTemplate["spec"]>("the spec of a ConstraintTemplate", {
        crd: required(crd, "The constraints that it makes possible"),
        targets: required(list(target, { of: "targets", atLeastOne: true }), "The code"),
      }),
      onlyTarget,
    ),
    "What the template says",
  ),
  status: maybe(anyValue, "Written by a cluster"),
});

function onlyTarget({ targets }: WrittenTemplate["spec"]): RuleProblem | null {
  if (targets.length === 1) return null;
  const message = `\`targets\` has ${targets.length} elements, but Gatekeeper takes a template with exactly one`;
  return { path: ["targets"], code: "foreign-several-targets", message, hint: "Write a template for each" };
}

/** A ConstraintTemplate of Gatekeeper. */
export const templateShape: Shape<Omit<TemplateDocument, "origin">> = {
  expected: written.expected,
  read(node, place, reading) {
    const template = written.read(node, place, reading);
    if (template === undefined) return undefined;
    const { metadata, spec } = template;
    const native = spec.targets.flatMap((one) => one.code).find(({ engine }) => engine === NATIVE);
    return { metadata, constraintKind: spec.crd.spec.names.kind, source: native?.source ?? null };
  },
  schema: (definitions) => written.schema(definitions),
};
