import type { Value } from "#core/language";
import { canonicalJson } from "../json/canonical-json.ts";
import type { Resource } from "../resource/resource.ts";
import type { Effect, Proposal } from "./proposal.ts";

/** The members of each part in the order of their names. */
const PROPOSAL = ["context", "effects", "principal"] as const;
const EFFECT = ["before", "changed", "previousId", "resource", "source", "traits", "verb"] as const;
const RESOURCE = [
  "environment",
  "id",
  "kind",
  "labels",
  "links",
  "name",
  "native",
  "properties",
  "provider",
  "region",
  "scope",
  "source",
  "type",
] as const;

/**
 * What `canonicalJson()` makes of a proposal, whose digest is most of what recording a decision costs: its members are known, and a resource that stays as it is
 * stands in it twice. A part that has other members than it should is written as any value.
 */
export function canonicalProposal(proposal: Proposal): string {
  return written(proposal, PROPOSAL, (key) =>
    key === "effects" ? `[${proposal.effects.map(effectText).join(",")}]` : valueText(askedProposal(proposal)[key]),
  );
}

/** A proposal without what is known beside it: what its digest covers, and what is written down of it. */
export function askedProposal(proposal: Proposal): Proposal {
  if (proposal.context.history === undefined) return proposal;
  const { history: _, ...context } = proposal.context;
  return { ...proposal, context };
}

function effectText(effect: Effect): string {
  const resource = resourceText(effect.resource);
  const before =
    effect.before === null ? "null" : effect.before === effect.resource ? resource : resourceText(effect.before);
  return written(effect, EFFECT, (key) => {
    if (key === "resource") return resource;
    return key === "before" ? before : valueText(effect[key]);
  });
}

function resourceText(resource: Resource): string {
  return written(resource, RESOURCE, (key) => valueText(resource[key] ?? null));
}

function written<Key extends string>(part: object, keys: readonly Key[], member: (key: Key) => string): string {
  let text = "{";
  let count = 0;
  for (const key of keys) {
    if (!Object.hasOwn(part, key)) continue;
    text += `${count === 0 ? "" : ","}"${key}":${member(key)}`;
    count += 1;
  }
  return count === Object.keys(part).length ? `${text}}` : valueText(part);
}

/** Parts of proposals are plain objects of values, which their interfaces cannot say. */
function valueText(value: unknown): string {
  // oxlint-disable-next-line no-unsafe-type-assertion -- as said above
  return canonicalJson(value as Value);
}
