import { describe, expect, it } from "vitest";
import type { ValueObject } from "#core/language";
import type { Effect } from "#core/model";
import { Governor, type Ruling } from "./index.ts";
import { toolCall } from "./testing/act.ts";
import { agentPorts } from "./testing/ports.ts";

const DOCUMENTS = `
apiVersion: writ/v1
kind: ResourceKind
metadata: { name: Tool }
spec:
  properties: { name: string, arguments: { type: any } }
---
apiVersion: writ/v1
kind: Agent
metadata: { name: agent-7 }
spec: { owner: platform, identity: { oidcSubject: agent-7 } }
---
apiVersion: writ/v1
kind: Policy
metadata: { name: few }
spec:
  match: { kinds: [Tool] }
  validations:
    - { id: limited, expression: "int(resource.properties.arguments.limit) <= 100" }
    - { id: dry, expression: "resource.properties.arguments.dryRun == true" }
---
apiVersion: writ/v1
kind: Grant
metadata: { name: tools }
spec:
  principals: { ids: [agent-7] }
  verbs: [invoke]
  kinds: [Tool]
  owner: platform
  approvedBy: security
  expires: 2030-06-30T00:00:00Z
`;

async function rule(given: ValueObject, more: readonly Partial<Effect>[] = [], documents = DOCUMENTS): Promise<Ruling> {
  const call = toolCall("list");
  const [effect] = call.proposal.effects;
  if (effect === undefined) throw new Error("a call has an effect");
  const resource = { ...effect.resource, properties: { name: "list", arguments: given } };
  const effects = [{ ...effect, resource }, ...more.map((changes) => ({ ...effect, resource, ...changes }))];
  return new Governor(agentPorts({ documents })).rule({ ...call, proposal: { ...call.proposal, effects } });
}

describe("the repair of a ruling", () => {
  it("is a patch on the arguments of the call where one was tried", async () => {
    const { effect, repair } = await rule({ limit: 5, dryRun: false });
    expect({ effect, patch: repair?.patch }).toEqual({
      effect: "deny",
      patch: [{ op: "replace", path: "/dryRun", value: true }],
    });
  });

  it("is no patch where one of the reasons cannot be mended by it", async () => {
    expect((await rule({ limit: 500, dryRun: false })).repair).toBeNull();
  });

  it("is no patch where the call does more than call the tool", async () => {
    expect((await rule({ limit: 5, dryRun: false }, [{ verb: "delete" }])).repair).toBeNull();
  });

  it("is no patch where something else stands against the call", async () => {
    const documents = DOCUMENTS.replace("ids: [agent-7]", "ids: [agent-9]");
    expect((await rule({ limit: 5, dryRun: false }, [], documents)).repair).toBeNull();
  });
});
