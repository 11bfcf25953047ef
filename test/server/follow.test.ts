import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ALICE_READS, ask, EXAMPLE, startHere, tokenFor, until, type StartedServer } from "./server.ts";

const FOLDER = mkdtempSync(join(tmpdir(), "writ-follow-"));
const TEXT = readFileSync(EXAMPLE, "utf8");
const CLOSED = `${TEXT}
---
apiVersion: writ/v1
kind: Policy
metadata: {name: closed, title: Closed}
spec:
  match: {kinds: ["*"]}
  validations: [{id: v, expression: "false", message: closed}]
`;
const SOURCE_INTERVAL = { sourceIntervalMs: 100 };
afterAll(() => rmSync(FOLDER, { recursive: true, force: true }));

function folder(name: string): string {
  return mkdtempSync(join(FOLDER, `${name}-`));
}

async function isAliceLetIn(server: StartedServer, token: string = server.token): Promise<boolean> {
  const { message } = await ask(server.url, "/access/v1/evaluation", { body: ALICE_READS, token });
  return message.decision;
}

/** Uploads and activates documents that tighten. */
async function decideBy(server: StartedServer, text: string): Promise<void> {
  const token = await tokenFor(server, "author", ["policy-author"]);
  const files = [{ file: "policies.yaml", text }];
  const { digest } = (await ask(server.url, "/v1/bundles", { token, body: { files } })).message;
  const { status } = await ask(server.url, "/v1/activations", { token, body: { digest, reason: "test" } });
  expect(status).toBe(200);
}

/** Answers the approval that a server logged that it waits for. */
async function answer(server: StartedServer, answer: "approved" | "refused"): Promise<void> {
  const id = /"approval":"([0-9a-f-]{36})"/.exec(server.logged.join(""))?.[1] ?? "";
  const token = await tokenFor(server, "approver", ["approver"]);
  const { status } = await ask(server.url, `/v1/approvals/${id}/answer`, { token, body: { answer, reason: "seen" } });
  expect(status).toBe(200);
}

function loggedTimes(server: StartedServer, text: string): number {
  return server.logged.filter((line) => line.includes(text)).length;
}

describe("a server that follows another", () => {
  let origin: StartedServer;
  let flags: Parameters<typeof startHere>[0];
  let key: string;

  beforeAll(async () => {
    const data = folder("origin");
    origin = await startHere({ data });
    key = readFileSync(join(data, "release.key.vkey"), "utf8").trim();
    const sourceTokenFile = join(FOLDER, "token");
    writeFileSync(sourceTokenFile, `${await tokenFor(origin, "follower", ["viewer"])}\n`);
    flags = { source: `${origin.url}/v1/release`, sourceKeys: [key], sourceTokenFile, ...SOURCE_INTERVAL };
  });
  afterAll(() => origin.stop());

  it("decides by what that one activates, and takes nothing else", async () => {
    const follower = await startHere({ ...flags, data: folder("follower") });
    expect(await isAliceLetIn(follower)).toBe(true);
    await decideBy(origin, CLOSED);
    await until(async () => !(await isAliceLetIn(follower)));
    await follower.reload();
    expect(await isAliceLetIn(follower)).toBe(false);
    const token = await tokenFor(follower, "author", ["policy-author"]);
    const back = await ask(follower.url, "/v1/activations/rollback", { token, body: { reason: "test" } });
    expect([back.status, back.message.detail]).toEqual([409, expect.stringContaining("activate it there")]);
    const { activations } = (await ask(follower.url, "/v1/activations", { token })).message;
    expect(activations.map(({ change }: { readonly change: string }) => change)).toEqual(["tightens", "first"]);
    await follower.stop();
  });

  it("starts by the last release that it had where the other is away, and not without one", async () => {
    const data = folder("follower");
    const first = await startHere({ ...flags, data });
    await first.stop();
    const away = { ...flags, source: "http://127.0.0.1:1/v1/release" };
    const follower = await startHere({ ...away, data });
    expect(await isAliceLetIn(follower, first.token)).toBe(false);
    await until(() => loggedTimes(follower, "the source does not answer") === 1);
    await follower.stop();
    await expect(startHere({ ...away, data: folder("new") })).rejects.toThrow("Nothing was kept of the source");
    writeFileSync(join(data, "last-release"), "torn");
    await expect(startHere({ ...away, data })).rejects.toThrow("Nothing was kept of the source");
  });

  it.each([
    ["without a key to trust", { sourceKeys: [] }, "needs a key to trust"],
    ["with what is no key", { sourceKeys: ["nothing"] }, "is neither a key nor a file of keys"],
    ["from a source that is none", { source: "ftp://example.com" }, "names no source"],
    ["from a source beside policies of its own", { policies: ["a"] }, "set one of the two"],
  ])("does not start %s", async (_, more, message) => {
    await expect(startHere({ ...flags, ...more, data: folder("new") })).rejects.toThrow(message);
  });

  it("refuses releases of a key that it does not trust", async () => {
    const data = folder("other");
    await (await startHere({ data })).stop();
    const sourceKeys = [join(data, "release.key.vkey")];
    await expect(startHere({ ...flags, sourceKeys, data: folder("new") })).rejects.toThrow(
      "no trusted key has signed it",
    );
  });
});

describe("a server behind a cache that gives what was", () => {
  let cache: Server;
  let url: string;
  let release: string;
  let asked: (string | undefined)[] = [];

  beforeAll(async () => {
    cache = createServer(({ headers }, response) => {
      asked.push(headers["if-none-match"]);
      const tag = `"${release.length}"`;
      if (headers["if-none-match"] === tag) response.writeHead(304).end();
      else response.setHeader("etag", tag).end(release);
    });
    await new Promise<void>((resolve) => cache.listen(0, "127.0.0.1", resolve));
    const address = cache.address();
    url = `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}/release`;
  });
  afterAll(() => new Promise((resolve) => cache.close(resolve)));

  it("never goes back to a lower release, not even after a start, and asks with the entity tag that it knows", async () => {
    const data = folder("origin");
    const origin = await startHere({ data });
    const token = await tokenFor(origin, "viewer", ["viewer"]);
    const fetched = async (): Promise<string> => (await ask(origin.url, "/v1/release", { token })).text;
    const one = await fetched();
    await decideBy(origin, CLOSED);
    const two = await fetched();
    await origin.stop();
    release = two;
    const flags = {
      source: url,
      sourceKeys: [join(data, "release.key.vkey")],
      ...SOURCE_INTERVAL,
      data: folder("behind"),
    };
    const follower = await startHere(flags);
    expect(await isAliceLetIn(follower)).toBe(false);
    release = one;
    await until(() => loggedTimes(follower, "release-outdated") === 1);
    asked = [];
    await until(() => asked.includes(`"${one.length}"`));
    expect(await isAliceLetIn(follower)).toBe(false);
    await follower.stop();
    rmSync(join(flags.data, "last-release"));
    await expect(startHere(flags)).rejects.toThrow("release 2 was here before");
  });
});

describe("a server that follows documents", () => {
  const repository = folder("repository");

  function git(...args: readonly string[]): void {
    execFileSync("git", ["-c", "user.name=test", "-c", "user.email=test@example.com", ...args], { cwd: repository });
  }

  function commit(text: string): void {
    mkdirSync(join(repository, "policies"), { recursive: true });
    writeFileSync(join(repository, "policies", "records.yaml"), text);
    git("add", "-A");
    git("commit", "-q", "-m", "policies");
  }

  beforeAll(() => git("init", "-q", "-b", "main"));

  it("of a repository lets what tightens decide at once, and what loosens once somebody approved it", async () => {
    commit(TEXT);
    const data = folder("git");
    const flags = { source: `git+file://${repository}#main:policies`, ...SOURCE_INTERVAL, data };
    const server = await startHere(flags);
    expect(await isAliceLetIn(server)).toBe(true);
    commit(CLOSED);
    await until(async () => !(await isAliceLetIn(server)));
    commit("kind: Polic");
    await until(() => loggedTimes(server, "have mistakes") === 1);
    commit(TEXT);
    await until(() => loggedTimes(server, "waits for an approval") === 1);
    expect(await isAliceLetIn(server)).toBe(false);
    await answer(server, "approved");
    await until(() => isAliceLetIn(server));
    await server.stop();
    const again = await startHere(flags);
    expect(await isAliceLetIn(again, server.token)).toBe(true);
    await again.stop();
  });

  it("of a folder asks nobody where that is switched off", async () => {
    const source = folder("documents");
    writeFileSync(join(source, "a.yaml"), CLOSED);
    const flags = { source: `folder:${source}`, sourceApproval: "off", ...SOURCE_INTERVAL, data: folder("data") };
    const server = await startHere(flags);
    expect(await isAliceLetIn(server)).toBe(false);
    writeFileSync(join(source, "a.yaml"), TEXT);
    await until(() => isAliceLetIn(server));
    expect(server.logged.join("")).toContain('"change":"loosens"');
    await server.stop();
  });

  it("asks once for what is then refused, and goes on as before", async () => {
    const source = folder("documents");
    writeFileSync(join(source, "a.yaml"), CLOSED);
    const server = await startHere({ source: `folder:${source}`, ...SOURCE_INTERVAL, data: folder("data") });
    writeFileSync(join(source, "a.yaml"), TEXT);
    await until(() => loggedTimes(server, "waits for an approval") === 1);
    await answer(server, "refused");
    await until(() => loggedTimes(server, "was not approved") === 1);
    expect(await isAliceLetIn(server)).toBe(false);
    expect(loggedTimes(server, "waits for an approval")).toBe(1);
    await server.stop();
  });
});
