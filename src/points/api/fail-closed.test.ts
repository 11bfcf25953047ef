import { describe, expect, it } from "vitest";
import { UnavailableError } from "#core/diagnostics";
import { activeBundle, asker, examplePorts, type Ask } from "./testing/api.ts";
import type { DecisionRecord } from "./index.ts";

const EVALUATION = "/access/v1/evaluation";
const ALLOWED = {
  subject: { type: "user", id: "alice" },
  action: { name: "read" },
  resource: { type: "record", id: "record-1" },
};
const PROPOSAL = {
  principal: { id: "alice", kind: "person" },
  effects: [{ verb: "read", resource: { kind: "Record", id: "record-1", properties: { status: "active" } } }],
};

/** A bundle with one policy about records. */
function policy(expression: string, more = ""): ReturnType<typeof activeBundle> {
  return activeBundle(`
apiVersion: writ/v1
kind: ResourceKind
metadata: { name: Record }
spec:
  properties: { status: string, size: int }
  mappings: [{ types: [record], provider: app, properties: { status: 'native.at("status", "active")' } }]
---
apiVersion: writ/v1
kind: Policy
metadata: { name: p, title: P }
spec:
  match: { kinds: [Record] }${more}
  validations: [{ id: v, expression: ${JSON.stringify(expression)} }]
`);
}

/** Asks in every way in which this point can be asked. */
async function answers(ask: Ask, changes: { readonly [key: string]: unknown } = {}): Promise<readonly unknown[]> {
  const request = { ...ALLOWED, ...changes };
  const single = await ask(EVALUATION, request);
  const batch = await ask("/access/v1/evaluations", { ...request, evaluations: [{}] });
  const decided = await ask("/v1/decide", PROPOSAL);
  const batched = await ask("/v1/decide/batch", { proposals: [PROPOSAL] });
  return [
    single.message.decision,
    batch.message.evaluations[0].decision,
    decided.message.effect,
    batched.message.decisions[0].effect,
  ];
}

const ALLOW = [true, true, "allow", "allow"];
const DENY = [false, false, "deny", "deny"];

describe("the point api", () => {
  it("allows what the example allows, so that the denials below say something", async () => {
    expect(await answers(asker())).toEqual(ALLOW);
  });

  it("denies where a policy fails, cannot be evaluated, or costs too much", async () => {
    const costly =
      "[1,2,3,4,5,6,7,8,9,10].all(a, [1,2,3,4,5,6,7,8,9,10].all(b, [1,2,3,4,5,6,7,8,9,10].all(c, [1,2,3,4,5,6,7,8,9,10].all(d, [1,2,3,4,5,6,7,8,9,10].all(e, [1,2,3,4,5,6,7,8,9,10].all(f, a + b + c + d + e + f > 0))))))";
    for (const expression of ["false", "1 / 0 == 1", "resource.properties.size > 1", costly]) {
      const active = policy(expression);
      expect(await answers(asker(examplePorts({ active: () => active })))).toEqual(DENY);
    }
  });

  it("denies an agent without a grant", async () => {
    const ask = asker();
    const agent = { ...ALLOWED, subject: { type: "agent", id: "alice" } };
    expect((await ask(EVALUATION, agent)).message).toMatchObject({ decision: false, context: { effect: "deny" } });
  });

  it("denies what is allowed only with an obligation, where whoever asks may not look at obligations", async () => {
    const active = policy("true");
    const ask = asker(examplePorts({ active: () => active }));
    const unresolved = [{ code: "deferred", message: "more may change" }];
    const { message } = await ask("/v1/decide", { ...PROPOSAL, context: { unresolved } });
    expect(message).toMatchObject({ effect: "hold", obligations: [{ code: "resolve" }] });
    const service = { ...PROPOSAL, principal: { id: "ci", kind: "pipeline" } };
    const resource = {
      kind: "Record",
      id: "r",
      properties: { status: { $writ: ["unknown", ["after-apply", "status"]] } },
    };
    const asked = policy("resource.properties.status == 'active'");
    const decided = await asker(examplePorts({ active: () => asked }))("/v1/decide", {
      ...service,
      effects: [{ verb: "create", resource }],
    });
    expect(decided.message).toMatchObject({ effect: "allow", obligations: [{ code: "recheck" }] });
  });

  it.each([
    [
      "an unknown kind",
      { ...PROPOSAL, effects: [{ verb: "read", resource: { kind: "Planet", id: "p" } }] },
      "unknown-kind",
    ],
    [
      "a property of another type",
      { ...PROPOSAL, effects: [{ verb: "read", resource: { kind: "Record", id: "r", properties: { status: 7 } } }] },
      "invalid-property",
    ],
    [
      "a resource before of an unknown kind",
      { ...PROPOSAL, effects: [{ ...PROPOSAL.effects[0], before: { kind: "Planet", id: "p" } }] },
      "unknown-kind",
    ],
  ])("denies a proposal with %s", async (_what, proposal, code) => {
    const { status, message } = await asker()("/v1/decide", proposal);
    expect([status, message.effect, message.reasons[0].code]).toEqual([200, "deny", code]);
  });

  it.each([
    ["too deep", `${'{"a":'.repeat(200)}1${"}".repeat(200)}`],
    ["a key twice", '{"subject":{"type":"user","id":"alice"},"subject":{"type":"user","id":"bob"}}'],
    ["a key twice, escaped", '{"subject":{"type":"user","id":"alice","i\\u0064":"bob"}}'],
    [
      "too many effects",
      JSON.stringify({ ...PROPOSAL, effects: Array.from({ length: 10_001 }, () => PROPOSAL.effects[0]) }),
    ],
    ["a name without end", JSON.stringify({ ...ALLOWED, subject: { type: "user", id: "a".repeat(3000) } })],
    ["a lone surrogate in broken UTF-8", '{"subject":"\ud800'],
  ])("refuses a body that is %s on every route", async (_what, body) => {
    for (const path of [EVALUATION, "/access/v1/evaluations", "/v1/decide", "/v1/decide/batch"]) {
      expect((await asker()(path, body)).status).toBe(400);
    }
  });

  it("answers 500 without a word of the cause when something of ours breaks, and reports it", async () => {
    const errors: unknown[] = [];
    const broken = new TypeError("secret detail");
    const active = (): never => {
      throw broken;
    };
    const { status, message } = await asker(examplePorts({ active }), errors)(EVALUATION, ALLOWED);
    expect([status, JSON.stringify(message).includes("secret")]).toEqual([500, false]);
    expect(errors).toEqual([broken]);
  });
});

describe("the point api where decisions must be recorded", () => {
  it("answers after the record is kept, with who asked and what was judged", async () => {
    const kept: DecisionRecord[] = [];
    const record = async (one: DecisionRecord): Promise<void> => {
      kept.push(one);
    };
    expect(await answers(asker(examplePorts({ record })))).toEqual(ALLOW);
    expect(kept.map(({ judged }) => judged.map(({ effect }) => effect))).toEqual([
      ["allow"],
      ["allow"],
      ["allow"],
      ["allow"],
    ]);
    expect(kept[0]).toMatchObject({ caller: { id: "token:test" }, requestId: "request-1" });
  });

  it.each(["failed", "failed but happened"])("allows nothing when the record %s", async (fault) => {
    const kept: DecisionRecord[] = [];
    const record = async (one: DecisionRecord): Promise<void> => {
      if (fault === "failed but happened") kept.push(one);
      throw new UnavailableError("log-unavailable", "The log did not answer");
    };
    const ask = asker(examplePorts({ record }));
    expect(await answers(ask)).toEqual(DENY);
    const { message } = await ask("/v1/decide", PROPOSAL);
    expect(message.reasons[0]).toMatchObject({ code: "evidence-unavailable" });
  });

  it("allows nothing when the record breaks in another way", async () => {
    const ports = examplePorts({ record: () => Promise.reject(new TypeError("a bug")) });
    expect((await asker(ports)(EVALUATION, ALLOWED)).status).toBe(500);
  });
});
