import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadPolicySource } from "../../src/apps/cli/policies/policy-source.ts";
import { shell, type Run } from "../cli/writ.ts";
import { blocksOf } from "./guide.ts";
import { startHere, type StartedServer } from "./server.ts";

const FOLDER = mkdtempSync(join(tmpdir(), "writ-quickstart-"));
const HOME = join(FOLDER, "home");
const APPLY = join(HOME, "examples/apply");
const EXAMPLE = fileURLToPath(new URL("../../examples/authzen/", import.meta.url));
const isBuilt = existsSync(new URL("../../dist/apps/verifier/verify.mjs", import.meta.url));
const hasTerraform = spawnSync("terraform", ["version"]).status === 0;
let server: StartedServer;

beforeAll(async () => {
  const source = loadPolicySource({ paths: [], library: true });
  server = await startHere({ data: join(HOME, ".writ") }, { source });
  cpSync(new URL("../../examples/apply", import.meta.url), APPLY, { recursive: true });
});
afterAll(async () => {
  await server.stop();
  rmSync(FOLDER, { recursive: true, force: true });
});

/** Runs commands as they stand, but that `npx writ` is the command of this tree, and the server one of this test. */
async function run(lines: string, { folder = HOME, token = server.token, at = server.url } = {}): Promise<Run> {
  const script = lines.replaceAll("npx writ", "writ").replaceAll("http://127.0.0.1:7410", at);
  return await shell(folder, `set -e\n${script}`, { env: { WRIT_SERVER: at, WRIT_TOKEN: token } });
}

/** A command without the ends of its lines. */
function words(text: string): string {
  return text.replaceAll(/[\s\\]+/g, " ").trim();
}

describe("the quickstart", () => {
  it("begins with what a server needs, and the token that it prints", () => {
    expect(blocksOf("guides/quickstart.md", "## Start the control plane")).toEqual([
      "npm ci\nnpm start\n",
      "export WRIT_TOKEN=writ_…\n",
    ]);
    expect(server.printed).toContain(`  export WRIT_TOKEN=${server.token}`);
  });

  it("has a pod denied as an API server asks for it", async () => {
    const [review = ""] = blocksOf("guides/quickstart.md", "## Ask as an API server does");
    const { response } = JSON.parse((await run(review)).stdout);
    expect(response).toMatchObject({ uid: "1", allowed: false, status: { code: 403 } });
  });

  it("has a bucket and an agent denied", async () => {
    const blocks = blocksOf("guides/quickstart.md", "## Ask for a decision");
    const [bucket, agent] = await Promise.all(blocks.map(async (lines) => JSON.parse((await run(lines)).stdout)));
    expect(bucket).toMatchObject({ decision: false, context: { reasons: [{ code: "fail" }, {}, {}] } });
    expect(agent.reasons.map(({ code }: { code: string }) => code)).toEqual(["no-grant"]);
  });

  it.skipIf(!hasTerraform)(
    "applies a plan that was held until a second person approved it (skipped: no `terraform` on this machine)",
    async () => {
      const heading = "## Submit a plan, have it approved, and apply it";
      const [submit = "", approve = "", apply = ""] = blocksOf("guides/quickstart.md", heading);
      const held = await run(submit);
      const id = /writ approvals approve ([\w-]{36})/.exec(held.stderr)?.[1] ?? "";
      expect([held.code, held.stderr]).toEqual([4, expect.stringContaining("\nThen: writ apply tfplan\n")]);
      const approved = approve.replaceAll("…", id);
      const { code, stdout } = await run(approved + apply, { folder: APPLY });
      expect([code, stdout]).toEqual([0, expect.stringMatching(/ hold +executed /)]);
    },
  );

  it.skipIf(!isBuilt)(
    "packs evidence that its own verifier finds valid (skipped: this tree is not built)",
    async () => {
      const { code, stdout, stderr } = await run(
        blocksOf("guides/quickstart.md", "## Verify what was decided").join(""),
      );
      expect([code, stderr]).toEqual([0, ""]);
      expect(stdout.match(/^VALID$/gm)).toHaveLength(1);
    },
  );

  it("asks for the bucket as a server does when it is up", () => {
    const [bucket = ""] = blocksOf("guides/quickstart.md", "## Ask for a decision");
    const printed = words(server.printed.join("\n").replaceAll(server.url, "http://127.0.0.1:7410"));
    expect(printed).toContain(words(bucket));
  });
});

describe("what the quickstart leads to", () => {
  it("tries a candidate on what was asked, and ends with what would be let through", async () => {
    const [token = "", replay = ""] = blocksOf("replay.md", "# Trying other policies on what was asked");
    const made = await run(token.replaceAll(/^export .*$/gm, ""));
    const { code, stdout } = await run(replay, { token: JSON.parse(made.stdout).token });
    expect([code, stdout]).toEqual([
      1,
      expect.stringContaining("newly allowed: agent deploy-bot, before by no-grant:"),
    ]);
  });

  it("searches the example of AuthZEN", async () => {
    const [, search = ""] = blocksOf("authzen.md", "## Searches");
    const data = join(FOLDER, "authzen");
    const example = await startHere({ data, directory: `${EXAMPLE}directory.json` });
    const { stdout } = await run(search, { token: example.token, at: example.url });
    await example.stop();
    expect(JSON.parse(stdout).results.map(({ id }: { id: string }) => id)).toEqual(["alice", "bob"]);
  });
});
