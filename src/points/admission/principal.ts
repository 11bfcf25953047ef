import type { Principal, PrincipalKind } from "#core/model";
import type { ReviewedUser } from "#core/wire";

/** Users and groups of a cluster that are of one kind. */
export interface CallersOfKind {
  readonly users: readonly string[];
  readonly groups: readonly string[];
}

/** Who in a cluster is what; whoever is listed twice is the first of agent, pipeline, service, person. */
export type ClusterCallers = Readonly<Partial<Record<PrincipalKind, CallersOfKind>>>;

const KINDS = ["agent", "pipeline", "service", "person"] as const;
/** What Kubernetes names itself and its service accounts. */
const SYSTEM = "system:";

/**
 * Who asks, as the API server authenticated it. Who acts on behalf of another is not visible to admission, so that the chain is empty. An agent has to
 * be listed; any other service account and component of the cluster is a service, and everybody else a person.
 */
export function principalOf({ username, uid, groups, extra }: ReviewedUser, callers: ClusterCallers): Principal {
  const listed = KINDS.find((kind) => isListed(callers[kind], username, groups));
  const kind = listed ?? (username.startsWith(SYSTEM) ? "service" : "person");
  return { id: username, kind, groups, attributes: { uid, extra }, chain: [] };
}

function isListed(callers: CallersOfKind | undefined, username: string, groups: readonly string[]): boolean {
  return (
    callers !== undefined && (callers.users.includes(username) || callers.groups.some((one) => groups.includes(one)))
  );
}
