import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { main } from "../../src/apps/cli/main.ts";
import { loadPolicySource } from "../../src/apps/cli/policies/policy-source.ts";
import { EXAMPLE, startHere, tokenFor, type StartedServer } from "./server.ts";

const FOLDER = mkdtempSync(join(tmpdir(), "writ-bundle-command-"));
const TEXT = readFileSync(EXAMPLE, "utf8");
const RULE = `apiVersion: writ/v1
kind: Policy
metadata: {name: more, title: More}
spec:
  match: {kinds: [Record]}
  validations: [{id: v, expression: "true", message: no}]
`;
let server: StartedServer;

beforeAll(async () => {
  for (const [name, text] of [
    ["before", TEXT],
    ["after", `${TEXT}\n---\n${RULE}`],
    ["broken", "apiVersion: writ/v1\nkind: Polic\n"],
  ] as const) {
    mkdirSync(join(FOLDER, name));
    writeFileSync(join(FOLDER, name, "records.yaml"), text);
  }
  const source = loadPolicySource({ paths: [join(FOLDER, "before")], library: false });
  server = await startHere({ data: join(FOLDER, "data") }, { source });
  vi.stubEnv("WRIT_SERVER", server.url);
  vi.stubEnv("WRIT_TOKEN", await tokenFor(server, "author", ["policy-author"]));
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await server.stop();
  rmSync(FOLDER, { recursive: true, force: true });
});

/** Runs the command line in this process; words that name a folder of the test become its path. */
async function bundle(...args: readonly string[]): Promise<{ code: unknown; stdout: string; stderr: string }> {
  const told = { stdout: "", stderr: "" };
  const spies = (["stdout", "stderr"] as const).map((name) =>
    vi.spyOn(process[name], "write").mockImplementation((text) => {
      told[name] += String(text);
      return true;
    }),
  );
  const words = args.map((word) =>
    ["before", "after", "broken", "missing"].includes(word) ? join(FOLDER, word) : word,
  );
  await main(["node", "writ", "bundle", ...words]);
  const code = process.exitCode ?? 0;
  process.exitCode = undefined;
  for (const spy of spies) spy.mockRestore();
  return { code, ...told };
}

describe("writ bundle diff", () => {
  it("tells without a network what an edit loosens and tightens, and ends with 1 where it loosens", async () => {
    const tighter = await bundle("diff", "before", "after");
    const looser = await bundle("diff", "after", "before");
    expect([tighter.code, tighter.stdout]).toEqual([
      0,
      "tightens: 1 change tightens\n  tightens Policy `more`: was added\n",
    ]);
    expect([looser.code, looser.stdout.split("\n")[0]]).toEqual([1, "loosens: 1 change loosens"]);
  });

  it("ends with 2 for documents that cannot be compared", async () => {
    const broken = await bundle("diff", "before", "broken");
    const none = await bundle("diff", "before", "missing");
    expect([broken.code, none.code, broken.stderr]).toEqual([2, 2, expect.stringContaining("cannot be compared")]);
  });
});

describe("writ bundle", () => {
  it("pushes, activates and rolls back, and says what has to be approved first", async () => {
    const pushed = JSON.parse((await bundle("push", "after", "--no-library", "--format", "json")).stdout);
    const activated = await bundle("activate", pushed.digest, "--reason", "one more rule");
    expect([activated.code, activated.stdout]).toEqual([0, expect.stringContaining("decides, by activation 2")]);
    expect((await bundle("list")).stdout).toMatch(/^\* {4}2 .* one more rule\n {5}1 /);
    expect((await bundle("show", pushed.digest)).stdout).toContain("after/records.yaml");
    const back = await bundle("rollback", "--reason", "too strict", "--format", "json");
    expect([back.code, JSON.parse(back.stdout)]).toMatchObject([
      1,
      { state: "waiting", change: { changes: ["loosens Policy `more`: was removed"] } },
    ]);
    expect((await bundle("diff", "after", "--no-library")).stdout).toBe("neither: nothing changes\n");
  });

  it("ends with 2 where it is called wrongly, or refused", async () => {
    for (const [args, message] of [
      [["push", "broken"], "The documents have errors"],
      [["activate", "none", "--reason", "r"], "There is no bundle with this digest"],
      [["rollback", "--to", "first", "--reason", "r"], "is no number of an activation"],
    ] as const) {
      const { code, stdout, stderr } = await bundle(...args);
      expect([code, stdout, stderr]).toEqual([2, "", expect.stringContaining(message)]);
    }
  });
});
