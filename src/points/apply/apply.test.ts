import { describe, expect, it } from "vitest";
import { UnavailableError } from "#core/diagnostics";
import { parseEnvelope, utf8 } from "#core/evidence";
import type { PlanChanges } from "#core/wire";
import { authorize, conclude, submit, toListed } from "./index.ts";
import { activeBundle, attemptOf, callBy, changes, openDesk, requestOf, share, type Desk } from "./testing/apply.ts";

const CI = callBy("ci");
const AGENT = callBy("bot", "agent");
const GOOD = changes(share("a", { owner: "ann" }));
const OPEN = changes(share("a", {}));

async function submitted(desk: Desk, asked: PlanChanges, call = CI) {
  const result = await submit(desk, call, requestOf(desk, asked));
  if (result.kind === "refused") throw new Error(result.message);
  return result.answer;
}

/** Submits, does something, and asks to apply. */
async function attempted(asked: PlanChanges, call = CI, meanwhile: (desk: Desk) => void = () => {}) {
  const desk = openDesk();
  const { id, receipt } = await submitted(desk, asked, call);
  meanwhile(desk);
  const answer = await authorize(desk, { call: CI, id }, attemptOf(receipt, asked));
  return { desk, id, receipt, code: answer?.refusal?.code ?? null, answer };
}

function approve(state: "approved" | "refused" | "revoked" | "expired") {
  return (desk: Desk): void => {
    for (const { id } of desk.asked) desk.standings.set(id, state);
  };
}

describe("submit()", () => {
  it("answers a decision with a receipt of exactly what was decided, recorded first", async () => {
    const desk = openDesk();
    const { id, decision, receipt, approval } = await submitted(desk, GOOD);
    expect([decision.effect, approval, desk.recorded]).toEqual(["allow", null, ["allow"]]);
    const { payload = utf8("{}") } = parseEnvelope(utf8(receipt)) ?? {};
    expect(JSON.parse(Buffer.from(payload).toString())).toMatchObject({
      submission: id,
      origin: "control.example",
      proposal: decision.proposalDigest,
      bundle: decision.bundleDigest,
      principal: { kind: "service", id: "ci", chain: [] },
      effect: "allow",
      expiresAt: "2026-05-04T13:00:00.000Z",
    });
  });

  it("proposes for whoever was proven to call, and counts changes itself", async () => {
    const desk = openDesk();
    desk.active = () =>
      activeBundle(`---
apiVersion: writ/v1
kind: Policy
metadata: { name: few }
spec:
  match: { kinds: [Share] }
  validations: [{ id: few, expression: 'context.attributes.creations < 2 && principal.id == "ci" && context.point == "apply"' }]
`);
    expect((await submitted(desk, GOOD)).decision.effect).toBe("allow");
    const two = changes(share("a", { owner: "x" }), share("b", { owner: "x" }));
    expect((await submitted(desk, two)).findings).toMatchObject([
      { policy: "few", outcome: "fail" },
      { policy: "few" },
    ]);
  });

  it("says what is wrong with which effect, and issues a denied receipt that permits nothing", async () => {
    const desk = openDesk();
    const asked = changes(share("a", { public: true, owner: "x" }));
    const { decision, findings, approval } = await submitted(desk, asked);
    expect([decision.effect, approval, desk.asked]).toEqual(["deny", null, []]);
    expect(findings).toMatchObject([
      {
        effect: 0,
        policy: "shares",
        validation: "private",
        message: "it is public",
        remediation: "Set public to false",
        reads: [{ path: "resource.properties.public", value: "true" }],
      },
    ]);
  });

  it("asks for an approval of what is held, with what an approver needs", async () => {
    const desk = openDesk();
    const { approval } = await submitted(desk, OPEN, AGENT);
    expect(desk.asked).toMatchObject([
      {
        id: approval,
        requester: "bot",
        summary: "agent bot: 1 to create; 1 rule cannot be told before it is applied",
        details: {
          counts: { create: 1, delete: 0 },
          principal: { chain: ["ann"] },
          findings: { items: [{ rule: "shares/owned", resource: "a" }], more: 0 },
        },
      },
    ]);
  });

  it("cuts what an approver sees, however much a plan has", async () => {
    const desk = openDesk();
    const many = Array.from({ length: 900 }, (_, at) => share(`${"\u{1f600}".repeat(500)}-${at}`, {}));
    await submitted(desk, changes(...many), AGENT);
    const [{ details, summary } = { details: {}, summary: "" }] = desk.asked;
    expect(JSON.stringify(details).length).toBeLessThan(64 * 1024);
    expect(summary.length).toBeLessThan(2000);
  });

  it("refuses changes that were read by other kinds", async () => {
    const desk = openDesk();
    const request = { ...requestOf(desk, GOOD), kinds: "0".repeat(64) };
    expect(await submit(desk, CI, request)).toMatchObject({ kind: "refused", code: "other-kinds" });
  });

  it("issues no receipt when the decision cannot be recorded", async () => {
    const desk = { ...openDesk(), record: () => Promise.reject(new UnavailableError("log", "The log is away")) };
    await expect(submit(desk, CI, requestOf(openDesk(), GOOD))).rejects.toMatchObject({ code: "evidence-unavailable" });
    expect(await desk.submissions.list(9)).toEqual([]);
  });
});

describe("authorize()", () => {
  it("lets a plan be applied once, also when the answer is lost and asked for again", async () => {
    const { desk, id, receipt, code } = await attempted(GOOD);
    expect([code, desk.recorded]).toEqual([null, ["allow", "allow"]]);
    const again = await authorize(desk, { call: CI, id }, attemptOf(receipt, GOOD));
    expect(again?.refusal).toBeNull();
    const other = await authorize(desk, { call: CI, id }, attemptOf(receipt, GOOD, "attempt-000000002"));
    expect(other?.refusal?.code).toBe("already-used");
  });

  it("lets nobody else through who names the same attempt", async () => {
    const { desk, id, receipt } = await attempted(GOOD);
    const other = await authorize(desk, { call: callBy("token:other"), id }, attemptOf(receipt, GOOD));
    expect(other?.refusal?.code).toBe("already-used");
    const raced = await submitted(desk, GOOD);
    const answers = await Promise.all(
      [CI, callBy("token:other")].map((call) =>
        authorize(desk, { call, id: raced.id }, attemptOf(raced.receipt, GOOD)),
      ),
    );
    expect(answers.filter((answer) => answer?.refusal === null)).toHaveLength(1);
  });

  it("lets one of many through that ask at once", async () => {
    const desk = openDesk();
    const { id, receipt } = await submitted(desk, GOOD);
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, at) =>
        authorize(desk, { call: CI, id }, attemptOf(receipt, GOOD, `attempt-number-0${at}`)),
      ),
    );
    expect(answers.filter((answer) => answer?.refusal === null)).toHaveLength(1);
    expect(answers.filter((answer) => answer?.refusal?.code === "already-used")).toHaveLength(7);
  });

  const otherPolicy = `---
apiVersion: writ/v1
kind: Policy
metadata: { name: none }
spec: { match: { kinds: [Share] }, validations: [{ id: none, expression: "false" }] }
`;
  const laterPolicy = otherPolicy.replace("false", "true");
  const kind = `---
apiVersion: writ/v1
kind: ResourceKind
metadata: { name: Other }
spec: { properties: { a: bool }, mappings: [] }
`;

  it.each<[string, PlanChanges, typeof CI, (desk: Desk) => void, string | null]>([
    ["that was denied", changes(share("a", { public: true, owner: "x" })), CI, () => {}, "denied"],
    ["that policies deny by now", GOOD, CI, (desk) => (desk.active = () => activeBundle(otherPolicy)), "denied"],
    ["read by kinds that have changed", GOOD, CI, (desk) => (desk.active = () => activeBundle(kind)), "other-kinds"],
    ["whose receipt is over", GOOD, CI, (desk) => (desk.nowMs += 3_600_000), "receipt-expired"],
    ["that nobody has approved", OPEN, AGENT, () => {}, "approval-waiting"],
    ["that an approver refused", OPEN, AGENT, approve("refused"), "approval-refused"],
    ["whose approval was revoked", OPEN, AGENT, approve("revoked"), "approval-revoked"],
    ["whose approval is over", OPEN, AGENT, approve("expired"), "approval-expired"],
    [
      "whose approval was of what other policies said",
      OPEN,
      AGENT,
      (desk) => {
        approve("approved")(desk);
        desk.active = () => activeBundle(laterPolicy);
      },
      "approval-outdated",
    ],
    ["whose request for an approval is gone", OPEN, AGENT, (desk) => desk.asked.splice(0), "approval-expired"],
  ])("refuses a plan %s", async (...[, asked, call, meanwhile, code]) => {
    const attempt = await attempted(asked, call, meanwhile);
    expect([attempt.code, attempt.answer?.decision.effect]).toEqual([code, "deny"]);
    expect(attempt.desk.recorded.at(-1)).toContain(code ?? "");
    expect((await attempt.desk.submissions.find(attempt.id))?.claim).toBeNull();
  });

  it("lets a held plan be applied once it is approved, and records by which approval", async () => {
    const { desk, code } = await attempted(OPEN, AGENT, approve("approved"));
    expect([code, desk.recorded]).toEqual([null, ["hold", `allow ${desk.asked[0]?.id}`]]);
  });

  it("refuses other files, other changes and other receipts", async () => {
    const desk = openDesk();
    const { id, receipt } = await submitted(desk, GOOD);
    const other = await submitted(desk, GOOD);
    const attempt = attemptOf(receipt, GOOD);
    const codes: unknown[] = [];
    for (const change of [
      { plan: `sha256:${"0".repeat(64)}` },
      { changes: `sha256:${"0".repeat(64)}` },
      { receipt: other.receipt },
    ]) {
      codes.push((await authorize(desk, { call: CI, id }, { ...attempt, ...change }))?.refusal?.code);
    }
    expect(codes).toEqual(["plan-changed", "plan-changed", "receipt-of-another"]);
    expect(await authorize(desk, { call: CI, id: "none" }, attempt)).toBeNull();
  });

  it("lets nothing be applied that cannot be recorded", async () => {
    const desk = openDesk();
    const { id, receipt } = await submitted(desk, GOOD);
    const mute = { ...desk, record: () => Promise.reject(new UnavailableError("log", "The log is away")) };
    const answer = await authorize(mute, { call: CI, id }, attemptOf(receipt, GOOD));
    expect(answer?.refusal?.code).toBe("evidence-unavailable");
    expect((await desk.submissions.find(id))?.claim).toBeNull();
  });
});

describe("conclude()", () => {
  const attempt = "attempt-000000001";

  async function applied(asked: PlanChanges) {
    const { desk, id } = await attempted(asked);
    const tell = (observed: PlanChanges | null, status: "executed" | "failed" = "executed") =>
      conclude(desk, { call: CI, id }, { attempt, status, exitCode: status === "failed" ? 1 : 0, observed });
    return { desk, id, tell };
  }

  it("discharges what was not known, and records that it agrees", async () => {
    const { desk, id, tell } = await applied(OPEN);
    expect(toListed((await desk.submissions.find(id)) ?? never(), desk.nowMs).state).toBe("unknown");
    expect(await tell(GOOD)).toEqual({ agreement: "match", differences: [], discharged: 1, findings: [] });
    expect(desk.effects).toMatchObject([{ status: "executed", agreement: "match", decision: expect.any(String) }]);
    const listed = toListed((await desk.submissions.find(id)) ?? never(), desk.nowMs);
    expect(listed).toMatchObject({ state: "executed", outcome: { violations: 0, open: 0, exitCode: 0 } });
  });

  it("says what is violated by what is known now", async () => {
    const { tell } = await applied(OPEN);
    expect(await tell(changes(share("a", { owner: "" })))).toMatchObject({
      agreement: "match",
      discharged: 1,
      findings: [{ policy: "shares", validation: "owned", outcome: "fail" }],
    });
  });

  it("says where what is there is not what was planned", async () => {
    const { tell } = await applied(changes(share("a", { owner: "ann" }), share("b", { owner: "ann" })));
    const answer = await tell(changes(share("a", { owner: "ben" })), "failed");
    expect(answer).toMatchObject({
      agreement: "mismatch",
      differences: ["`a` differs from the plan at `owner`", "`b` was to create, which did not come to pass"],
    });
  });

  it("keeps what is open where nothing was observed", async () => {
    const { desk, tell } = await applied(OPEN);
    expect(await tell(null)).toMatchObject({ agreement: "unknown", discharged: 0, findings: [{ outcome: "unknown" }] });
    expect(desk.effects).toMatchObject([{ agreement: "unknown", after: null }]);
  });

  it("keeps what was told first, and hears nobody but who was let apply it", async () => {
    const { desk, id, tell } = await applied(GOOD);
    const first = await tell(GOOD);
    expect(await tell(null, "failed")).toEqual(first);
    expect(desk.effects).toHaveLength(1);
    const outcome = { attempt, status: "executed", exitCode: 0, observed: null } as const;
    const refused = { code: "not-authorized" };
    expect(await conclude(desk, { call: callBy("other"), id }, outcome)).toMatchObject(refused);
    expect(await conclude(desk, { call: CI, id }, { ...outcome, attempt: "attempt-000000002" })).toMatchObject(refused);
    expect(await conclude(desk, { call: CI, id: "none" }, outcome)).toBeNull();
  });
});

function never(): never {
  throw new Error("it is not there");
}
