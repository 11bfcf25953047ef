import type { ValueObject } from "#core/language";
import { canonicalJson, sha256Hex, type Effect, type Resource, type Unresolved } from "#core/model";
import type { DecisionMessage, PlanChanges } from "#core/wire";
import type { Receipt } from "./receipt.ts";

/**
 * The digest of what a plan would do, as `sha256:` and hex: the canonical form of the changes but for where they were read, so that the same file gives the
 * same digest in whatever folder it lies.
 */
export function changesDigest({ effects, unresolved, environment }: PlanChanges): string {
  return digest({
    environment,
    effects: effects.map(withoutSource),
    unresolved: unresolved.map(({ code, message }: Unresolved) => ({ code, message })),
  });
}

function withoutSource({ source: _source, resource, before, ...effect }: Effect): object {
  return { ...effect, resource: placeless(resource), before: before === null ? null : placeless(before) };
}

function placeless({ source: _source, ...resource }: Resource): object {
  return resource;
}

/**
 * The digest of exactly what somebody approves: this plan, proposed by this principal, decided by this bundle with these reasons. Whoever is asked to apply
 * something else, or by something else, has no approval.
 */
export function approvalSubject(receipt: ApprovedContent, reasons: DecisionMessage["reasons"]): string {
  const { plan, changes, proposal, bundle, principal } = receipt;
  const why = reasons.map(({ code, message, effect }) => ({ code, message, effect }));
  return digest({ plan: plan.digest, changes, proposal, bundle, principal: { ...principal }, reasons: why });
}

/** The part of a receipt that is approved. */
export type ApprovedContent = Pick<Receipt, "plan" | "changes" | "proposal" | "bundle" | "principal">;

function digest(content: object): string {
  // oxlint-disable-next-line no-unsafe-type-assertion -- plain objects of values, which their interfaces cannot say
  return `sha256:${sha256Hex(canonicalJson(content as ValueObject))}`;
}
