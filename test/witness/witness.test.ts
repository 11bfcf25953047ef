import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { parseCheckpoint } from "#core/evidence";
import { openFolderLog } from "#adapters/logs";
import { createKeyFile, openKeyFile } from "#adapters/signers";
import { createCosigner, readWitnessPolicy, type CosignerEvent } from "#adapters/witnesses";
import { verifyFolder } from "#apps/verifier";
import { decisions, entriesOf } from "../../src/core/evidence/testing/records.ts";
import { startProcess } from "../server/process.ts";
import { ALICE_READS, ask, until } from "../server/server.ts";
import { startWitness, type WitnessProcess } from "./process.ts";

const FOLDER = mkdtempSync(join(tmpdir(), "writ-witness-"));
const EXAMPLE = "examples/authzen/policies/records.yaml";
const at = (name: string): string => join(FOLDER, name);
const started: WitnessProcess[] = [];
afterAll(() => {
  for (const { child } of started) child.kill("SIGKILL");
  rmSync(FOLDER, { recursive: true, force: true });
});

/** A witness with its key, its state and the logs that it watches, in a folder of its own. */
async function newWitness(name: string, logKey: string, port: number = 0): Promise<WitnessProcess> {
  const folder = at(name);
  mkdirSync(folder, { recursive: true });
  const key = join(folder, "witness.key");
  createKeyFile(key, `witness.example/${name}`, "cosignature");
  writeFileSync(join(folder, "logs.txt"), `# one log\nlog ${logKey}\n`);
  return await witnessAgain(name, port, ["--init"]);
}

async function witnessAgain(name: string, port: number, more: readonly string[] = []): Promise<WitnessProcess> {
  const folder = at(name);
  const [key, logs, data] = [join(folder, "witness.key"), join(folder, "logs.txt"), join(folder, "state")];
  const witness = await startWitness(["--key", key, "--logs", logs, "--data", data, ...more], port);
  started.push(witness);
  return witness;
}

/** A policy in which one witness is asked, by the keys on the disk. */
function writePolicy(logKey: string, name: string, url: string): string {
  const vkey = readFileSync(at(`${name}/witness.key.vkey`), "utf8").trim();
  writeFileSync(at(`${name}.policy`), `log ${logKey}\nwitness one ${vkey} ${url}\nquorum one\n`);
  return at(`${name}.policy`);
}

async function verify(folder: string, trust: string, known: readonly string[] = []): Promise<string> {
  const { exitCode, text } = await verifyFolder({
    folder,
    format: "text",
    openssl: false,
    trust,
    key: undefined,
    known,
  });
  return `${exitCode} ${text}`;
}

describe("a log and its witness, each a process", () => {
  it("prove to others what was recorded; without the witness decisions go on, and readers wait", async () => {
    const data = at("data");
    mkdirSync(data);
    const { vkey } = createKeyFile(join(data, "evidence.key"), "example.com/log");
    const witness = await newWitness("one", vkey);
    const policy = writePolicy(vkey, "one", witness.url);
    const server = startProcess(["--data", data, "--no-library", "--policy", EXAMPLE, "--witness-policy", policy]);
    const url = await server.url();
    const token = /writ_[0-9a-f]{16}_[\w-]{43}/.exec(server.stdout())?.[0] ?? "";
    const decide = async (): Promise<unknown> =>
      (await ask(url, "/access/v1/evaluation", { body: ALICE_READS, token })).message.decision;

    expect(await decide()).toBe(true);
    const shown = (): number => parseCheckpoint(readFileSync(join(data, "evidence/checkpoint")))?.size ?? 0;
    await until(() => shown() >= 2);
    expect(await verify(join(data, "evidence"), policy)).toMatch(/^0 /);

    witness.child.kill("SIGKILL");
    await witness.ended;
    expect(await decide()).toBe(true);
    await until(() => server.stderr().includes("too few witnesses sign"));
    const before = shown();
    expect(parseCheckpoint(readFileSync(join(data, "evidence/signed")))?.size).toBeGreaterThan(before);
    expect((await ask(url, "/metrics", { token })).text).toContain("writ_checkpoint_witnesses 0");

    const again = await witnessAgain("one", Number(new URL(witness.url).port));
    await until(() => shown() > before);
    server.child.kill("SIGTERM");
    expect(await server.ended).toBe(0);
    expect(await verify(join(data, "evidence"), policy)).toMatch(/^0 /);
    again.child.kill("SIGTERM");
    expect(await again.ended).toBe(0);
  });

  it("tell a log that forks: the witness signs one side, and the verifier finds the other", async () => {
    const { vkey } = createKeyFile(at("fork.key"), "example.com/fork");
    const witness = await newWitness("two", vkey);
    const policy = writePolicy(vkey, "two", witness.url);
    const events: CosignerEvent[] = [];
    const open = (folder: string, tooFew: "show" | "withhold"): ReturnType<typeof openFolderLog> =>
      openFolderLog({
        folder,
        signers: [openKeyFile(at("fork.key"))],
        publishAfterMs: 3_600_000,
        cosigner: createCosigner({
          policy: readWitnessPolicy(policy),
          tooFew,
          timeoutMs: 10_000,
          report: (event) => events.push(event),
        }),
      });
    const entries = entriesOf("example.com/fork", decisions(8));
    const honest = await open(at("honest"), "withhold");
    for (const entry of entries.slice(0, 4)) await honest.append(entry);
    await honest.publish();
    await honest.close();
    cpSync(at("honest"), at("forked"), { recursive: true });

    const grown = await open(at("honest"), "withhold");
    for (const entry of entries.slice(4, 6)) await grown.append(entry);
    await grown.publish();
    await grown.close();
    const forked = await open(at("forked"), "show");
    const others = entriesOf("example.com/fork", decisions(9)).slice(7);
    for (const entry of others) await forked.append(entry);
    await forked.publish();
    await forked.close();

    expect(events).toContainEqual({ kind: "witness-failed", witness: "witness.example/two", reason: "inconsistent" });
    expect(await verify(at("honest"), policy)).toMatch(/^0 /);
    const found = await verify(at("forked"), policy, [join(at("honest"), "checkpoint")]);
    expect(found).toMatch(/^1 /);
    expect(found).toContain("quorum-missing");
    expect(found).toContain("split-view");
    expect(witness.stderr()).toContain("a log has signed two trees of one size");
  });
});
