// The gateway as it is used: the control plane as built, before a server, with an agent that is registered and granted its calls.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { grantToAgents, registerAgent } from "../server/agent.ts";
import { startWrit } from "../server/subjects.ts";

const GRANT = grantToAgents("invoke", "Tool");

/** Where calls are made, and with what proof. */
export interface Governed {
  readonly url: string;
  readonly token: string;
  stop(): Promise<void>;
}

/** Starts it before the server at `address`. Needs `npm run build`. */
export async function startGoverned(address: string): Promise<Governed> {
  const folder = mkdtempSync(join(tmpdir(), "writ-bench-"));
  const [mcp, policies] = [join(folder, "mcp.yaml"), join(folder, "policies.yaml")];
  writeFileSync(mcp, `servers: { fixture: { url: "${address}", firstSeen: approve } }\n`);
  writeFileSync(policies, GRANT);
  const subject = await startWrit("writ", "library", ["--mcp", mcp, "--policy", policies, "--activate"]);
  const token = await registerAgent(subject, { policies, grant: GRANT, tool: "fixture" });
  return {
    url: `${subject.url}/mcp/fixture`,
    token,
    stop: async () => {
      await subject.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
