import { describe, expect, it } from "vitest";
import { asker } from "../testing/api.ts";

const ask = asker();
const EVALUATION = "/access/v1/evaluation";
const EVALUATIONS = "/access/v1/evaluations";

const alice = { type: "user", id: "alice" };
const bob = { type: "user", id: "bob" };
const admin = { ...bob, properties: { role: "admin" } };
const one = { type: "record", id: "record-1" };
const active = { ...one, properties: { status: "active" } };
const archived = { type: "record", id: "record-2", properties: { status: "archived" } };
const [read, write] = [{ name: "read" }, { name: "write" }];
const remove = (soft: boolean): object => ({ name: "delete", properties: { soft } });

// The certification scenario of AuthZEN 1.0 over the policies in examples/authzen; the numbers are those of its rules.
describe("the certification scenario of AuthZEN, basic", () => {
  it.each([
    ["1: alice reads", alice, read, one, true],
    ["2: alice writes", alice, write, one, true],
    ["3: bob reads", bob, read, one, true],
    ["4: bob does not write", bob, write, one, false],
    ["5: alice does not write what is archived", alice, write, archived, false],
    ["6: an admin writes what is archived", admin, write, archived, true],
    ["7: alice deletes softly", alice, remove(true), one, true],
    ["8: alice does not delete for good", alice, remove(false), one, false],
  ])("decides rule %s", async (_rule, ...[subject, action, resource, decision]) => {
    for (const more of [
      {},
      { context: { time: "2025-06-27T18:03-07:00", ip: "192.168.1.1" } },
      { foo: { nested: true } },
    ]) {
      const { status, message } = await ask(EVALUATION, { subject, action, resource, ...more });
      expect([status, message.decision]).toEqual([200, decision]);
    }
  });

  it("takes properties that no rule asks for", async () => {
    const subject = { ...alice, properties: { department: "Sales", role: "manager" } };
    const resource = { ...one, properties: { status: "active", owner: "bob" } };
    const { message } = await ask(EVALUATION, {
      subject,
      action: { name: "read", properties: { method: "GET" } },
      resource,
    });
    expect(message).toEqual({ decision: true });
  });

  it.each([
    ["no subject", { action: read, resource: one }],
    ["no action", { subject: alice, resource: one }],
    ["no resource", { subject: alice, action: read }],
    ["a subject without type", { subject: { id: "alice" }, action: read, resource: one }],
    ["a subject without id", { subject: { type: "user" }, action: read, resource: one }],
    ["an action without name", { subject: alice, action: {}, resource: one }],
    ["a resource without type", { subject: alice, action: read, resource: { id: "record-1" } }],
    ["a resource without id", { subject: alice, action: read, resource: { type: "record" } }],
    ["a subject that is text", { subject: "alice", action: read, resource: one }],
    ["a name that is a number", { subject: alice, action: { name: 123 }, resource: one }],
    ["properties that are a list", { subject: { ...alice, properties: [] }, action: read, resource: one }],
    ["malformed JSON", '{"subject":'],
    ["an empty body", ""],
    ["a list", []],
  ])("answers %s with 400", async (_what, body) => {
    const { status, contentType, message } = await ask(EVALUATION, body);
    expect([status, contentType]).toEqual([400, "application/problem+json"]);
    expect(message).toMatchObject({ status: 400, type: expect.stringMatching(/^urn:writ:problem:invalid-/) });
  });

  it("answers another content type with 400", async () => {
    const { status } = await ask(EVALUATION, { subject: alice, action: read, resource: one }, "text/plain");
    expect(status).toBe(400);
  });
});

describe("the certification scenario of AuthZEN, batch", () => {
  it("takes what an evaluation lacks from the request", async () => {
    const evaluations = [{ action: read }, { action: write }];
    expect(await decisions({ subject: bob, resource: one, evaluations })).toEqual([true, false]);
    expect(
      await decisions({ subject: alice, action: write, evaluations: [{ resource: active }, { resource: archived }] }),
    ).toEqual([true, false]);
    expect(
      await decisions({ action: write, resource: archived, evaluations: [{ subject: alice }, { subject: admin }] }),
    ).toEqual([false, true]);
  });

  it("takes evaluations that say everything themselves", async () => {
    const evaluations = [
      { subject: alice, action: read, resource: one },
      { subject: bob, action: write, resource: one },
    ];
    expect(await decisions({ evaluations })).toEqual([true, false]);
  });

  it("replaces an entity whole, but for an identity that it leaves out", async () => {
    const evaluations = [{ resource: { id: "record-1", properties: { status: "active" } } }, { resource: archived }];
    expect(await decisions({ subject: alice, action: write, resource: { type: "record" }, evaluations })).toEqual([
      true,
      false,
    ]);
    const shared = { subject: alice, action: write, resource: archived };
    expect(await decisions({ ...shared, evaluations: [{ resource: { id: "record-1" } }] })).toEqual([true]);
  });

  it("replaces the context whole", async () => {
    const evaluations = [{ resource: one }, { resource: one, context: { source: "batch-override" } }];
    expect(await decisions({ subject: alice, action: read, context: { environment: 7 }, evaluations })).toEqual([
      false,
      true,
    ]);
  });

  it("denies an evaluation that is wrong, and no other", async () => {
    const { status, message } = await ask(EVALUATIONS, {
      subject: alice,
      action: read,
      evaluations: [{ resource: one }, {}, 7],
    });
    expect(status).toBe(200);
    expect(message.evaluations.map(({ decision }: { decision: boolean }) => decision)).toEqual([true, false, false]);
    expect(message.evaluations[1].context).toEqual({ error: { status: 400, message: "`resource` is missing" } });
  });

  it("is one evaluation without a list or with an empty one", async () => {
    for (const more of [{}, { evaluations: [] }]) {
      expect((await ask(EVALUATIONS, { subject: alice, action: read, resource: one, ...more })).message).toEqual({
        decision: true,
      });
      expect((await ask(EVALUATIONS, { subject: alice, action: read, ...more })).status).toBe(400);
    }
  });

  it.each([
    ["execute_all", [true, false, true, false]],
    ["deny_on_first_deny", [true, false]],
    ["permit_on_first_permit", [true]],
  ])("ends by %s where it must", async (evaluations_semantic, expected) => {
    const evaluations = [{ action: read }, { action: write }, { action: read }, { action: write }];
    const options = { evaluations_semantic };
    expect(await decisions({ subject: bob, resource: one, evaluations, options })).toEqual(expected);
  });

  it("refuses a semantic that it does not know, and more than it takes", async () => {
    const evaluations = [{ action: read }];
    const options = { evaluations_semantic: "maybe" };
    expect((await ask(EVALUATIONS, { subject: bob, resource: one, evaluations, options })).status).toBe(400);
    const many = Array.from({ length: 2001 }, () => ({ action: read }));
    expect((await ask(EVALUATIONS, { subject: bob, resource: one, evaluations: many })).status).toBe(400);
  });
});

describe("the certification scenario of AuthZEN, search", () => {
  it("finds subjects", async () => {
    expect(await found("subject", { subject: { type: "user" }, action: read, resource: one })).toEqual([alice, bob]);
    expect(
      await found("subject", { subject: { type: "user", id: "ignored" }, action: write, resource: archived }),
    ).toEqual([bob]);
  });

  it("finds resources", async () => {
    const [first, second] = [one, { type: "record", id: "record-2" }];
    expect(await found("resource", { subject: alice, action: read, resource: { type: "record" } })).toEqual([
      first,
      second,
    ]);
    expect(await found("resource", { subject: admin, action: write, resource: { type: "record" } })).toEqual([second]);
  });

  it("finds actions", async () => {
    const names = await found("action", { subject: alice, resource: one });
    expect(names.map(({ name }) => name)).toEqual(["update", "read", "write", "edit", "modify", "get", "list", "view"]);
    expect(await found("action", { subject: admin, resource: archived })).toContainEqual({ name: "write" });
  });

  it("finds nothing of what it does not know", async () => {
    expect(await found("subject", { subject: { type: "robot" }, action: read, resource: one })).toEqual([]);
    expect(await found("resource", { subject: alice, action: read, resource: { type: "planet" } })).toEqual([]);
    expect(await found("action", { subject: { type: "user", id: "carol" }, resource: one })).toEqual([]);
  });

  it("gives results page by page", async () => {
    const body = { subject: { type: "user" }, action: read, resource: one };
    const first = await ask("/access/v1/search/subject", { ...body, page: { limit: 1 } });
    expect(first.message).toEqual({ results: [alice], page: { next_token: "1", count: 1, total: 2 } });
    const second = await ask("/access/v1/search/subject", { ...body, page: { limit: 1, token: "1" } });
    expect(second.message).toEqual({ results: [bob], page: { next_token: "", count: 1, total: 2 } });
    expect((await ask("/access/v1/search/subject", { ...body, page: { token: "x" } })).status).toBe(400);
  });
});

describe("the certification scenario of AuthZEN, discovery", () => {
  it("says where to ask what, under the address by which it was asked", async () => {
    const { message } = await ask("/.well-known/authzen-configuration", "");
    expect(message).toMatchObject({
      policy_decision_point: "https://pdp.example.com",
      access_evaluation_endpoint: "https://pdp.example.com/access/v1/evaluation",
      search_action_endpoint: "https://pdp.example.com/access/v1/search/action",
    });
  });
});

/** The decisions of a batch, in order. */
async function decisions(body: object): Promise<readonly boolean[]> {
  const { status, message } = await ask(EVALUATIONS, body);
  expect(status).toBe(200);
  return message.evaluations.map((evaluation: { decision: boolean }) => evaluation.decision);
}

/** What a search finds. */
async function found(what: string, body: object): Promise<readonly { readonly name?: string }[]> {
  const { status, message } = await ask(`/access/v1/search/${what}`, body);
  expect(status).toBe(200);
  return message.results;
}
