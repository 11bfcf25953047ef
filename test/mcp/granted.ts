import { readFileSync } from "node:fs";
import { openMemoryStore } from "#adapters/stores";
import { parseDocuments, type AgentDocument } from "#core/documents";
import { RequestStates } from "#core/holds";
import { inspectionPolicy, PolicedInspector, TOOL_ACTIONS } from "#core/inspection";
import { Governor } from "#points/agents";
import { DENIAL_CODE, GatewayPolicy, type Interceptor, type PolicyPorts } from "#points/gateway";
import { openArgumentReaders } from "../../src/apps/server/gateway/argument-readers.ts";
import { openStatePorts } from "../../src/apps/server/holds/state-ports.ts";
import { agentPorts } from "../../src/points/agents/testing/ports.ts";

const AGENT = `
apiVersion: writ/v1
kind: Agent
metadata: { name: agent-7 }
spec: { owner: platform, identity: { oidcSubject: agent-7 }, tools: [fixture] }
`;

const DOCUMENTS = [
  ...["tool", "file"].map((kind) => readFileSync(new URL(`../../library/kinds/${kind}.yaml`, import.meta.url), "utf8")),
  AGENT,
  `
apiVersion: writ/v1
kind: Grant
metadata: { name: everything }
spec:
  principals: { ids: [agent-7] }
  verbs: [create, update, delete, read, invoke]
  kinds: [Tool, File]
  owner: platform
  approvedBy: security
  expires: 2030-01-01T00:00:00Z
`,
  `
apiVersion: writ/v1
kind: Policy
metadata: { name: nothing-forbidden }
spec:
  match: { kinds: [Tool] }
  validations:
    - { id: named, expression: "resource.properties.name != ''", message: a tool has a name }
`,
].join("\n---\n");

/**
 * What decides at a gateway where everything is granted: the policy of the gateway with its governor, the document of an agent and a grant over everything, all tools
 * approved as they are, and content inspected as anywhere.
 */
export async function grantedEverything(changes: Partial<PolicyPorts> = {}): Promise<Interceptor> {
  const governor = new Governor(agentPorts({ documents: DOCUMENTS }));
  const inspector = new PolicedInspector(inspectionPolicy([], TOOL_ACTIONS));
  const agent = parseDocuments("agent.yaml", AGENT).documents.find(isAgent) ?? null;
  return new GatewayPolicy({
    rule: (act) => governor.rule(act),
    pins: { pinned: (_server, { tools }) => Promise.resolve(new Map(tools.map(({ name, digest }) => [name, digest]))) },
    agentOf: () => agent,
    inspection: () => inspector,
    server: () => ({ firstSeen: "approve", roles: {}, commands: {}, workspace: null }),
    readers: openArgumentReaders,
    states: new RequestStates(await openStatePorts(openMemoryStore(), Date.now)),
    denialCode: DENIAL_CODE,
    ...changes,
  });
}

function isAgent(document: { readonly kind: string }): document is AgentDocument {
  return document.kind === "Agent";
}
