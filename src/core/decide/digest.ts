import type { ValueObject } from "#core/language";
import {
  canonicalJson,
  canonicalProposal,
  sha256Hex,
  type NativeResource,
  type Proposal,
  type Resource,
} from "#core/model";
import { valueOf } from "./value-of.ts";

/** The digest of what was judged: SHA-256 over the canonical form of a proposal, lower-case hex. */
export function digestProposal(proposal: Proposal): string {
  return sha256Hex(canonicalProposal(proposal));
}

/**
 * The content digest that a waiver may be bound to: what a resource is and says, but neither where it was read nor what Writ makes of its
 * surroundings (source, links, environment). Lower-case hex SHA-256.
 */
export function resourceDigest(resource: Resource): string {
  const { kind, type, provider, id, name, scope, labels, properties, native } = resource;
  return digest({ kind, type, provider, id, name, scope, labels, properties, native });
}

/** The same of a resource that no kind gave meaning to, as policies of others see it. */
export function nativeDigest(resource: NativeIdentity, native: ValueObject): string {
  const { type, provider, id, name, scope } = resource;
  return digest({ type, provider, id, name, scope, native });
}

type NativeIdentity = Pick<NativeResource, "type" | "provider" | "id" | "name" | "scope">;

function digest(content: object): string {
  return sha256Hex(canonicalJson(valueOf(content)));
}
