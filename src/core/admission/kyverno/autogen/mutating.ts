import type { NamedExpression, SourceExpression } from "#core/documents";
import type { Mutation } from "../../documents/mutating-types.ts";
import type { KyvernoMutatingPolicy } from "../documents/types.ts";
import { generatedMatches, wholeExpressions, type GeneratedPolicy } from "./autogen.ts";

/** A mutating policy for Pods, rewritten for one kind of controllers. */
export interface GeneratedMutatingPolicy {
  readonly config: GeneratedPolicy["config"];
  readonly policy: KyvernoMutatingPolicy;
}

/**
 * What Kyverno makes of a mutating policy about Pods alone. Conditions and configurations are rewritten, whereas variables and JSON patches are kept
 * as they are, and so speak of the controller. Source: Kyverno, `pkg/cel/policies/mpol/autogen`.
 */
export function generateMutatingPolicies(policy: KyvernoMutatingPolicy): readonly GeneratedMutatingPolicy[] {
  const { origin, spec } = policy;
  return generatedMatches(spec.matchConstraints, spec.podControllers).map(({ config, match }) => {
    const rewritten = {
      ...spec,
      matchConstraints: match,
      matchConditions: spec.matchConditions.map((one): NamedExpression => {
        return { ...one, expression: rewrite(one.expression, config) };
      }),
      mutations: spec.mutations.map((one): Mutation => {
        return one.patchType === "JSONPatch" ? one : { ...one, expression: rewrite(one.expression, config) };
      }),
    };
    return { config, policy: { ...policy, origin: wholeExpressions(origin), spec: rewritten } };
  });
}

function rewrite(source: SourceExpression, config: GeneratedPolicy["config"]): SourceExpression {
  return { ...source, text: rewriteMutation(source.text, config) };
}

const TEMPLATES = {
  cronjobs: ["spec", "jobTemplate", "spec", "template"],
  defaults: ["spec", "template"],
} as const;

/**
 * Points an expression about a Pod at the Pod inside a controller, and puts the object that it builds inside the object that holds the Pod. It goes
 * by the letters alone, as Kyverno does, in its order.
 */
export function rewriteMutation(text: string, config: GeneratedPolicy["config"]): string {
  const template = TEMPLATES[config].join(".");
  const moved = PATHS.reduce((written, [path, field]) => {
    return ["object", "Object"].reduce(
      (all, root) => all.replaceAll(`${root}.${path}`, `${root}.${template}.${field}`),
      written,
    );
  }, text);
  return wrap(moved, TEMPLATES[config]);
}

/** The paths that are rewritten, each with its form below the template. */
const PATHS = [
  ["spec", "spec"],
  ["metadata.labels", "metadata.labels"],
  ["metadata.annotations", "metadata.annotations"],
] as const;

const START = "Object{";

/** An expression that starts with an object and never closes it is left as it is. */
function wrap(text: string, template: readonly string[]): string {
  const trimmed = text.trim();
  if (!trimmed.startsWith(START)) return text;
  const content = trimmed.slice(START.length);
  const end = closingBrace(content);
  if (end <= 0) return text;
  const types = template.map((_, at) => ["Object", ...template.slice(0, at + 1)].join("."));
  const opening = template.map((field, at) => `${field}: ${types[at] ?? ""}{`).join("");
  return `${START}${opening}${content.slice(0, end)}${"}".repeat(template.length + 1)}${content.slice(end + 1)}`;
}

/** The position of the brace that closes the object around a text. */
function closingBrace(content: string): number {
  let open = 1;
  for (let at = 0; at < content.length; at += 1) {
    const char = content[at];
    if (char === "{") open += 1;
    else if (char === "}") open -= 1;
    if (open === 0) return at;
  }
  return 0;
}
