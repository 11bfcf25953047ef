import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { shell, type Run } from "../cli/writ.ts";
import { ALICE_READS, ask, EXAMPLE, startHere, type StartedServer } from "./server.ts";

const FOLDER = mkdtempSync(join(tmpdir(), "writ-replay-cli-"));
let server: StartedServer;
let environment: Readonly<Record<string, string>> = {};

beforeAll(async () => {
  server = await startHere({ data: join(FOLDER, "data") });
  const { url, token } = server;
  const made = await ask(url, "/v1/tokens", { token, body: { name: "author", roles: ["policy-author"] } });
  environment = { WRIT_SERVER: url, WRIT_TOKEN: made.message.token };
  writeFileSync(join(FOLDER, "candidate.yaml"), readFileSync(EXAMPLE, "utf8").replace('"bob"', '"carol"'));
  for (const id of ["alice", "bob", "carol", "carol"]) {
    await ask(url, "/access/v1/evaluation", { token, body: { ...ALICE_READS, subject: { type: "user", id } } });
  }
});
afterAll(async () => {
  await server.stop();
  rmSync(FOLDER, { recursive: true, force: true });
});

function run(script: string): Promise<Run> {
  return shell(FOLDER, script, { env: environment });
}

const CHANGES = `  newly allowed: 1 question (2 decisions)
  newly denied: 1 question
  between held and denied: 0 questions

newly allowed: person carol, before by records-by-people: 1 question (2 decisions)
  read record record-1: deny, then allow`;

describe("writ replay", () => {
  it("lists what changes, and ends with 1 where something is newly allowed", async () => {
    const { code, stdout } = await run("writ replay --bundle candidate.yaml --no-library --since 1h");
    expect(code).toBe(1);
    expect(stdout).toMatch(/^Candidate [0-9a-f]{12}: 3 questions \(4 decisions\) asked again; 4 of 4 decisions since /);
    expect(stdout).toContain(CHANGES);
  });

  it("finds the same in recordings that were written to a file, without a control plane", async () => {
    const replayed = "writ replay --bundle candidate.yaml --no-library --recordings r.jsonl";
    const { code, stdout } = await run(`writ recordings export > r.jsonl && WRIT_SERVER= ${replayed}`);
    expect([code, stdout.includes(CHANGES)]).toEqual([1, true]);
  });

  it("never takes for good what it could not ask", async () => {
    writeFileSync(join(FOLDER, "none.jsonl"), "");
    writeFileSync(join(FOLDER, "broken.jsonl"), '{"id":"x"}\n');
    const replayed = "writ replay --bundle candidate.yaml --no-library --recordings";
    const { stdout } = await run(`${replayed} none.jsonl; echo $?; ${replayed} broken.jsonl; echo $?`);
    expect(stdout.match(/^4$/gm)).toHaveLength(2);
    expect(stdout).toContain("There was nothing to ask, which says nothing of the candidate");
    expect(stdout).toContain("1 question could not be asked again");
  });
});

describe("writ shadow", () => {
  it("starts, tells and stops", async () => {
    const script = "writ shadow start candidate.yaml --no-library && writ shadow status && writ shadow stop";
    const { code, stdout } = await run(script);
    expect(code).toBe(0);
    expect(stdout.match(/^Candidate [0-9a-f]{12} runs in shadow since /gm)).toHaveLength(2);
    expect(stdout).toMatch(/\nNothing runs in shadow\n$/);
  });
});
