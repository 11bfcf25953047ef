import { expect, it } from "vitest";
import type { ApprovalAnswer, ApprovalPage, ApprovalRequest, Store } from "#core/store";
import { createFaultyStore } from "../../../../core/store/testing/faulty-store.ts";

const MORNING = "2026-01-01T08:00:00.000Z";
const NOON = "2026-01-01T12:00:00.000Z";
const EVENING = "2026-01-01T18:00:00.000Z";
const ALL: ApprovalPage = { state: null, kind: null, subject: null, now: NOON, before: null, limit: 100 };

const AGAIN = { holder: "h-again", most: 1000, now: NOON };
const OTHER = `sha256:${"1".repeat(64)}`;

/** What every adapter of `ApprovalStore` must do. */
export function describeApprovals(open: () => Store): void {
  it("finds a request as it was asked, and never another under its id", async () => {
    const { approvals } = open();
    const odd = `'; -- "\\ \u0000 \ud800 \u{1f600} __proto__`;
    const asked = { ...request("found"), summary: odd, requesterName: odd, author: null, details: { [odd]: [1, odd] } };
    expect(await approvals.ask(asked)).toEqual({ kind: "asked" });
    expect(await approvals.ask(asked)).toEqual({ kind: "asked" });
    expect(await approvals.ask({ ...asked, summary: "another" })).toEqual({ kind: "taken" });
    expect(await approvals.find(asked.id)).toEqual({ request: asked, answers: [], use: null });
    expect(await approvals.find("__proto__")).toBeNull();
  });

  it("asks once for exactly the same, until that is used up or over", async () => {
    const { approvals } = open();
    const limit = { holder: "h-once", most: 10, now: NOON };
    expect(await approvals.askOnce(asked("once-1"), limit)).toEqual({ kind: "asked" });
    expect(await approvals.askOnce(asked("once-1"), limit)).toEqual({ kind: "asked" });
    const known = await approvals.find("once-1");
    expect(await approvals.askOnce(asked("once-2"), limit)).toEqual({ kind: "known", approval: known });
    await approvals.answer(answer("once-1", "approved"));
    expect(await approvals.askOnce(asked("once-2"), limit)).toMatchObject({ kind: "known" });
    await approvals.consume("once-1", { by: "u", at: NOON });
    expect(await approvals.askOnce(asked("once-2"), limit)).toEqual({ kind: "asked" });
    const later = { ...asked("once-3"), expiresAt: "2026-01-02T00:00:00.000Z" };
    expect(await approvals.askOnce(later, { ...limit, now: EVENING })).toEqual({ kind: "asked" });
  });

  it("lets no more wait of one holder than may, and counts no other's", async () => {
    const { approvals } = open();
    const limit = { holder: "h-many", most: 2, now: NOON };
    const ask = (id: string, subject: string, more = {}) =>
      approvals.askOnce({ ...request(id), kind: "act", subject: digestOf(subject) }, { ...limit, ...more });
    expect(await ask("many-1", "3")).toEqual({ kind: "asked" });
    expect(await ask("many-2", "4")).toEqual({ kind: "asked" });
    expect(await ask("many-3", "5")).toEqual({ kind: "too-many" });
    expect(await approvals.find("many-3")).toBeNull();
    expect(await ask("many-2", "4")).toEqual({ kind: "asked" });
    expect(await ask("many-4", "6", { holder: "h-other" })).toEqual({ kind: "asked" });
    await approvals.answer(answer("many-1", "refused"));
    expect(await ask("many-3", "5")).toEqual({ kind: "asked" });
  });

  it("lets one of many ask that ask for the same at once, and no more than may of one holder", async () => {
    const { approvals } = open();
    const limit = { holder: "h-raced", most: 3, now: NOON };
    const same = Array.from({ length: 8 }, (_, index) =>
      approvals.askOnce({ ...request(`same-${index}`), kind: "act", subject: digestOf("7") }, limit),
    );
    expect(kindsOf(await Promise.all(same))).toEqual({ asked: 1, known: 7 });
    const others = Array.from({ length: 8 }, (_, index) =>
      approvals.askOnce({ ...request(`other-${index}`), kind: "act", subject: digestOf(`8${index}`) }, limit),
    );
    expect(kindsOf(await Promise.all(others))).toEqual({ asked: 2, "too-many": 6 });
  });

  it("lets the first answer decide, and an approval be revoked once and for all", async () => {
    const { approvals } = open();
    const { id } = await ask(open(), "answered");
    expect(await approvals.answer(answer("none", "approved"))).toEqual({ kind: "unknown" });
    expect(await approvals.answer(answer(id, "revoked"))).toMatchObject({
      kind: "conflict",
      approval: { answers: [] },
    });
    expect(await approvals.answer(answer(id, "approved"))).toMatchObject({ kind: "answered" });
    expect(await approvals.answer(answer(id, "refused"))).toMatchObject({ kind: "conflict" });
    expect(await approvals.answer(answer(id, "revoked"))).toMatchObject({ kind: "answered" });
    for (const late of ["approved", "refused", "revoked"] as const) {
      expect(await approvals.answer({ ...answer(id, late), approver: "late" })).toMatchObject({ kind: "conflict" });
    }
    const found = await approvals.find(id);
    expect(found?.answers).toEqual([answer(id, "approved"), answer(id, "revoked")]);
  });

  it("lets one of many answer that answer at once", async () => {
    const { approvals } = open();
    const { id } = await ask(open(), "raced");
    const results = await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        approvals.answer({ ...answer(id, index % 2 === 0 ? "approved" : "refused"), approver: `a${index}` }),
      ),
    );
    expect(results.filter(({ kind }) => kind === "answered")).toHaveLength(1);
    expect(results.filter(({ kind }) => kind === "conflict")).toHaveLength(7);
  });

  it("lets one of many use an approval up, and tells the others by whom it was used", async () => {
    const { approvals } = open();
    const { id } = await ask(open(), "used");
    await approvals.answer(answer(id, "approved"));
    const uses = await Promise.all(
      Array.from({ length: 8 }, (_, index) => approvals.consume(id, { by: `u${index}`, at: NOON })),
    );
    expect(uses.filter(({ kind }) => kind === "consumed")).toHaveLength(1);
    expect(uses.filter(({ kind }) => kind === "used")).toHaveLength(7);
    expect((await approvals.find(id))?.use?.at).toBe(NOON);
  });

  it("lets nobody use what is waiting, refused, revoked, over, or was answered when it was over", async () => {
    const { approvals } = open();
    const use = { by: "u", at: NOON };
    expect(await approvals.consume("none", use)).toEqual({ kind: "unknown" });
    const ways: readonly (readonly ApprovalAnswer["answer"][])[] = [[], ["refused"], ["approved", "revoked"]];
    for (const [index, answers] of ways.entries()) {
      const { id } = await ask(open(), `unusable-${index}`);
      for (const one of answers) await approvals.answer(answer(id, one));
      expect(await approvals.consume(id, use)).toEqual({ kind: "not-approved" });
    }
    const { id } = await ask(open(), "over");
    await approvals.answer(answer(id, "approved"));
    expect(await approvals.consume(id, { by: "u", at: EVENING })).toEqual({ kind: "not-approved" });
    const late = await ask(open(), "late");
    await approvals.answer({ ...answer(late.id, "approved"), at: EVENING });
    expect(await approvals.consume(late.id, use)).toEqual({ kind: "not-approved" });
  });

  it("lists by kind, subject and state as it is at a time, the latest first, a page at a time", async () => {
    const { approvals } = open();
    const ids = ["l-1", "l-2", "l-3", "l-4", "l-5"];
    for (const id of ids) {
      const kind = id === "l-2" ? "activation" : "submission";
      await approvals.ask({ ...request(id), kind, ...(id === "l-1" ? { subject: OTHER } : {}) });
    }
    await approvals.answer(answer("l-2", "approved"));
    await approvals.answer(answer("l-3", "refused"));
    await approvals.answer(answer("l-4", "approved"));
    await approvals.answer(answer("l-4", "revoked"));
    const list = async (page: Partial<ApprovalPage>): Promise<readonly string[]> => {
      const found = await approvals.list({ ...ALL, ...page });
      return found.map(({ request: { id } }) => id).filter((id) => id.startsWith("l-"));
    };
    expect(await list({})).toEqual(ids.toReversed());
    expect(await list({ state: "waiting" })).toEqual(["l-5", "l-1"]);
    expect(await list({ state: "approved" })).toEqual(["l-2"]);
    expect(await list({ state: "refused", now: EVENING })).toEqual(["l-3"]);
    expect(await list({ state: "revoked" })).toEqual(["l-4"]);
    expect(await list({ state: "expired" })).toEqual([]);
    expect(await list({ state: "expired", now: EVENING })).toEqual(["l-5", "l-2", "l-1"]);
    expect(await list({ kind: "activation" })).toEqual(["l-2"]);
    expect(await list({ subject: OTHER })).toEqual(["l-1"]);
    expect(await list({ subject: OTHER, kind: "activation" })).toEqual([]);
    expect(await list({ before: "l-4" })).toEqual(["l-3", "l-2", "l-1"]);
    expect((await approvals.list({ ...ALL, limit: 2 })).length).toBe(2);
  });

  for (const fault of ["failed", "failed-but-happened"] as const) {
    it(`answers about approvals as if nothing had been, when a call is repeated after it ${fault}`, async () => {
      const store = createFaultyStore(open());
      const id = `again-${fault}`;
      const calls: readonly (() => Promise<{ readonly kind: string }>)[] = [
        () => store.approvals.ask(request(id)),
        () => store.approvals.askOnce({ ...request(`${id}-1`), kind: "act", subject: digestOf(fault) }, AGAIN),
        () => store.approvals.answer(answer(id, "approved")),
        () => store.approvals.consume(id, { by: "mine", at: NOON }),
        () => store.approvals.answer(answer(id, "revoked")),
      ];
      const answers: string[] = [];
      for (const call of calls) {
        store.plan(fault);
        await expect(call()).rejects.toMatchObject({ code: "store-unavailable" });
        answers.push((await call()).kind);
      }
      expect(answers).toEqual(["asked", "asked", "answered", "consumed", "answered"]);
      expect((await store.approvals.find(id))?.answers).toHaveLength(2);
    });
  }
}

function asked(id: string): ApprovalRequest {
  return { ...request(id), kind: "act", subject: digestOf("2") };
}

function digestOf(text: string): string {
  return `sha256:${text.padEnd(64, "0")}`;
}

function kindsOf(results: readonly { readonly kind: string }[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { kind } of results) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}

async function ask({ approvals }: Store, id: string): Promise<ApprovalRequest> {
  const asked = request(id);
  await approvals.ask(asked);
  return asked;
}

function request(id: string): ApprovalRequest {
  return {
    id,
    kind: "submission",
    subject: `sha256:${"0".repeat(64)}`,
    author: "people:ada",
    requester: "token:1",
    requesterName: "pipeline",
    summary: "what is to be done",
    details: { plan: { deletes: 1 } },
    requestedAt: MORNING,
    expiresAt: EVENING,
  };
}

function answer(request: string, kind: ApprovalAnswer["answer"]): ApprovalAnswer {
  return { request, approver: "people:ben", approverName: "Ben", answer: kind, reason: "looked at it", at: MORNING };
}
