import type { Bundle, CheckedPolicy } from "#core/bundle";
import { ANY_KIND, type Mapping } from "#core/documents";

/** A policy about resources of one native type, which the target judges by their fields. */
export interface Part {
  readonly policy: CheckedPolicy;
  readonly kind: string;
  readonly mapping: Mapping;
  readonly type: string;
}

/** What of a policy is about types of a target: its parts, or one reason why none of it can be said. */
export type PolicyParts =
  | { readonly kind: "parts"; readonly parts: readonly Part[] }
  | { readonly kind: "refused"; readonly about: string; readonly types: readonly string[]; readonly reason: string }
  | { readonly kind: "elsewhere" };

/** Takes a policy apart for a target whose types `isOwn` knows. */
export function partsOf(policy: CheckedPolicy, { kinds }: Bundle, isOwn: (type: string) => boolean): PolicyParts {
  const { match } = policy.document.spec;
  const all = match.kinds.length > 0 ? match.kinds : match.types.flatMap((type) => kinds.kindsOf(type));
  const reason = refusalOf(policy);
  if (all.includes(ANY_KIND))
    return { kind: "refused", about: ANY_KIND, types: [ANY_KIND], reason: reason ?? EVERY_KIND };
  const parts = [...new Set(all)].flatMap((kind) =>
    kinds
      .mappingsOf(kind)
      .flatMap((mapping) =>
        mapping.types
          .filter((type) => isOwn(type) && (match.types.length === 0 || match.types.includes(type)))
          .map((type) => ({ policy, kind, mapping, type })),
      ),
  );
  if (parts.length === 0) return { kind: "elsewhere" };
  if (reason === null) return { kind: "parts", parts };
  const about = [...new Set(parts.map(({ kind }) => kind))].join(", ");
  return { kind: "refused", about, types: [...new Set(parts.map(({ type }) => type))], reason };
}

const EVERY_KIND = "it is about resources of every kind";

/** Why no validation of a policy can be said; null when nothing stands in the way. */
function refusalOf({ document }: CheckedPolicy): string | null {
  const { verbs, principals, environments, points } = document.spec.match;
  if (principals.length > 0)
    return `it is about what is done by ${principals.join(" or ")}, and a resource does not tell who writes it`;
  if (environments.length > 0) return "it is limited to environments, which a resource does not tell";
  if (points.length > 0) return `it is asked only at ${points.join(" and ")}`;
  return WRITES.some((verb) => verbs.length === 0 || verbs.includes(verb))
    ? null
    : `it is about ${verbs.join(" and ")} only`;
}

/** What a target asks about. */
export type Write = "create" | "update";
export const WRITES: readonly Write[] = ["create", "update"];

/** Why nothing can be said of a part; null when nothing stands in the way. */
export function obstacleTo({ kind, mapping, type }: Part, { kinds }: Bundle): string | null {
  if (mapping.each !== null) return "it is about each of several parts of the resource";
  const all = kinds.mappingsOf(kind);
  const rival = all.slice(0, all.indexOf(mapping)).find((one) => one.each === null && one.types.includes(type));
  return rival === undefined ? null : "another mapping of its kind takes some of these resources first";
}

/** What the guardrails of a policy leave out or take in besides, whatever they say. */
export function generalDifferences({ document }: CheckedPolicy, waived: ReadonlySet<string>): readonly string[] {
  const { verbs } = document.spec.match;
  const unseen = (["delete", "release"] as const).filter((verb) => verbs.length === 0 || verbs.includes(verb));
  return [
    ...(waived.has(document.metadata.name) ? ["stricter: waivers of it do not reach the cloud"] : []),
    ...(unseen.length === 0 ? [] : [`weaker: it is not asked at ${unseen.join(" and ")}`]),
  ];
}
