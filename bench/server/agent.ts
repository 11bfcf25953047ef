import { writeFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import type { Subject } from "./subjects.ts";

/** How long a control plane is given to take up the documents of its file. */
const RELOAD_MS = 3000;

/** A grant of one verb on one kind to all agents. */
export function grantToAgents(verb: string, kind: string): string {
  return `apiVersion: writ/v1
kind: Grant
metadata: { name: agents-may }
spec:
  principals: { kinds: [agent] }
  verbs: [${verb}]
  kinds: [${kind}]
  owner: platform
  approvedBy: security
  expires: 2099-01-01T00:00:00Z
`;
}

/** Registers an agent at a control plane that was started with `policies`, beside the grant there, and answers its token. */
export async function registerAgent(
  { url, token, pid }: Pick<Subject, "url" | "token" | "pid">,
  { policies, grant, tool }: { readonly policies: string; readonly grant: string; readonly tool: string },
): Promise<string> {
  const response = await fetch(`${url}/v1/tokens`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify({ name: "coder", kind: "agent", roles: ["operator"] }),
  });
  const made: unknown = await response.json();
  if (typeof made !== "object" || made === null || !("token" in made) || !("id" in made)) throw new Error("no token");
  const agent = { apiVersion: "writ/v1", kind: "Agent", metadata: { name: "coder" } };
  const spec = { owner: "platform", identity: { keyId: made.id }, tools: [tool] };
  writeFileSync(policies, `${grant}---\n${JSON.stringify({ ...agent, spec })}\n`);
  process.kill(pid, "SIGHUP");
  await sleep(RELOAD_MS);
  return String(made.token);
}
