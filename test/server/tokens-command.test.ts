import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { writ, type Run } from "../cli/writ.ts";
import { ask, startHere, type StartedServer } from "./server.ts";

const FOLDER = mkdtempSync(join(tmpdir(), "writ-tokens-"));
let server: StartedServer;

beforeAll(async () => {
  server = await startHere({ data: join(FOLDER, "data") });
});
afterAll(async () => {
  await server.stop();
  rmSync(FOLDER, { recursive: true, force: true });
});

function tokens(...args: readonly string[]): Promise<Run> {
  return writ(FOLDER, ["tokens", ...args], { env: { WRIT_TOKEN: server.token, WRIT_SERVER: server.url } });
}

describe("writ tokens", () => {
  it("makes a token into a file, shows it, and takes it back for good", async () => {
    const kind = ["--kind", "agent", "--role", "operator"];
    const made = await tokens("make", "coder\u001b", ...kind, "--task", "t-7", "--expires", "2h", "--out", "coder");
    const id = made.stdout.trim();
    expect(made).toMatchObject({ code: 0, stderr: "", stdout: expect.stringMatching(/^[0-9a-f]{16}\n$/) });
    expect(statSync(join(FOLDER, "coder")).mode & 0o777).toBe(0o600);
    const token = readFileSync(join(FOLDER, "coder"), "utf8").trim();
    expect((await ask(server.url, "/v1/me", { token })).message).toMatchObject({ principal: { task: "t-7" } });

    const { stdout } = await tokens("list");
    expect(stdout).toMatch(
      new RegExp(`^${id}  coder\\\\u\\{1b\\} +agent +operator +on t-7, since .* until 2\\d{3}-`, "m"),
    );
    expect(stdout).not.toContain(token.slice(-20));

    expect((await tokens("revoke", id)).stdout).toBe(`revoked ${id} (coder\\u{1b})\n`);
    expect((await ask(server.url, "/v1/me", { token })).status).toBe(401);
    expect((await tokens("list")).stdout).not.toContain(id);
    expect((await tokens("list", "--all")).stdout).toContain(`${id}  `);
  });

  it("says what is wrong with a time, and that a task needs an end", async () => {
    const make = ["make", "x", "--kind", "agent", "--role", "operator"];
    const late = await tokens(...make, "--expires", "soon");
    expect(late).toMatchObject({ code: 2, stdout: "" });
    expect(late.stderr).toContain("`--expires soon` is no time");
    const endless = await tokens(...make, "--task", "t-7");
    expect(endless).toMatchObject({ code: 2, stdout: "" });
    expect((await tokens("revoke", "0000000000000000")).code).toBe(2);
  });
});
