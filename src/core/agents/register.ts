import type { AgentDocument } from "#core/documents";
import type { Principal } from "#core/model";

/** The agents that are registered, as `Agent` documents bind them to identities. */
export class AgentRegister {
  readonly #byPrincipal: ReadonlyMap<string, AgentDocument>;

  constructor(agents: readonly AgentDocument[]) {
    this.#byPrincipal = new Map(agents.flatMap((agent) => boundIds(agent).map(({ id }) => [id, agent] as const)));
  }

  /**
   * The agent that a principal proved to be; null for one that is none, or whose id was proven in another way than the document says. Nothing that was only
   * claimed may stand in `attributes.method`.
   */
  find({ id, attributes }: Pick<Principal, "id" | "attributes">): AgentDocument | null {
    const agent = this.#byPrincipal.get(id);
    const binding = agent && boundIds(agent).find((bound) => bound.id === id);
    const method = Object.hasOwn(attributes, "method") ? attributes["method"] : undefined;
    return agent !== undefined && binding?.methods.some((one) => one === method) === true ? agent : null;
  }

  /** The agent with the id of a principal, however that was proven: what may only add limits. */
  named(id: string): AgentDocument | null {
    return this.#byPrincipal.get(id) ?? null;
  }
}

/** The id of a principal that a document binds, by which key of `spec.identity`, and how it has to be proven. */
export interface BoundId {
  readonly key: keyof AgentDocument["spec"]["identity"];
  readonly id: string;
  readonly methods: readonly string[];
}

/** What the id of a principal begins with that proves itself by an API token. */
const TOKEN = "token:";

/** The ids of principals that a document binds. */
export function boundIds({ spec: { identity } }: AgentDocument): readonly BoundId[] {
  const { oidcSubject, spiffeId, keyId } = identity;
  return [
    ...(oidcSubject === null ? [] : [{ key: "oidcSubject", id: oidcSubject, methods: ["oidc", "jwt"] } as const]),
    ...(spiffeId === null ? [] : [{ key: "spiffeId", id: spiffeId, methods: ["jwt-svid", "x509-svid"] } as const]),
    ...(keyId === null ? [] : [{ key: "keyId", id: `${TOKEN}${keyId}`, methods: ["api-token"] } as const]),
  ];
}
