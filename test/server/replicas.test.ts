import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fetchLog, openLogStore } from "#adapters/logs";
import { verifyFolder } from "#apps/verifier";
import { findPostgres, startPostgres, type PostgresServer } from "../../src/adapters/stores/testing/postgres-server.ts";
import { ALICE_READS, ask, EXAMPLE, startHere, textSource, tokenFor, until, type StartedServer } from "./server.ts";

const BIN = findPostgres();
const SKIPPED = BIN === null ? " (skipped: no `initdb` and `postgres` on this machine)" : "";
const FOLDER = mkdtempSync(join(tmpdir(), "writ-replicas-"));
const TEXT = readFileSync(EXAMPLE, "utf8");
const FOR_BOB_ALONE = TEXT.replace('["alice", "bob"]', '["bob"]');

/** A folder of its own for each replica. */
function folder(): string {
  return mkdtempSync(join(FOLDER, "data-"));
}

async function decision(server: StartedServer, token: string): Promise<boolean> {
  const { message } = await ask(server.url, "/access/v1/evaluation", { body: ALICE_READS, token });
  return message.decision;
}

describe.skipIf(BIN === null)(`replicas on one PostgreSQL${SKIPPED}`, () => {
  let postgres: PostgresServer;
  beforeAll(async () => {
    postgres = await startPostgres(BIN ?? "");
  });
  afterAll(async () => {
    await postgres.remove();
    rmSync(FOLDER, { recursive: true, force: true });
  });

  it("are one system: one token at the first run, and all decide by what one activated last", async () => {
    const databaseUrl = await postgres.createDatabase();
    const sources = [textSource(), textSource(), textSource()];
    const replicas = await Promise.all(
      sources.map((source) => startHere({ databaseUrl, activate: true, data: folder() }, { source })),
    );
    const tokens = replicas.map(({ token }) => token).filter((token) => token !== "");
    expect(tokens).toHaveLength(1);
    const [token = ""] = tokens;
    const [first, ...others] = replicas;
    if (first === undefined || sources[0] === undefined) throw new Error("no replica");
    expect(await Promise.all(replicas.map((replica) => decision(replica, token)))).toEqual([true, true, true]);
    sources[0].text = FOR_BOB_ALONE;
    await first.reload();
    expect(await decision(first, token)).toBe(false);
    for (const other of others) await until(async () => !(await decision(other, token)));
    const late = await startHere({ databaseUrl, data: folder() }, { source: textSource(TEXT) });
    expect(await decision(late, token)).toBe(false);
    await late.reload();
    expect(await decision(late, token)).toBe(false);
    await Promise.all([...replicas, late].map((replica) => replica.stop()));
  });

  it("write one log, which is found valid with the records of all of them", async () => {
    const databaseUrl = await postgres.createDatabase();
    const data = folder();
    const first = await startHere({ databaseUrl, data });
    const others = await Promise.all([folder(), folder()].map((one) => startHere({ databaseUrl, data: one })));
    for (const replica of [first, ...others]) for (let at = 0; at < 5; at++) await decision(replica, first.token);
    await Promise.all(others.map((replica) => replica.stop()));
    await first.stop();
    const out = join(folder(), "log");
    const store = await openLogStore({ kind: "postgres" }, { DATABASE_URL: databaseUrl });
    await fetchLog(store, out);
    await store.close();
    const key = readFileSync(join(data, "shared-evidence.key.vkey"), "utf8").trim();
    const { exitCode, text } = await verifyFolder({ folder: out, format: "text", openssl: false, key, known: [] });
    expect(text).toContain("3 bundle-activated, 6 signature, 15 decision, 3 heartbeat");
    expect(exitCode).toBe(0);
  });

  it("allow nothing while the database has their log and is away", async () => {
    const databaseUrl = await postgres.createDatabase();
    const server = await startHere({ databaseUrl, data: folder() });
    expect(await decision(server, server.token)).toBe(true);
    await postgres.kill();
    const { message } = await ask(server.url, "/access/v1/evaluation", { body: ALICE_READS, token: server.token });
    expect([message.decision, message.context.reasons[0].code]).toEqual([false, "evidence-unavailable"]);
    await postgres.start();
    await until(() => decision(server, server.token));
    await server.stop();
  });

  it("settle on one bundle when two activate at once", async () => {
    const databaseUrl = await postgres.createDatabase();
    const sources = [textSource(), textSource()];
    const replicas = await Promise.all(
      sources.map((source) => startHere({ databaseUrl, activate: true, data: folder() }, { source })),
    );
    const token = replicas.map((replica) => replica.token).join("");
    for (const [index, source] of sources.entries())
      source.text = `${TEXT}# ${index}\n`.replace("Records", `Records ${index}`);
    for (const [index, source] of sources.entries())
      source.text = source.text.replace("title: People do", `title: ${index} people do`);
    await Promise.all(replicas.map((replica) => replica.reload()));
    const bundles = async (): Promise<Set<string>> =>
      new Set(
        await Promise.all(
          replicas.map(async ({ url }) => (await ask(url, "/v1/status", { token })).message.bundle.digest),
        ),
      );
    await until(async () => (await bundles()).size === 1);
    await Promise.all(replicas.map((replica) => replica.stop()));
  });

  it("tell whoever activates second after the same head who came first, and all decide by the first", async () => {
    const databaseUrl = await postgres.createDatabase();
    const replicas = await Promise.all([0, 1].map(() => startHere({ databaseUrl, data: folder() })));
    const [one, other] = replicas;
    const administrator = replicas.find(({ token }) => token !== "");
    if (one === undefined || other === undefined || administrator === undefined) throw new Error("no replica");
    const token = await tokenFor(administrator, "author", ["policy-author"]);
    const activate = async ({ url }: StartedServer, name: string) => {
      const rule = `\n---\n${TEXT.split("\n---\n").at(-1)}`.replace(/name: [\w-]+/, `name: ${name}`);
      const files = [{ file: "a.yaml", text: TEXT + rule }];
      const { digest } = (await ask(url, "/v1/bundles", { token, body: { files } })).message;
      return ask(url, "/v1/activations", { token, body: { digest, reason: "test", after: 1 } });
    };
    const answers = await Promise.all([activate(one, "one"), activate(other, "other")]);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 409]));
    const { digest } = answers.find(({ status }) => status === 200)?.message.activation ?? {};
    const told = answers.find(({ status }) => status === 409)?.message.detail;
    expect(told).toContain(`Activation 2 decides now, bundle \`${digest}\``);
    for (const { url } of replicas)
      await until(async () => (await ask(url, "/v1/status", { token })).message.bundle.digest === digest);
    const tags = await Promise.all(replicas.map(({ url }) => ask(url, "/v1/release", { token })));
    expect(new Set(tags.map(({ headers }) => headers["etag"]))).toEqual(new Set([`W/"2-${digest}"`]));
    await Promise.all(replicas.map((replica) => replica.stop()));
  });

  it("go on deciding for callers that they know while the database is away, and for nobody else", async () => {
    const databaseUrl = await postgres.createDatabase();
    const server = await startHere({ databaseUrl, evidenceStore: "folder", data: folder() });
    const { token } = server;
    const other = await ask(server.url, "/v1/tokens", { token, body: { name: "other", roles: ["operator"] } });
    expect(await decision(server, token)).toBe(true);
    await postgres.kill();
    expect(await decision(server, token)).toBe(true);
    const unknown = await ask(server.url, "/access/v1/evaluation", { body: ALICE_READS, token: other.message.token });
    expect([unknown.status, unknown.message.type]).toEqual([503, "urn:writ:problem:unavailable"]);
    expect((await ask(server.url, "/v1/tokens", { token })).status).toBe(503);
    expect((await ask(server.url, "/readyz")).status).toBe(200);
    await until(async () => (await ask(server.url, "/v1/status", { token })).message.bundle.following !== null);
    await server.reload();
    await postgres.start();
    expect(await decision(server, other.message.token)).toBe(true);
    await until(async () => (await ask(server.url, "/v1/status", { token })).message.bundle.following === null);
    await server.stop();
  });

  it("say why they do not start where the database does not answer, without its password", async () => {
    const databaseUrl = "postgres://writ:hunter2@127.0.0.1:1/writ";
    const failure = await startHere({ databaseUrl, data: folder() }).catch((error: unknown) => String(error));
    expect(failure).toContain("DATABASE_URL");
    expect(failure).not.toContain("hunter2");
  });
});
