import type { Caller } from "#core/access";
import type { Effect } from "#core/model";
import { actSubject, type Act, type Surface } from "../index.ts";
import { testCaller } from "../../../core/access/testing/caller.ts";

/** An agent, proven by a token of an issuer, that acts for nobody. */
export function testAgent(id = "agent-7"): Caller {
  const attributes = { method: "jwt" };
  return testCaller(`agent:${id}`, [], { principal: { id, kind: "agent", groups: [], attributes, chain: [] } });
}

/** A call of a tool by an agent, with changes. */
export function toolCall(name: string, changes: Partial<Act> = {}): Act {
  const caller = changes.caller ?? testAgent();
  const surface: Surface = { kind: "tool", server: "shop", name };
  const source = { file: "shop", address: name, path: [] };
  const effect: Effect = {
    verb: "invoke",
    resource: {
      kind: "Tool",
      type: "mcp-tool",
      provider: "mcp",
      id: `shop/${name}`,
      name,
      scope: "shop",
      environment: null,
      labels: {},
      properties: { name },
      native: {},
      links: [],
      source,
    },
    before: null,
    changed: true,
    traits: [],
    previousId: null,
    source,
  };
  return {
    caller,
    session: "session-1",
    requestId: "request-1",
    proposal: {
      principal: caller.principal,
      effects: [effect],
      context: { point: "gateway", environment: null, attributes: {}, unresolved: [] },
    },
    surface,
    cost: { calls: 1, destroyed: 0, tokens: 0, microUsd: 0 },
    summary: `calls \`${name}\` of \`shop\``,
    details: {},
    subject: actSubject(caller.principal, surface, {}),
    ...changes,
  };
}
