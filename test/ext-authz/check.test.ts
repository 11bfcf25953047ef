import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { UnavailableError } from "#core/diagnostics";
import type { DecisionRecord, SessionPorts } from "#points/api";
import { check } from "#points/ext-authz";
import { testCaller } from "../../src/core/access/testing/caller.ts";
import { activeBundle, examplePorts } from "../../src/points/api/testing/api.ts";
import { decodeResponse, encodeRequest, POLICIES, requestOf, type Checked, type Message } from "./client.ts";

const ACTIVE = activeBundle(POLICIES);
const RECORDS = activeBundle(
  readFileSync(new URL("../../examples/authzen/policies/records.yaml", import.meta.url), "utf8"),
);

function ports(changes: Partial<SessionPorts> = {}): SessionPorts {
  return { ...examplePorts(), active: () => ACTIVE, ...changes };
}

async function ask(
  message: Message | Buffer,
  changes: Partial<SessionPorts> = {},
  withinMs = 20_000,
): Promise<Checked> {
  const bytes = Buffer.isBuffer(message) ? message : encodeRequest(message);
  const errors: unknown[] = [];
  const call = {
    caller: testCaller("envoy"),
    requestId: "1",
    withinMs,
    report: (error: unknown) => errors.push(error),
  };
  const answer = await check(ports(changes), bytes, call);
  const checked = decodeResponse(Buffer.from(answer.bytes));
  expect(answer.passes).toBe(checked.code === 0);
  return checked;
}

/** What a request was refused for; `allow` when it was not. */
async function verdict(message: Message | Buffer): Promise<string> {
  const { code, httpStatus, headers } = await ask(message);
  if (code === 0) return "allow";
  expect([code, httpStatus]).toEqual([7, 403]);
  return headers["x-writ-reason"] ?? "nothing";
}

const extended = (settings: Readonly<Record<string, string>>, http: Message = {}, more: Message = {}): Message =>
  requestOf(http, { context_extensions: settings, ...more });

/** Claims as Envoy's filter keeps them. */
function claims(value: Readonly<Record<string, unknown>>, filter = "envoy.filters.http.jwt_authn"): Message {
  return { metadata_context: { filter_metadata: { [filter]: structOf({ payload: value }) } } };
}

function structOf(value: Readonly<Record<string, unknown>>): Message {
  return { fields: Object.fromEntries(Object.entries(value).map(([key, one]) => [key, valueOf(one)])) };
}

function valueOf(value: unknown): Message {
  if (typeof value === "string") return { stringValue: value };
  if (typeof value === "number") return { numberValue: value };
  if (typeof value === "boolean") return { boolValue: value };
  if (Array.isArray(value)) return { listValue: { values: value.map(valueOf) } };
  return typeof value === "object" && value !== null ? { structValue: structOf({ ...value }) } : { nullValue: 0 };
}

describe("ext_authz", () => {
  it("lets pass what is allowed, with headers that replace those of the client", async () => {
    const answer = await ask(requestOf());
    expect(answer).toEqual({
      code: 0,
      httpStatus: null,
      headers: { "x-writ-effect": "allow" },
      removed: ["x-writ-reason"],
      body: null,
    });
  });

  it("denies with the reason, in words for people and codes for programs", async () => {
    const answer = await ask(requestOf({ path: "/admin/keys" }));
    expect(answer).toMatchObject({ code: 7, httpStatus: 403 });
    expect(answer.headers).toEqual({
      "x-writ-effect": "deny",
      "x-writ-reason": "fail",
      "content-type": "application/json",
    });
    expect(answer.body.reasons[0].message).toContain("`who-may-call/admin` is not met");
    const admin = requestOf({ path: "/admin/keys" }, { source: { principal: "spiffe://example.org/admin" } });
    expect(await verdict(admin)).toBe("allow");
  });

  it("denies an agent without a grant, and a client of whom nothing was verified", async () => {
    expect(await verdict(extended({ "writ.principal-kind": "agent" }))).not.toBe("allow");
    expect(
      await verdict(
        requestOf({ headers: { "x-forwarded-client-cert": "URI=spiffe://example.org/admin" } }, { source: {} }),
      ),
    ).toBe("unknown-principal");
  });

  it("believes claims that Envoy verified, and never a header", async () => {
    const settings = { "writ.jwt": "payload" };
    const tenant = {
      sub: "u1",
      iss: "https://issuer.example",
      tenant: "acme",
      groups: ["dev"],
      n: 1.5,
      list: [null, true, { a: 1 }],
    };
    expect(await verdict(extended(settings, {}, claims(tenant)))).toBe("allow");
    expect(await verdict(extended(settings, {}, claims({ ...tenant, tenant: "other" })))).toBe("fail");
    expect(await verdict(extended(settings, {}, claims({ tenant: "acme" })))).toBe("unknown-principal");
    expect(await verdict(extended(settings, {}, claims(tenant, "another.filter")))).toBe("unknown-principal");
    expect(await verdict(extended(settings, { headers: { authorization: "Bearer e30.e30.e30" } }))).toBe(
      "unknown-principal",
    );
    expect(await verdict(extended({}, {}, { source: {}, ...claims(tenant) }))).toBe("unknown-principal");
  });

  it.each([
    ["GET", {}, "allow"],
    ["POST", {}, "allow"],
    ["TRACE", {}, "unknown-method"],
    ["get", {}, "unknown-method"],
    ["", {}, "unknown-method"],
    ["DELETE", { "writ.type": "Record", "writ.verb": "rest" }, "fail"],
    ["DELETE", { "writ.type": "Record", "writ.verb": "rest", "writ.environment": "test" }, "allow"],
    ["DELETE", { "writ.type": "Record" }, "allow"],
    ["POST", { "writ.type": "Record", "writ.verb": "delete" }, "fail"],
    ["GET", { "writ.type": "Nothing" }, "unknown-resource-type"],
    ["GET", { "writ.verb": "destroy" }, "invalid-route"],
    ["GET", { "writ.principal-kind": "robot" }, "invalid-route"],
    ["GET", { "writ.envronment": "test" }, "invalid-route"],
    ["GET", { "writ.headers": "x-tier, Cookie" }, "invalid-route"],
    ["GET", { "another.filter": "whatever" }, "allow"],
  ])("%s with %j comes to %s", async (method, settings, expected) => {
    expect(await verdict(extended(settings, { method }))).toBe(expected);
  });

  it("shows policies the headers that the route names, and no others", async () => {
    const headers = { "x-tier": "silver" };
    expect(await verdict(extended({}, { headers }))).toBe("allow");
    expect(await verdict(extended({ "writ.headers": "X-Tier" }, { headers }))).toBe("fail");
    const raw = { header_map: { headers: [{ key: "x-tier", raw_value: Buffer.from("silver") }] } };
    expect(await verdict(extended({ "writ.headers": "x-tier" }, raw))).toBe("fail");
  });

  it.each([
    "/a/../admin",
    "/./admin",
    "//admin",
    "/a/..",
    "/%2e%2e/admin",
    "/a%2Fadmin",
    "/a\\admin",
    "/a%5cb",
    "/%00",
    "/a b",
    "*",
    "",
    "admin",
    "/..;/admin",
    `/${"a".repeat(9000)}`,
  ])("denies the path %j, in which others may read another one", async (path) => {
    expect(await verdict(requestOf({ path }))).toBe("ambiguous-path");
  });

  it("asks nothing of a connection without a request", async () => {
    expect(await verdict({ attributes: { source: { principal: "spiffe://example.org/shop" } } })).toBe("no-request");
    expect(await verdict({})).toBe("no-request");
    expect(await verdict(Buffer.alloc(0))).toBe("no-request");
  });

  it("makes the same proposal of a request as AuthZEN makes of the question", async () => {
    const kept: DecisionRecord[] = [];
    const record = (one: DecisionRecord): Promise<void> => Promise.resolve(void kept.push(one));
    await ask(extended({ "writ.type": "record", "writ.resource": "r-1" }, {}, { source: { principal: "alice" } }), {
      active: () => RECORDS,
      record,
    });
    const [judged] = kept[0]?.judged ?? [];
    expect(judged?.proposal).toMatchObject({
      principal: { kind: "service", id: "alice" },
      effects: [{ verb: "read", resource: { kind: "Record", type: "record", id: "r-1" } }],
      context: { point: "api", attributes: { http: { method: "GET", path: "/orders", host: "shop.example.org" } } },
    });
    expect(JSON.stringify(judged?.proposal)).not.toContain("secret");
  });
});

const lost = (): Promise<void> => Promise.reject(new UnavailableError("log-unavailable", "the disk is full"));
const never = (): Promise<void> => new Promise(() => {});
const broken = (): never => {
  throw new TypeError("a defect");
};

describe("ext_authz when something goes wrong", () => {
  it("lets nothing pass that was not recorded, or not in time", async () => {
    expect((await ask(requestOf(), { record: lost })).headers["x-writ-reason"]).toBe("evidence-unavailable");
    expect((await ask(requestOf(), { record: never }, 1)).headers["x-writ-reason"]).toBe("timeout");
    expect((await ask(requestOf(), {}, -5)).code).toBeTypeOf("number");
    expect((await ask(requestOf(), { active: broken })).headers["x-writ-reason"]).toBe("internal-error");
  });

  it("denies whatever is no message, and never throws", async () => {
    const good = encodeRequest(requestOf({}, claims({ sub: "a" })));
    for (let length = 1; length < good.length; length++)
      expect((await ask(good.subarray(0, length))).code, `cut at ${length}`).toBe(7);
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (bytes) => {
        expect((await ask(Buffer.from(bytes))).code).toBe(7);
      }),
    );
    await fc.assert(
      fc.asyncProperty(fc.nat(good.length - 1), fc.nat(255), async (at, byte) => {
        const changed = Buffer.from(good);
        changed[at] = byte;
        await ask(changed);
      }),
    );
  });

  it("denies claims that are too deep, and maps that are too large", async () => {
    let deep: Record<string, unknown> = {};
    for (let at = 0; at < 40; at++) deep = { deep };
    expect(await verdict(extended({ "writ.jwt": "payload" }, {}, claims({ sub: "a", deep })))).toBe(
      "malformed-request",
    );
    const headers = Object.fromEntries(Array.from({ length: 1500 }, (_, at) => [`x-${at}`, "a"]));
    expect(await verdict(requestOf({ headers }))).toBe("malformed-request");
  });

  it("takes keys of every name as ordinary ones", async () => {
    const headers = Object.fromEntries([
      ["__proto__", "a"],
      ["constructor", "b"],
      ["x-tier", "gold"],
    ]);
    expect(await verdict(extended({ "writ.headers": "__proto__,constructor,x-tier" }, { headers }))).toBe("allow");
    const odd = Object.fromEntries([
      ["sub", "a"],
      ["tenant", "acme"],
      ["__proto__", { tenant: "acme" }],
    ]);
    expect(await verdict(extended({ "writ.jwt": "payload" }, {}, claims(odd)))).toBe("allow");
  });
});
