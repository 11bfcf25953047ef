import { readFileAct } from "#adapters/sources";
import { parseDocuments, type AgentDocument } from "#core/documents";
import { inspectionPolicy, PolicedInspector, TOOL_ACTIONS } from "#core/inspection";
import type { Value, ValueObject } from "#core/language";
import { isList, isObject } from "#core/model";
import { Governor, type GovernorPorts, type Settlement } from "#points/agents";
import { agentPorts } from "../../../agents/testing/ports.ts";
import { testAgent } from "../../../agents/testing/act.ts";
import type { Forward, McpCall, Passage, Visit } from "../../interceptor.ts";
import { own, ownObject } from "../acts/own.ts";
import { DENIAL_CODE, GatewayPolicy, type ArgumentReaders, type PolicyPorts, type ServerPolicy } from "../index.ts";

/** A tool as a server says it. */
export function tool(name: string, changes: ValueObject = {}): ValueObject {
  return { name, description: `Does ${name}`, inputSchema: { type: "object" }, ...changes };
}

/** A document of an agent that may use some tools. */
export function agentDocument(tools: readonly object[]): AgentDocument {
  const spec = { owner: "platform", identity: { oidcSubject: "agent-7" }, tools };
  const text = JSON.stringify({ apiVersion: "writ/v1", kind: "Agent", metadata: { name: "agent-7" }, spec });
  const [document] = parseDocuments("agent.json", text).documents;
  if (document?.kind !== "Agent") throw new Error(`No agent: ${text}`);
  return document;
}

const GRANTS = `
apiVersion: writ/v1
kind: ResourceKind
metadata: { name: Tool }
spec: { properties: { name: string, server: string, arguments: any } }
---
apiVersion: writ/v1
kind: ResourceKind
metadata: { name: File }
spec:
  properties: { path: string, inWorkspace: bool, pattern: bool, holds: { type: list, items: string } }
---
apiVersion: writ/v1
kind: Agent
metadata: { name: agent-7 }
spec: { owner: platform, identity: { oidcSubject: agent-7 }, tools: [shop] }
---
apiVersion: writ/v1
kind: Policy
metadata: { name: no-etc }
spec:
  match: { kinds: [File] }
  validations:
    - { id: outside, expression: "!resource.properties.path.startsWith('/etc')", message: system files are not for agents }
  remediation: Use a path below /work.
---
apiVersion: writ/v1
kind: Policy
metadata: { name: small-orders }
spec:
  match: { kinds: [Tool] }
  matchConditions: [{ name: order, expression: "resource.properties.name == 'order'" }]
  validations:
    - { id: amount, expression: "resource.properties.arguments.amount <= 100", message: orders are of 100 at most }
---
apiVersion: writ/v1
kind: Grant
metadata: { name: plain }
spec:
  principals: { ids: [agent-7] }
  verbs: [invoke, read, update]
  kinds: [Tool]
  conditions: [{ name: plain, expression: "resource.properties.name != 'restart'" }]
  owner: platform
  approvedBy: security
  expires: 2030-06-30T00:00:00Z
---
apiVersion: writ/v1
kind: Grant
metadata: { name: files }
spec:
  principals: { ids: [agent-7] }
  verbs: [read, update]
  kinds: [File]
  owner: platform
  approvedBy: security
  expires: 2030-06-30T00:00:00Z
---
apiVersion: writ/v1
kind: Grant
metadata: { name: approved }
spec:
  principals: { ids: [agent-7] }
  verbs: [invoke]
  kinds: [Tool]
  approval: required
  owner: platform
  approvedBy: security
  expires: 2030-06-30T00:00:00Z
`;

const INSPECTOR = new PolicedInspector(inspectionPolicy([], TOOL_ACTIONS));

/** A server of which nothing is said. */
export const PLAIN_SERVER: ServerPolicy = { firstSeen: "quarantine", roles: {}, commands: {}, workspace: null };

export interface Changes extends Partial<Omit<PolicyPorts, "rule">> {
  readonly governor?: Partial<GovernorPorts>;
}

/** A policy over a real governor, by which all that is offered is approved; `settled` is what became of acts. */
export function gateway(changes: Changes = {}): {
  readonly policy: GatewayPolicy;
  readonly settled: readonly Settlement[];
} {
  const settled: Settlement[] = [];
  const { governor: governing = {}, ...rest } = changes;
  const governor = new Governor(agentPorts({ documents: GRANTS, budgets: keeping(settled), ...governing }));
  const policy = new GatewayPolicy({
    rule: (act) => governor.rule(act),
    pins: { pinned: async (_server, { tools }) => new Map(tools.map(({ name, digest }) => [name, digest])) },
    agentOf: () => null,
    inspection: () => INSPECTOR,
    server: () => PLAIN_SERVER,
    readers: async () => READERS,
    states: null,
    denialCode: DENIAL_CODE,
    ...rest,
  });
  return { policy, settled };
}

/** Readers that know what a file is, and else read nothing in anything. */
export const READERS: ArgumentReaders = { shell: nothing, sql: nothing, words: nothing, url: nothing, file: onFile };

function onFile(...[verb, path, setting]: Parameters<ArgumentReaders["file"]>): ReturnType<ArgumentReaders["file"]> {
  return readFileAct(verb, { text: path, quoted: true }, setting);
}

function nothing(): { readonly effects: []; readonly unresolved: [] } {
  return { effects: [], unresolved: [] };
}

function keeping(settled: Settlement[]): GovernorPorts["budgets"] {
  const settle = async (settlement: Settlement): Promise<void> => void settled.push(settlement);
  return { reserve: async () => ({ kind: "reserved", reservation: { settle } }) };
}

export const VISIT: Visit = { caller: testAgent(), session: "session-1", server: "shop", era: "2026" };

/** A call of a tool of a server that offers some. */
export function call(
  name: string,
  argument: ValueObject = {},
  changes: Partial<McpCall> & { readonly tools?: readonly ValueObject[] } = {},
): McpCall {
  const { tools = [tool(name)], ...rest } = changes;
  return {
    ...VISIT,
    requestId: "request-1",
    method: "tools/call",
    name,
    params: { name, arguments: argument },
    clientCapabilities: {},
    listed: async () => tools,
    ...rest,
  };
}

export function forwarded(passage: Passage): Forward {
  if (passage.kind !== "forward") throw new Error(`Not forwarded: ${JSON.stringify(passage)}`);
  return passage;
}

/** The codes of the reasons for which a call was refused. */
export function codesIn(passage: Passage): readonly Value[] {
  if (passage.kind === "forward") return [];
  const told = passage.kind === "error" ? passage.error.data : ownObject(passage.result, "structuredContent");
  const reasons = own(ownObject(told !== undefined && isObject(told) ? told : {}, "decision"), "reasons") ?? null;
  return isList(reasons) ? reasons.map((reason) => (isObject(reason) ? (own(reason, "code") ?? null) : null)) : [];
}
