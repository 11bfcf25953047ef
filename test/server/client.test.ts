import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Unknown } from "#core/language";
import { digestProposal } from "#core/decide";
import {
  isAllowed,
  NoAnswerError,
  RefusedError,
  WritClient,
  type DecisionMessage,
  type Proposal,
} from "../../src/client/index.ts";
import { creation, proposalBy, store } from "../../src/core/decide/testing/proposal.ts";
import { ALICE_READS, startHere, type StartedServer } from "./server.ts";

const FOLDER = mkdtempSync(join(tmpdir(), "writ-client-"));
let server: StartedServer;
let client: WritClient;

beforeAll(async () => {
  server = await startHere({ data: FOLDER });
  client = new WritClient({ url: server.url, token: server.token });
});
afterAll(async () => {
  await server.stop();
  rmSync(FOLDER, { recursive: true, force: true });
});

function reading(properties: Proposal["effects"][number]["resource"]["properties"]): Proposal {
  const record = { ...store({ kind: "Record", id: "record-1", properties }), region: null };
  return proposalBy("person", {
    principal: { id: "alice" },
    effects: [creation(record, { verb: "update", before: record })],
    context: { attributes: { creations: 0, alterations: 1, deletes: 0 } },
  });
}

describe("WritClient", () => {
  it("asks for evaluations, one and many", async () => {
    expect(await client.evaluate(ALICE_READS)).toEqual({ decision: true });
    const evaluations = [{}, { action: { name: "dance" } }];
    const answers = await client.evaluateAll({ ...ALICE_READS, evaluations });
    expect(answers.map(({ decision }) => decision)).toEqual([true, false]);
    expect(await client.evaluateAll({ evaluations: [] })).toEqual([]);
  });

  it("asks for decisions on proposals, with values that JSON has no form for", async () => {
    const known = reading({ status: "active" });
    const answer = await client.decide(known);
    expect([answer.effect, isAllowed(answer)]).toEqual(["allow", true]);
    expect(answer.proposalDigest).toBe(digestProposal(known));
    const open = await client.decide(reading({ status: new Unknown([{ reason: "after-apply", path: "status" }]) }));
    expect([open.effect, isAllowed(open), isAllowed(open, ["recheck"])]).toEqual(["allow", false, true]);
  });

  it("rejects with the server's reason when it is refused", async () => {
    const stranger = new WritClient({ url: server.url, token: "writ_nobody" });
    const error = await stranger.evaluate(ALICE_READS).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(RefusedError);
    expect(error).toMatchObject({ problem: { status: 401, type: "urn:writ:problem:unauthenticated" } });
  });
});

describe("WritClient, where something else answers", () => {
  let other: Server;
  let url = "";
  let answer: { readonly status: number; readonly body: string } | null = null;
  beforeAll(async () => {
    other = createServer((_request, response) => {
      if (answer !== null) response.writeHead(answer.status, { location: "http://127.0.0.1:1/" }).end(answer.body);
    });
    await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
    const address = other.address();
    url = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
  });
  afterAll(() => {
    other.closeAllConnections();
    other.close();
  });

  it.each([
    ["no JSON", { status: 200, body: "ok" }],
    ["another message", { status: 200, body: '{"allowed":true}' }],
    ["a decision that is no boolean", { status: 200, body: '{"decision":"true"}' }],
    ["two decisions", { status: 200, body: '{"decision":false,"decision":true}' }],
    ["a status of its own", { status: 201, body: '{"decision":true}' }],
    ["a redirect", { status: 307, body: '{"decision":true}' }],
    ["nothing in time", null],
  ])("rejects %s, and allows nothing", async (_what, next) => {
    answer = next;
    const asked = new WritClient({ url, token: "t", timeoutMs: 500 }).evaluate(ALICE_READS);
    await expect(asked).rejects.toBeInstanceOf(NoAnswerError);
  });

  it("rejects when nobody is there", async () => {
    const asked = new WritClient({ url: "http://127.0.0.1:1", token: "t" }).decide(reading({}));
    await expect(asked).rejects.toBeInstanceOf(NoAnswerError);
  });
});

describe("isAllowed()", () => {
  it("is true for an allow of which every obligation is seen to", () => {
    expect(isAllowed(decision("allow"))).toBe(true);
    expect(isAllowed(decision("allow", "recheck"), ["recheck"])).toBe(true);
  });

  it("is false for an obligation that the caller does not know, and for whatever is no allow", () => {
    expect(isAllowed(decision("allow", "recheck"))).toBe(false);
    expect(isAllowed(decision("allow", "recheck", "unheard-of"), ["recheck"])).toBe(false);
    expect(isAllowed(decision("hold"))).toBe(false);
    expect(isAllowed(decision("deny"), ["recheck"])).toBe(false);
  });
});

function decision(effect: DecisionMessage["effect"], ...codes: readonly string[]): DecisionMessage {
  return {
    effect,
    reasons: [],
    obligations: codes.map((code) => ({ code, message: code })),
    verdicts: [],
    passed: 0,
    notApplicable: 0,
    proposalDigest: "a",
    bundleDigest: "b",
  };
}
