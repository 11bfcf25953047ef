import { expect, it } from "vitest";
import type { Store, StoredSubmission, SubmissionClaim } from "#core/store";
import { createFaultyStore } from "../../../../core/store/testing/faulty-store.ts";

/** What every adapter of `SubmissionStore` must do. */
export function describeSubmissions(open: () => Store): void {
  it("keeps a submission as it was added, and takes no other under its id", async () => {
    const { submissions } = open();
    const added = { ...submission("0001"), approval: "approval-1" };
    expect(await submissions.add(added)).toEqual({ kind: "added" });
    expect(await submissions.add(added)).toEqual({ kind: "added" });
    expect(await submissions.add({ ...added, receipt: "forged" })).toEqual({ kind: "known" });
    expect(await submissions.find("0001")).toEqual({ submission: added, claim: null, outcome: null });
    expect(await submissions.find("__proto__")).toBeNull();
  });

  it("lists the latest submissions first", async () => {
    const { submissions } = open();
    for (const id of ["0003", "0002"]) await submissions.add(submission(id));
    expect((await submissions.list(2)).map((state) => state.submission.id)).toEqual(["0003", "0002"]);
    expect((await submissions.list(9)).map((state) => state.submission.id)).toEqual(["0003", "0002", "0001"]);
  });

  it("lets one of many claim a submission, once and for all", async () => {
    const { submissions } = open();
    const claims = Array.from({ length: 8 }, (_, at) => submissions.claim("0002", claim(`attempt-${at}`)));
    const answers = await Promise.all(claims);
    const won = answers.filter(({ kind }) => kind === "claimed");
    expect([won.length, answers.filter(({ kind }) => kind === "taken").length]).toEqual([1, 7]);
    const first = (await submissions.find("0002"))?.claim ?? claim("none");
    expect(await submissions.claim("0002", claim(first.attempt))).toEqual({ kind: "claimed", claim: first });
    expect(await submissions.claim("0002", claim("later"))).toEqual({ kind: "taken", claim: first });
    expect(await submissions.claim("none", claim("a"))).toEqual({ kind: "unknown" });
  });

  it("keeps the first outcome that the holder of the claim tells, and none of anybody else", async () => {
    const { submissions } = open();
    const outcome = { at: "2026-02-02T00:00:00.000Z", told: '{"status":"executed"}' };
    expect(await submissions.conclude("0003", "a", outcome)).toEqual({ kind: "not-claimed" });
    await submissions.claim("0003", claim("a"));
    expect(await submissions.conclude("0003", "b", outcome)).toEqual({ kind: "not-claimed" });
    expect(await submissions.conclude("none", "a", outcome)).toEqual({ kind: "not-claimed" });
    expect(await submissions.conclude("0003", "a", outcome)).toEqual({ kind: "concluded", outcome });
    expect(await submissions.conclude("0003", "a", { ...outcome, told: "{}" })).toEqual({ kind: "concluded", outcome });
    expect((await submissions.find("0003"))?.outcome).toEqual(outcome);
  });

  for (const fault of ["failed", "failed-but-happened"] as const) {
    it(`answers a call about submissions that is repeated after it ${fault} as if it had not`, async () => {
      const store = createFaultyStore(open());
      const id = `again-${fault}`;
      const calls: readonly (() => Promise<{ readonly kind: string }>)[] = [
        () => store.submissions.add(submission(id)),
        () => store.submissions.claim(id, claim("mine")),
        () => store.submissions.conclude(id, "mine", { at: "2026-02-02T00:00:00.000Z", told: "{}" }),
      ];
      const answers: string[] = [];
      for (const call of calls) {
        store.plan(fault);
        await expect(call()).rejects.toMatchObject({ code: "store-unavailable" });
        answers.push((await call()).kind);
      }
      expect(answers).toEqual(["added", "claimed", "concluded"]);
    });
  }
}

function submission(id: string): StoredSubmission {
  return {
    id,
    submittedAt: "2026-01-01T00:00:00.000Z",
    expiresAt: "2026-01-01T01:00:00.000Z",
    submittedBy: "token:1",
    proposal: '{"effects":[]}',
    receipt: "envelope",
    facts: "{}",
    approval: null,
  };
}

function claim(attempt: string): SubmissionClaim {
  return { attempt, by: "token:2", at: "2026-01-01T00:30:00.000Z", record: null };
}
