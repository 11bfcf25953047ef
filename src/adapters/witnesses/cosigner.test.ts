import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, describe, expect, it } from "vitest";
import {
  createWitness,
  formatKey,
  parseCheckpoint,
  parseKey,
  parsePolicy,
  utf8,
  verifierKey,
  type Signer,
  type SignedCheckpoint,
  type TrustPolicy,
  type Witness,
} from "#core/evidence";
import { nodeCrypto } from "#adapters/signers";
import { createGrowingLog } from "../../core/evidence/testing/growing-log.ts";
import { testSigner, vkeyOf } from "../../core/evidence/testing/signers.ts";
import { createMemoryState } from "../../core/evidence/testing/witness-state.ts";
import { createCosigner, type CosignerEvent } from "./cosigner.ts";

const { sha256 } = nodeCrypto;
const LOG = testSigner("example.com/log", 1);
const [ONE, TWO] = [testSigner("witness.example/one", 2), testSigner("witness.example/two", 3)];
const servers: Server[] = [];
afterAll(() => {
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
});

/** What stands behind an address: a status with a text, or nothing for ever. */
type Behaviour = (body: Buffer) => Promise<readonly [number, string] | null>;

async function serve(behaviour: Behaviour): Promise<string> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      void behaviour(Buffer.concat(chunks)).then((answer) => {
        if (answer !== null) response.writeHead(answer[0]).end(answer[1]);
      });
    });
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  // oxlint-disable-next-line no-unsafe-type-assertion -- a server that listens on a port has such an address
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/witness`;
}

function honest(signer: Signer): Witness {
  const key = parseKey(sha256, vkeyOf(LOG));
  const logs = key === null ? [] : [key];
  return createWitness({
    crypto: nodeCrypto,
    signer,
    logs,
    state: createMemoryState(sha256),
    now: () => 1_700_000_000,
  });
}

const STATUS = { malformed: 400, "unknown-log": 404, untrusted: 403, shrinks: 400, inconsistent: 422 } as const;

function answering(witness: Witness): Behaviour {
  return async (body) => {
    const answer = await witness.addCheckpoint(body);
    if (answer.kind === "cosigned") return [200, answer.lines];
    if (answer.kind === "conflicts") return [409, `${answer.latestSize}\n`];
    return [STATUS[answer.kind], "no\n"];
  };
}

function policyOf(addresses: readonly (readonly [Signer, string])[], rule: string): TrustPolicy {
  const lines = addresses.map(([signer, url], at) => {
    const key = formatKey(verifierKey(sha256, signer.name, "cosignature", signer.publicKey));
    return `witness w${at} ${key} ${url}\n`;
  });
  const result = parsePolicy(sha256, `${lines.join("")}${rule}`);
  if (result.kind === "malformed") throw new Error(result.problem.message);
  return result.policy;
}

const ANY = "group enough any w0 w1\nquorum enough\n";
const ALL = "group enough all w0 w1\nquorum enough\n";

/** A log at a size, as it is handed to a cosigner. */
async function logAt(size: number, log = createGrowingLog(LOG)): Promise<SignedCheckpoint> {
  await log.growTo(size);
  return { note: await log.checkpoint(), prove: (older) => log.prove(older, size) };
}

async function asked(policy: TrustPolicy, tooFew: "show" | "withhold", ...checkpoints: readonly SignedCheckpoint[]) {
  const events: CosignerEvent[] = [];
  const cosigner = createCosigner({ policy, tooFew, timeoutMs: 500, report: (event) => events.push(event) });
  const answers: string[] = [];
  for (const checkpoint of checkpoints) {
    const answer = await cosigner.cosign(checkpoint);
    const names = answer.kind === "show" ? namesUnder(answer.note) : "";
    answers.push(`${answer.kind} ${names}`.trim());
  }
  return { answers, events, counts: cosigner.counts };
}

function namesUnder(note: string): string {
  const names = parseCheckpoint(utf8(note))?.note.signatures.map(({ name }) => name.split("/")[1] ?? "");
  return names?.toSorted().join(" ") ?? "nothing";
}

describe("a cosigner", () => {
  it("adds the signatures of all witnesses, checkpoint by checkpoint", async () => {
    const policy = policyOf(
      [
        [ONE, await serve(answering(honest(ONE)))],
        [TWO, await serve(answering(honest(TWO)))],
      ],
      ALL,
    );
    const log = createGrowingLog(LOG);
    const checkpoints = [await logAt(3, log), await logAt(3, log)];
    const { answers, events, counts } = await asked(policy, "withhold", ...checkpoints, await logAt(700, log));
    expect(answers).toEqual(Array.from({ length: 3 }, () => "show log one two"));
    expect(events).toEqual([]);
    expect(counts).toEqual({ enough: 3, tooFew: 0, signed: 2 });
  });

  it("learns from a witness what that has signed before", async () => {
    const witness = honest(ONE);
    const log = createGrowingLog(LOG);
    await log.growTo(5);
    await witness.addCheckpoint(await log.request(0));
    const policy = policyOf([[ONE, await serve(answering(witness))]], "quorum w0\n");
    expect((await asked(policy, "withhold", await logAt(9, log))).answers).toEqual(["show log one"]);
  });

  it.each<readonly [string, Behaviour, CosignerEvent & { kind: "witness-failed" }]>([
    ["hangs", () => new Promise(() => {}), failedBecause("unreachable")],
    ["knows no such log", () => Promise.resolve([404, ""]), failedBecause("unknown-log")],
    ["does not believe the log", () => Promise.resolve([403, ""]), failedBecause("refused")],
    ["has seen another tree", () => Promise.resolve([422, ""]), failedBecause("inconsistent")],
    ["has seen a larger tree", () => Promise.resolve([409, "1000\n"]), failedBecause("ahead")],
    ["tells nonsense of a size", () => Promise.resolve([409, "many"]), failedBecause("refused")],
    ["never agrees on a size", () => Promise.resolve([409, "2\n"]), failedBecause("refused")],
    ["says nothing", () => Promise.resolve([200, ""]), failedBecause("malformed")],
    ["says too much", () => Promise.resolve([200, "x".repeat(100_000)]), failedBecause("unreachable")],
    ["tells nonsense", () => Promise.resolve([200, "<html>\n"]), failedBecause("malformed")],
    ["leads elsewhere", () => Promise.resolve([307, ""]), failedBecause("refused")],
    ["signs with another key", answering(honest(testSigner(ONE.name, 9))), failedBecause("malformed")],
    ["signs wrongly", forging(), failedBecause("malformed")],
  ])("does without a witness that %s", async (_, behaviour, event) => {
    const addresses = [
      [ONE, await serve(behaviour)],
      [TWO, await serve(answering(honest(TWO)))],
    ] as const;
    const enough = await asked(policyOf(addresses, ANY), "withhold", await logAt(7));
    expect(enough.answers).toEqual(["show log two"]);
    const few = policyOf([[ONE, await serve(behaviour)], addresses[1]], ALL);
    const shown = await asked(few, "show", await logAt(7), await logAt(7));
    expect(shown.answers).toEqual(["show log two", "show log two"]);
    expect(shown.events).toContainEqual(event);
    expect(shown.events).toContainEqual({ kind: "too-few", signed: 1, isShown: true });
    expect(shown.events.length).toBe(2);
    expect((await asked(few, "withhold", await logAt(7))).answers).toEqual(["withhold"]);
  });

  it("says when a witness signs again", async () => {
    const witness = honest(ONE);
    let isAway = true;
    const behaviour: Behaviour = (body) => (isAway ? Promise.resolve([503, ""]) : answering(witness)(body));
    const policy = policyOf([[ONE, await serve(behaviour)]], "quorum w0\n");
    const events: CosignerEvent[] = [];
    const cosigner = createCosigner({ policy, tooFew: "withhold", timeoutMs: 500, report: (one) => events.push(one) });
    await cosigner.cosign(await logAt(2));
    isAway = false;
    await cosigner.cosign(await logAt(2));
    expect(events.map(({ kind }) => kind)).toEqual(["witness-failed", "too-few", "witness-answers", "enough"]);
  });

  it("asks nobody over plain HTTP beyond this machine", async () => {
    const policy = policyOf([[ONE, "http://witness.example/"]], "quorum w0\n");
    const { answers, events } = await asked(policy, "withhold", await logAt(2));
    expect([answers, events[0]]).toEqual([["withhold"], failedBecause("unreachable")]);
  });
});

function failedBecause(
  reason: (CosignerEvent & { kind: "witness-failed" })["reason"],
): CosignerEvent & { kind: "witness-failed" } {
  return { kind: "witness-failed", witness: ONE.name, reason };
}

/** Signs, and changes the signature on its way. */
function forging(): Behaviour {
  const behaviour = answering(honest(ONE));
  return async (body) => {
    const [status, text] = (await behaviour(body)) ?? [500, ""];
    return [status, text.replace(/.{6}=*\n$/, "AAAA==\n")];
  };
}
