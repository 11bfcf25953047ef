import { hash } from "node:crypto";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { createKeyFile, openKeyFile } from "#adapters/signers";
import { runWitness, type RunningWitness, type WitnessFlags } from "#apps/witness";
import { createGrowingLog } from "../../src/core/evidence/testing/growing-log.ts";
import { testSigner, vkeyOf } from "../../src/core/evidence/testing/signers.ts";
import { ask, type Answer } from "../server/server.ts";

const LOG = testSigner("example.com/log", 1);
const OTHER = testSigner("example.com/other", 2);
const FOLDER = mkdtempSync(join(tmpdir(), "writ-witness-"));
const [KEY, LOGS] = [join(FOLDER, "witness.key"), join(FOLDER, "logs.txt")];
createKeyFile(KEY, "witness.example/one", "cosignature");
writeFileSync(LOGS, `log ${vkeyOf(LOG)} https://log.example\nquorum none\n`);
const running: RunningWitness[] = [];
let count = 0;
afterAll(async () => {
  for (const one of running) await one.stop();
  rmSync(FOLDER, { recursive: true, force: true });
});

function flagsFor(flags: Partial<WitnessFlags>): WitnessFlags {
  return { key: KEY, logs: LOGS, data: join(FOLDER, `state-${count++}`), init: true, port: "0", ...flags };
}

async function start(flags: Partial<WitnessFlags> = {}): Promise<RunningWitness & { readonly data: string }> {
  const all = flagsFor(flags);
  const complaints: string[] = [];
  const result = await runWitness({
    flags: all,
    check: false,
    print: () => {},
    complain: (text) => complaints.push(text),
  });
  if (result.kind !== "running") throw new Error(complaints.join(""));
  running.push(result.server);
  return { ...result.server, data: all.data };
}

async function complaint(flags: Partial<WitnessFlags>): Promise<string> {
  return start(flags).then(
    () => "nothing",
    (error: unknown) => String(error),
  );
}

async function add(url: string, body: Uint8Array | string): Promise<Answer> {
  return await ask(url, "/add-checkpoint", {
    body: Buffer.from(body).toString(),
    headers: { "content-type": "text/plain" },
  });
}

const originHash = hash("sha256", LOG.name);

describe("writ witness", () => {
  it("answers as C2SP tlog-witness says", async () => {
    const { url, data } = await start();
    const [log, fork, other] = [createGrowingLog(LOG), createGrowingLog(LOG, "fork"), createGrowingLog(OTHER)];
    await Promise.all([log.growTo(5), fork.growTo(5), other.growTo(5)]);
    expect((await ask(url, `/${originHash}/checkpoint`)).status).toBe(404);
    const first = await add(url, await log.request(0));
    expect([first.status, first.text.startsWith("\u2014 witness.example/one ")]).toEqual([200, true]);
    const conflict = await add(url, await log.request(0));
    expect([conflict.status, conflict.headers["content-type"], conflict.text]).toEqual([
      409,
      "text/x.tlog.size",
      "5\n",
    ]);
    const refused = await add(url, await fork.request(5));
    expect(refused.status).toBe(422);
    expect(readdirSync(join(data, "forks")).length).toBe(1);
    expect((await add(url, await other.request(0))).status).toBe(404);
    expect(
      (
        await add(
          url,
          Buffer.from(await log.request(5))
            .toString()
            .replace("\n5\n", "\n6\n"),
        )
      ).status,
    ).toBe(403);
    expect(
      (
        await add(
          url,
          Buffer.from(await log.request(5))
            .toString()
            .replace("old 5", "old 6"),
        )
      ).status,
    ).toBe(400);
    expect((await add(url, "nonsense")).status).toBe(400);
    const kept = await ask(url, `/${originHash}/checkpoint`);
    expect([kept.status, kept.text]).toEqual([200, (await log.checkpoint()) + first.text]);
  });

  it("answers nothing else", async () => {
    const { url } = await start();
    expect((await ask(url, "/add-checkpoint")).status).toBe(405);
    expect((await ask(url, "/livez", { method: "POST", body: "" })).status).toBe(405);
    expect((await ask(url, "/")).status).toBe(404);
    expect((await ask(url, "/add-checkpoint?a=b", { body: "" })).status).toBe(404);
    expect((await ask(url, `/${originHash.toUpperCase()}/checkpoint`)).status).toBe(404);
    expect((await add(url, "x".repeat(100_000))).status).toBe(413);
    expect((await ask(url, "/livez")).text).toBe("ok\n");
    expect((await ask(url, "/metrics")).text).toContain('writ_requests_total{route="/add-checkpoint",status="413"} 1');
  });

  it("holds off whoever asks too often", async () => {
    const { url } = await start({ maxRequests: "3" });
    const statuses: number[] = [];
    for (let at = 0; at < 5; at++) statuses.push((await add(url, "nonsense")).status);
    expect(statuses.filter((status) => status === 429).length).toBeGreaterThan(0);
    expect((await ask(url, "/livez")).status).toBe(200);
  });

  it("reads its list of logs again, and keeps the last good one", async () => {
    const logs = join(FOLDER, "changing.txt");
    writeFileSync(logs, `log ${vkeyOf(LOG)}\n`);
    const witness = await start({ logs });
    const { url } = witness;
    const other = createGrowingLog(OTHER);
    await other.growTo(2);
    expect((await add(url, await other.request(0))).status).toBe(404);
    writeFileSync(logs, `log ${vkeyOf(LOG)}\nlog ${vkeyOf(OTHER)}\n`);
    await witness.reload();
    expect((await add(url, await other.request(0))).status).toBe(200);
    writeFileSync(logs, "log nonsense\n");
    await witness.reload();
    expect((await add(url, await other.request(2))).status).toBe(200);
  });

  it("goes on from what it signed, and does not start without that", async () => {
    const first = await start();
    const log = createGrowingLog(LOG);
    await log.growTo(5);
    await add(first.url, await log.request(0));
    await first.stop();
    const again = await start({ data: first.data, init: false });
    expect((await add(again.url, await log.request(0))).text).toBe("5\n");
    expect(await complaint({ init: false })).toContain("holds no state of a witness");
  });

  it.each<readonly [Partial<WitnessFlags>, string]>([
    [{ host: "0.0.0.0" }, "is reached from beyond this machine"],
    [{ tlsCert: "a.pem" }, "A certificate needs its key"],
    [{ port: "70000" }, "`--port` must be a port"],
    [{ maxRequests: "0" }, "`--max-requests` must be"],
    [{ logLevel: "loud" }, "`--log-level` must be"],
    [{ logs: join(FOLDER, "none.txt") }, "cannot be read"],
    [{ logs: KEY }, "is not `log <verifier key of a log>`"],
    [{ key: join(FOLDER, "none.key") }, "Cannot read the key"],
  ])("does not start with %j", async (flags, message) => {
    expect(await complaint(flags)).toContain(message);
  });

  it("does not start with the key of a log, and no log is opened with that of a witness", async () => {
    createKeyFile(join(FOLDER, "log.key"), "example.com/log");
    expect(await complaint({ key: join(FOLDER, "log.key") })).toContain("a witness needs one of its own");
    expect(() => openKeyFile(KEY)).toThrow("a log needs one of its own");
  });
});
