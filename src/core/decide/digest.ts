import { canonicalJson, sha256Hex, type Proposal, type Resource } from "#core/model";
import { valueOf } from "./value-of.ts";

/** The digest of what was judged: SHA-256 over the canonical form of a proposal, lower-case hex. */
export function digestProposal(proposal: Proposal): string {
  return digest(proposal);
}

/**
 * The content digest that a waiver may be bound to: what a resource is and says, but neither where it was read nor what Writ makes of its
 * surroundings (source, links, environment). Lower-case hex SHA-256.
 */
export function resourceDigest(resource: Resource): string {
  const { kind, type, provider, id, name, scope, labels, properties, native } = resource;
  return digest({ kind, type, provider, id, name, scope, labels, properties, native });
}

function digest(content: object): string {
  return sha256Hex(canonicalJson(valueOf(content)));
}
