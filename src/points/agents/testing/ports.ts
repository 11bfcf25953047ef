import { Timestamp } from "#core/language";
import type { GovernorPorts } from "../index.ts";
import { activeBundle } from "../../api/testing/api.ts";

/** Ports of a governor by whom nothing is stopped, everybody is registered, budgets have no end, nothing happened before and nothing may be asked for. */
export function agentPorts(changes: Partial<GovernorPorts> & { readonly documents?: string } = {}): GovernorPorts {
  const { documents = DOCUMENTS, ...rest } = changes;
  const active = activeBundle(documents);
  let last = 0;
  return {
    active: () => active,
    now: () => new Timestamp(1_782_864_000, 0),
    record: null,
    heard: null,
    stops: { stopped: () => null, begin: () => ({ signal: new AbortController().signal, over: () => undefined }) },
    register: { objection: () => null },
    budgets: { reserve: () => Promise.resolve({ kind: "reserved", reservation: { settle: () => Promise.resolve() } }) },
    history: {
      recall: ({ proposal }) =>
        Promise.resolve({
          proposal,
          add: () => Promise.resolve(),
          settle: () => Promise.resolve(),
          close: () => undefined,
        }),
    },
    holds: {
      release: () => Promise.resolve(null),
      ask: () =>
        Promise.resolve({ kind: "refused", objection: { code: "no-approvals", message: "Nobody is asked here" } }),
    },
    newId: () => `00000000-0000-7000-8000-${String((last += 1)).padStart(12, "0")}`,
    report: (error) => {
      throw error;
    },
    ...rest,
  };
}

const DOCUMENTS = `
apiVersion: writ/v1
kind: ResourceKind
metadata: { name: Tool }
spec:
  properties:
    name: string
---
apiVersion: writ/v1
kind: Agent
metadata: { name: agent-7 }
spec: { owner: platform, identity: { oidcSubject: agent-7 }, tools: [shop] }
---
apiVersion: writ/v1
kind: Agent
metadata: { name: agent-8 }
spec: { owner: platform, identity: { oidcSubject: agent-8 }, tools: [shop] }
---
apiVersion: writ/v1
kind: Policy
metadata: { name: no-drop }
spec:
  match: { kinds: [Tool] }
  validations:
    - { id: named, expression: "resource.properties.name != 'drop'", message: dropping is not for agents }
  remediation: Call the tool \`archive\` instead.
---
apiVersion: writ/v1
kind: Grant
metadata: { name: tools }
spec:
  principals: { ids: [agent-7] }
  verbs: [invoke]
  kinds: [Tool]
  conditions:
    - { name: plain, expression: "resource.properties.name != 'restart'" }
  owner: platform
  approvedBy: security
  expires: 2030-06-30T00:00:00Z
---
apiVersion: writ/v1
kind: Grant
metadata: { name: approved-tools }
spec:
  principals: { ids: [agent-7] }
  verbs: [invoke]
  kinds: [Tool]
  approval: required
  owner: platform
  approvedBy: security
  expires: 2030-06-30T00:00:00Z
`;
