import { callerOf, mayCall, type Caller } from "#core/access";
import type { AgentDocument } from "#core/documents";
import type { TokenRecord } from "#core/store";
import { makeToken } from "../access/issue-token.ts";
import type { ServerParts } from "../start.ts";

/** Who a client is, or why nobody can say. */
export type ClientCaller =
  | { readonly kind: "caller"; readonly caller: Caller; readonly agent: AgentDocument }
  | { readonly kind: "unknown"; readonly problem: string };

type Needs = Pick<ServerParts, "store" | "recorder" | "bundles">;

/**
 * The registered agent as which a client acts that came with the process: the one of this name, or the only one. Whoever may start a process on its store is its administrator, and so says
 * who that is; the agent is known by the token that its document names, which is made where there is none, and whose text nobody has. One that was revoked is none.
 */
export async function callerOfClient(needs: Needs, name: string | null, now: Date): Promise<ClientCaller> {
  const agent = agentOf(needs.bundles.current.bundle.agents, name);
  if (typeof agent === "string") return { kind: "unknown", problem: agent };
  const { keyId } = agent.spec.identity;
  const { name: told } = agent.metadata;
  if (keyId === null)
    return unknown(`The document of the agent \`${told}\` names no key: give it an \`identity\` with a \`keyId\``);
  const token = await tokenOf(needs, keyId, told, now);
  const caller = callerOf(token, now.getTime());
  if (caller === null) return unknown(`The token \`${keyId}\` of the agent \`${told}\` was revoked, or is over`);
  if (caller.principal.kind !== "agent" || !mayCall(caller, "decide"))
    return unknown(`The token \`${keyId}\` of the agent \`${told}\` is none of an agent that may use servers`);
  return { kind: "caller", caller, agent };
}

function unknown(problem: string): ClientCaller {
  return { kind: "unknown", problem };
}

function agentOf(agents: readonly AgentDocument[], name: string | null): AgentDocument | string {
  const names = agents.map(({ metadata }) => `\`${metadata.name}\``).join(", ");
  if (names === "") return "No `Agent` document says who the client is: name the documents with `--policy`";
  const [only] = agents;
  if (name === null)
    return only !== undefined && agents.length === 1 ? only : `Say with \`--agent\` which one the client is: ${names}`;
  return agents.find(({ metadata }) => metadata.name === name) ?? `There is no agent \`${name}\`, only ${names}`;
}

async function tokenOf({ store, recorder }: Needs, id: string, name: string, now: Date): Promise<TokenRecord> {
  const known = await store.tokens.find(id);
  if (known !== null) return known;
  const { record } = makeToken(
    { name, kind: "agent", roles: ["operator"], owner: null, createdBy: "start-up", expiresAt: null },
    now,
  );
  const own = { ...record, id };
  await recorder?.act(null, "token-made", id);
  await store.tokens.add(own);
  return own;
}
