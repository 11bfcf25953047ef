import type { Value } from "#core/language";
import { setOwn, type Principal, type PrincipalKind } from "#core/model";
import { actorsOf } from "./actors.ts";
import { claimAt, textsOf } from "./claims.ts";
import type { IdentityRefusal, IdentityRefusalCode, ProvenIdentity } from "./identity.ts";

/** What the operator says of the callers that one issuer vouches for. Claims are named as `claimAt` reads them. */
export interface PrincipalRules {
  readonly kind: PrincipalKind;
  /** What somebody is who acts on behalf of another, where a token names actors. */
  readonly actorKind: PrincipalKind;
  /** Put before every id (and every id of the chain), so that two issuers never name the same principal. */
  readonly prefix: string;
  /** The claim that names the principal; null takes the subject. */
  readonly idClaim: string | null;
  readonly groupsClaim: string | null;
  /** The claims that policies may read as attributes. */
  readonly attributeClaims: readonly string[];
  /**
   * The texts that a claim must be one of; every entry must hold. A public issuer vouches for strangers too (every repository of a forge, every
   * account of a mail provider), so this is what tells one's own.
   */
  readonly requiredClaims: Readonly<Record<string, readonly string[]>>;
}

export type PrincipalResult =
  | { readonly kind: "principal"; readonly principal: Principal }
  | { readonly kind: "refused"; readonly refusal: IdentityRefusal };

/**
 * The principal that a proven identity is, by the rules of its issuer.
 *
 * Total and pure. Whatever cannot be told refuses: a condition that does not hold, a named id that is missing, groups that are no texts, a chain
 * that cannot be read. The chain is never shortened.
 */
export function principalOf(identity: ProvenIdentity, rules: PrincipalRules): PrincipalResult {
  const unmet = unmetCondition(identity, rules);
  if (unmet !== null) return refused("identity-condition", unmet);
  const named = nameOf(identity, rules);
  if (named === null)
    return refused(
      "identity-claim-missing",
      `The claim \`${rules.idClaim ?? "sub"}\`, which names the caller, is not a text of at most ${MOST_CHARACTERS} characters`,
    );
  if (rules.idClaim === "email" && claimAt(identity.claims, "email_verified") !== true)
    return refused("identity-condition", "The claim `email` names the caller, but the issuer has not verified it");
  const groups = groupsOf(identity, rules);
  if (groups === null)
    return refused("identity-claim-missing", `The claim \`${String(rules.groupsClaim)}\` is not a list of texts`);
  const chain = actorsOf(named, identity);
  if (chain.kind === "broken") return refused("identity-chain", `The token ${chain.reason}`);
  const ids = chain.subjects.map((subject) => `${rules.prefix}${subject}`);
  const delegated = ids.length > 1;
  return {
    kind: "principal",
    principal: {
      id: ids.at(-1) ?? `${rules.prefix}${named}`,
      kind: delegated ? rules.actorKind : rules.kind,
      // Groups are the subject's, and nobody who acts for it inherits them.
      groups: delegated ? [] : groups,
      attributes: attributesOf(identity, rules, ids.length - 1),
      chain: ids.slice(0, -1),
    },
  };
}

function unmetCondition({ claims }: ProvenIdentity, { requiredClaims }: PrincipalRules): string | null {
  for (const [path, allowed] of Object.entries(requiredClaims)) {
    const texts = textsOf(claimAt(claims, path));
    if (texts === undefined) return `The claim \`${path}\`, which has to be one of ${quoted(allowed)}, is not a text`;
    if (!texts.some((text) => allowed.includes(text))) return `The claim \`${path}\` is none of ${quoted(allowed)}`;
  }
  return null;
}

/** Of a name: ids stand in lists and in the store. */
const MOST_CHARACTERS = 1024;

function nameOf({ subject, claims }: ProvenIdentity, { idClaim }: PrincipalRules): string | null {
  const name = idClaim === null ? subject : claimAt(claims, idClaim);
  return typeof name === "string" && name !== "" && name.length <= MOST_CHARACTERS ? name : null;
}

function groupsOf({ claims }: ProvenIdentity, { groupsClaim }: PrincipalRules): readonly string[] | null {
  if (groupsClaim === null) return [];
  const claim = claimAt(claims, groupsClaim);
  return claim === undefined ? [] : (textsOf(claim) ?? null);
}

function attributesOf(
  { claims, issuer, method }: ProvenIdentity,
  { attributeClaims, kind, actorKind }: PrincipalRules,
  delegators: number,
): Principal["attributes"] {
  const attributes: Record<string, Value> = {};
  for (const name of attributeClaims) {
    const claim = claimAt(claims, name);
    if (claim !== undefined) setOwn(attributes, name, claim);
  }
  // Last, so that no claim can take their place.
  setOwn(attributes, "issuer", issuer);
  setOwn(attributes, "method", method);
  if (delegators > 0) {
    const kinds = Array.from({ length: delegators }, (_, at) => (at === 0 ? kind : actorKind));
    setOwn(attributes, "chainKinds", kinds);
  }
  return attributes;
}

function quoted(texts: readonly string[]): string {
  return texts.map((text) => `\`${text}\``).join(", ");
}

function refused(code: IdentityRefusalCode, message: string): PrincipalResult {
  return { kind: "refused", refusal: { code, message } };
}
