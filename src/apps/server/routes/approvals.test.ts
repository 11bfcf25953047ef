import { describe, expect, it } from "vitest";
import type { Role } from "#core/access";
import { UnavailableError } from "#core/diagnostics";
import type { ApprovalRequest } from "#core/store";
import { openMemoryStore } from "#adapters/stores";
import { answerRequest } from "#points/api";
import { testCaller } from "../../../core/access/testing/caller.ts";
import { createFaultyStore, type FaultyStore } from "../../../core/store/testing/faulty-store.ts";
import { createLog } from "../telemetry/log.ts";
import { approvalRoutes, type ApprovalPorts } from "./approvals.ts";

const NOW = "2026-01-01T12:00:00.000Z";
const ID = "0192f0c8-7a00-7000-8000-000000000001";

const REQUEST: ApprovalRequest = {
  id: ID,
  kind: "submission",
  subject: `sha256:${"a".repeat(64)}`,
  author: "people:ada",
  requester: "people:ben",
  requesterName: "Ben",
  summary: "resize the database",
  details: { destroys: ["aws_db_instance.main"] },
  requestedAt: "2026-01-01T08:00:00.000Z",
  expiresAt: "2026-01-01T18:00:00.000Z",
};

interface Asked {
  readonly status: number;
  // oxlint-disable-next-line no-explicit-any -- tests look into answers of any sort
  readonly message: any;
}

interface Plane {
  readonly store: FaultyStore;
  readonly recorded: string[];
  readonly ask: (method: string, path: string, question?: Question) => Promise<Asked>;
  readonly answer: (answer: string, question?: Question) => Promise<Asked>;
}

interface Question {
  readonly as?: string;
  readonly roles?: readonly Role[];
  readonly query?: string;
  readonly body?: object;
  readonly parameters?: Readonly<Record<string, string>>;
}

/** The routes over a store that can fail, with a recorder that may. */
async function plane(recorder: Partial<NonNullable<ApprovalPorts["recorder"]>> = {}): Promise<Plane> {
  const store = createFaultyStore(openMemoryStore());
  await store.approvals.ask(REQUEST);
  const recorded: string[] = [];
  const keeps: NonNullable<ApprovalPorts["recorder"]> = {
    answered: async (caller, { subject }, answer) =>
      void recorded.push(`${answer} ${subject.slice(0, 9)} ${caller.id}`),
    act: async (_caller, act) => void recorded.push(act),
    ...recorder,
  };
  const log = createLog("error", () => {});
  const routes = approvalRoutes({ store, log, recorder: keeps, now: () => new Date(NOW) });
  const ask: Plane["ask"] = async (method, path, question = {}) => {
    const { as = "people:cleo", roles = ["approver"], query = "", body = {}, parameters = { id: ID } } = question;
    const route = routes.find((one) => one.method === method && one.path === path);
    if (route === undefined) throw new Error(`There is no route ${path}`);
    const call = { caller: testCaller(as, roles), requestId: "r", origin: "", query, cookie: "", parameters };
    const request = { ...call, contentType: "application/json", body: Buffer.from(JSON.stringify(body)) };
    const answer = await answerRequest(route, request, () => {});
    return { status: answer.status, message: JSON.parse(answer.body) };
  };
  const answer: Plane["answer"] = (kind, question) =>
    ask("POST", "/v1/approvals/{id}/answer", { body: { answer: kind, reason: "looked at it" }, ...question });
  return { store, recorded, ask, answer };
}

describe("approvalRoutes()", () => {
  it("lists what waits without its details, and shows one with them", async () => {
    const { ask } = await plane();
    const { message } = await ask("GET", "/v1/approvals", { query: "state=waiting&kind=submission" });
    expect(message).toMatchObject({ next: null, approvals: [{ id: ID, state: "waiting", requesterName: "Ben" }] });
    expect(message.approvals[0].details).toBeUndefined();
    expect((await ask("GET", "/v1/approvals", { query: "state=approved" })).message.approvals).toEqual([]);
    const shown = await ask("GET", "/v1/approvals/{id}");
    expect(shown.message).toMatchObject({ details: REQUEST.details, subject: REQUEST.subject, answers: [] });
    const none = { parameters: { id: "none" } };
    expect((await ask("GET", "/v1/approvals/{id}", none)).status).toBe(404);
    expect((await ask("POST", "/v1/approvals/{id}/answer", { ...none, body: { answer: "approved" } })).status).toBe(
      404,
    );
  });

  it("lists a page at a time, and refuses a query that it does not understand", async () => {
    const { ask, store } = await plane();
    await store.approvals.ask({ ...REQUEST, id: `${ID.slice(0, -1)}2` });
    const first = await ask("GET", "/v1/approvals", { query: "limit=1" });
    expect([first.message.approvals[0].id, first.message.next]).toEqual([`${ID.slice(0, -1)}2`, `${ID.slice(0, -1)}2`]);
    const second = await ask("GET", "/v1/approvals", { query: `limit=1&before=${first.message.next}` });
    expect([second.message.approvals[0].id, second.message.next]).toEqual([ID, null]);
    for (const query of [
      "limit=0",
      "limit=101",
      "limit=1e2",
      "state=open",
      "stat=waiting",
      "limit=1&limit=2",
      "before=",
    ])
      expect((await ask("GET", "/v1/approvals", { query })).status).toBe(400);
  });

  it("takes the answer of an approver once it is recorded, and only one", async () => {
    const { answer, recorded, store } = await plane();
    expect((await answer("approved")).message).toMatchObject({ state: "approved" });
    expect(recorded).toEqual(["approved sha256:aa people:cleo"]);
    expect((await answer("approved", { as: "people:dan" })).message).toMatchObject({
      status: 409,
      detail: "This request is approved",
    });
    expect((await answer("approved")).status).toBe(200);
    expect((await answer("revoked", { as: "people:dan" })).message).toMatchObject({ state: "revoked" });
    expect((await answer("approved")).status).toBe(409);
    expect((await store.approvals.find(ID))?.answers.map(({ approver }) => approver)).toEqual([
      "people:cleo",
      "people:dan",
    ]);
    expect(recorded).toHaveLength(2);
  });

  it("lets neither author, requester nor anybody without the role decide, and records no attempt as an answer", async () => {
    const { answer, recorded } = await plane();
    for (const as of ["people:ada", "people:ben"]) expect((await answer("approved", { as })).status).toBe(403);
    const roles: readonly Role[] = ["administrator", "policy-author", "operator", "viewer"];
    expect((await answer("approved", { roles })).message.detail).toBe("Only an approver may answer this");
    expect(recorded).toEqual([]);
  });

  it("asks for a reason to refuse and to revoke", async () => {
    const { answer } = await plane();
    for (const kind of ["refused", "revoked"]) {
      expect((await answer(kind, { body: { answer: kind, reason: " " } })).status).toBe(400);
      expect((await answer(kind, { body: { answer: kind } })).status).toBe(400);
    }
  });

  it("changes nothing where the answer cannot be recorded", async () => {
    const { answer, store } = await plane({
      answered: () => Promise.reject(new UnavailableError("evidence-unavailable", "full")),
    });
    expect((await answer("approved")).status).toBe(503);
    expect((await store.approvals.find(ID))?.answers).toEqual([]);
  });

  it("answers the same whether an answer that got lost had happened or not", async () => {
    for (const fault of ["failed", "failed-but-happened"] as const) {
      const faults = [fault];
      const { answer, store } = await plane({ answered: async () => store.plan(...faults.splice(0)) });
      expect((await answer("approved")).status).toBe(503);
      expect((await answer("approved")).message).toMatchObject({ state: "approved" });
      expect((await store.approvals.find(ID))?.answers).toHaveLength(1);
    }
  });

  it("records that an answer was overtaken by another replica's", async () => {
    const { answer, store, recorded } = await plane({
      answered: async () => {
        const other = {
          approver: "people:eve",
          approverName: "Eve",
          answer: "refused",
          reason: "no",
          at: NOW,
        } as const;
        await store.approvals.answer({ request: ID, ...other });
      },
    });
    expect((await answer("approved")).message).toMatchObject({ status: 409, detail: "This request is refused" });
    expect(recorded).toEqual(["approval-answer-overtaken"]);
  });
});
