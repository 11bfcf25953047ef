import { bool, expression, list, oneOf, record, required, type RuleProblem, type Shape } from "#core/documents";
import { defaulted, maybe } from "../../documents/field.ts";
import { anyText } from "../../documents/scalars.ts";
import type { AuditAnnotation } from "../../documents/types.ts";

const CONTROLLERS = ["daemonsets", "deployments", "replicasets", "statefulsets", "jobs", "cronjobs"];

const auditAnnotation: Shape<AuditAnnotation> = record<AuditAnnotation>("a map with `key` and `valueExpression`", {
  key: required(anyText, "The key of the annotation"),
  valueExpression: required(expression, "Its value, an expression that gives text"),
});

/** What a policy writes to the audit log. */
export const auditAnnotationsField: ReturnType<typeof defaulted<readonly AuditAnnotation[]>> = defaulted<
  readonly AuditAnnotation[]
>(
  list(auditAnnotation, { of: "annotations", unique: { by: (item) => item.key, what: "key" } }),
  [],
  "What is written to the audit log",
);

export interface Switch {
  readonly enabled: boolean;
}

/** A switch that is on unless it is turned off. */
export const enabledShape: Shape<Switch> = switchShape(true);

/** A switch, and what it is where nothing is said. */
export function switchShape(otherwise: boolean): Shape<Switch> {
  return record<Switch>("a map with `enabled`", { enabled: defaulted(bool, otherwise, "Whether it is done") });
}

export interface Controllers {
  readonly controllers: readonly string[] | null;
}

/** The controllers that rules for Pods are rewritten for. */
export const podControllersField: ReturnType<typeof maybe<Controllers>> = maybe<Controllers>(
  record<Controllers>("a map with `controllers`", {
    controllers: maybe(list(oneOf(CONTROLLERS), { of: "controllers" }), "The controllers; without it, all"),
  }),
  "What rules for Pods are rewritten for",
);

/** What is said of a policy whose mode of evaluation is none of `modes`. */
export function unknownMode(mode: string, modes: readonly string[]): RuleProblem {
  const message = `A policy of evaluation mode \`${mode}\` cannot be run here, only of ${modes.join(" and ")}`;
  const hint = "Leave it out, or rely on Kyverno for it";
  return { path: ["evaluation", "mode"], code: "foreign-unsupported-mode", message, hint };
}
