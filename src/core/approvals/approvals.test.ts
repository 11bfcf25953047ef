import { describe, expect, it } from "vitest";
import type { ApprovalAnswer, ApprovalRequest } from "#core/store";
import { testCaller } from "../access/testing/caller.ts";
import { approvalState, LARGEST_DETAILS, LONGEST_SUMMARY, makeRequest, refuseAnswer } from "./index.ts";

const [ASKED, NOW, END] = ["2026-01-01T08:00:00.000Z", "2026-01-01T12:00:00.000Z", "2026-01-01T18:00:00.000Z"];

const REQUEST: ApprovalRequest = {
  id: "0192f0c8-7a00-7000-8000-000000000001",
  kind: "activation",
  subject: `sha256:${"a".repeat(64)}`,
  author: "people:ada",
  requester: "people:ben",
  requesterName: "Ben",
  summary: "public buckets are allowed in `sandbox`",
  details: {},
  requestedAt: ASKED,
  expiresAt: END,
};

function answer(kind: ApprovalAnswer["answer"], at: string = ASKED): ApprovalAnswer {
  return { request: REQUEST.id, approver: "people:cleo", approverName: "Cleo", answer: kind, reason: "seen", at };
}

function stored(...answers: readonly ApprovalAnswer[]): Parameters<typeof refuseAnswer>[1] {
  return { request: REQUEST, answers, use: null };
}

describe("approvalState()", () => {
  it("waits, is decided by the first answer, and ends by itself", () => {
    expect(approvalState(REQUEST, [], NOW)).toBe("waiting");
    expect(approvalState(REQUEST, [], END)).toBe("expired");
    expect(approvalState(REQUEST, [answer("approved")], NOW)).toBe("approved");
    expect(approvalState(REQUEST, [answer("approved")], END)).toBe("expired");
    expect(approvalState(REQUEST, [answer("refused")], END)).toBe("refused");
  });

  it("is never approved again once it was revoked", () => {
    expect(approvalState(REQUEST, [answer("approved"), answer("revoked")], NOW)).toBe("revoked");
    expect(approvalState(REQUEST, [answer("approved"), answer("revoked"), answer("approved")], NOW)).toBe("revoked");
  });

  it("believes no approval that was given late, nor a time that cannot be read", () => {
    expect(approvalState(REQUEST, [answer("approved", END)], NOW)).toBe("expired");
    expect(approvalState(REQUEST, [answer("approved", "soon")], NOW)).toBe("expired");
    expect(approvalState({ expiresAt: "never" }, [answer("approved")], NOW)).toBe("expired");
    expect(approvalState(REQUEST, [answer("approved")], "")).toBe("expired");
  });
});

describe("refuseAnswer()", () => {
  const approver = testCaller("people:cleo", ["approver"]);

  it("lets an approver decide who neither made it nor asks for it", () => {
    expect(refuseAnswer(approver, stored(), "approved", NOW)).toBeNull();
    expect(refuseAnswer(approver, stored(), "refused", NOW)).toBeNull();
    for (const [id, why] of [
      ["people:ada", "is-author"],
      ["people:ben", "is-requester"],
    ] as const) {
      const refusal = { kind: "not-permitted", why };
      expect(refuseAnswer(testCaller(id, ["approver"]), stored(), "approved", NOW)).toEqual(refusal);
    }
    const refusal = { kind: "not-permitted", why: "no-approver" };
    expect(refuseAnswer(testCaller("people:dan", ["administrator"]), stored(), "approved", NOW)).toEqual(refusal);
  });

  it("lets no agent decide, on whosever behalf", () => {
    const principal = { id: "token:1", kind: "agent", groups: [], attributes: {}, chain: ["people:cleo"] } as const;
    const agent = testCaller("people:cleo", ["approver"], { principal });
    expect(refuseAnswer(agent, stored(), "approved", NOW)).toEqual({ kind: "not-permitted", why: "is-agent" });
  });

  it("takes one decision, in time", () => {
    const state = (...answers: readonly ApprovalAnswer[]): unknown =>
      refuseAnswer(approver, stored(...answers), "approved", NOW);
    expect(state(answer("approved"))).toEqual({ kind: "not-open", state: "approved" });
    expect(state(answer("refused"))).toEqual({ kind: "not-open", state: "refused" });
    expect(refuseAnswer(approver, stored(), "approved", END)).toEqual({ kind: "not-open", state: "expired" });
  });

  it("lets any approver revoke, and the one who approved, whatever became of them", () => {
    const approved = stored(answer("approved"));
    expect(refuseAnswer(testCaller("people:ada", ["approver"]), approved, "revoked", NOW)).toBeNull();
    expect(refuseAnswer(testCaller("people:cleo", []), approved, "revoked", NOW)).toBeNull();
    const refusal = { kind: "not-permitted", why: "no-approver" };
    expect(refuseAnswer(testCaller("people:dan", ["viewer"]), approved, "revoked", NOW)).toEqual(refusal);
    expect(refuseAnswer(approver, stored(), "revoked", NOW)).toEqual({ kind: "not-open", state: "waiting" });
    const over = stored(answer("approved"), answer("revoked"));
    expect(refuseAnswer(approver, over, "revoked", NOW)).toEqual({ kind: "not-open", state: "revoked" });
  });
});

describe("makeRequest()", () => {
  it("cuts a summary, and refuses more details than anybody should be asked about", () => {
    expect(makeRequest(REQUEST)).toEqual({ kind: "made", request: REQUEST });
    const made = makeRequest({ ...REQUEST, summary: "x".repeat(5000) });
    expect(made.kind === "made" && made.request.summary.length).toBe(LONGEST_SUMMARY);
    const split = makeRequest({ ...REQUEST, summary: `x${"😀".repeat(2000)}` });
    expect(split.kind === "made" && split.request.summary.isWellFormed()).toBe(true);
    expect(makeRequest({ ...REQUEST, details: { all: "x".repeat(LARGEST_DETAILS) } })).toEqual({ kind: "too-large" });
  });

  it("throws for what is no digest, since anything else would approve more than was looked at", () => {
    expect(() => makeRequest({ ...REQUEST, subject: "main" })).toThrow("is no digest");
  });
});
