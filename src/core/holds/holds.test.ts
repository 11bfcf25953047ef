import { describe, expect, it } from "vitest";
import { testCaller } from "../access/testing/caller.ts";
import {
  elicitationRequest,
  holderOf,
  holdSubject,
  holdWords,
  inputRequired,
  involvedIn,
  RequestStates,
  urlElicitationRequired,
  type StateBinding,
} from "./index.ts";
import { testEffect, testProposal } from "./testing/held-act.ts";

const AGENT = { id: "agent-7", kind: "agent", groups: [], attributes: {}, chain: ["people:ada"] } as const;
const [ACT, OTHER_ACT] = [`sha256:${"a".repeat(64)}`, `sha256:${"b".repeat(64)}`];

/** States under a clock that a test moves. */
function states(now: { readonly value: number }): RequestStates {
  const used = new Set<string>();
  let last = 0;
  return new RequestStates({
    mac: (text) => Buffer.from(`k${text}`).toString("base64url").slice(-43).padStart(43, "0"),
    equals: (one, other) => one === other,
    nonce: () => String((last += 1)),
    useOnce: (nonce) => !used.has(nonce) && used.add(nonce).size > 0,
    now: () => now.value,
  });
}

describe("holdSubject()", () => {
  it("differs for another act, another bundle, and another principal or chain", () => {
    const subjects = [
      holdSubject(ACT, AGENT, "bundle"),
      holdSubject(OTHER_ACT, AGENT, "bundle"),
      holdSubject(ACT, AGENT, "other"),
      holdSubject(ACT, { ...AGENT, id: "agent-8" }, "bundle"),
      holdSubject(ACT, { ...AGENT, kind: "service" }, "bundle"),
      holdSubject(ACT, { ...AGENT, chain: [] }, "bundle"),
    ];
    expect(new Set(subjects).size).toBe(subjects.length);
    expect(holdSubject(ACT, { ...AGENT, groups: ["g"], attributes: { session: "2" } }, "bundle")).toBe(subjects[0]);
  });
});

describe("involvedIn()", () => {
  it("names what acts and everybody on whose behalf it does, each once", () => {
    const principal = { ...AGENT, chain: ["people:ada", "agent-1"] };
    expect(involvedIn(testCaller("people:ada", [], { principal }))).toEqual(["people:ada", "agent-7", "agent-1"]);
    expect(holderOf(AGENT)).toBe(holderOf({ ...AGENT, chain: [] }));
    expect(holderOf(AGENT)).not.toBe(holderOf({ ...AGENT, kind: "service" }));
  });
});

describe("holdWords()", () => {
  it("names the part of a run that acts, and that nobody proved it", () => {
    const principal = { ...AGENT, attributes: { subAgent: { id: "a1", type: "Explore" } } };
    const rest = { through: "", session: "s-1", summary: "reads", details: {}, reasons: [] };
    const { details } = holdWords({ proposal: { ...testProposal([]), principal }, ...rest });
    expect(details).toMatchObject({ agent: "agent-7", "sub-agent, as its client says": "Explore/a1" });
  });

  it("says first what is destroyed and how far it reaches, then what is done through what and for whom", () => {
    const proposal = testProposal([testEffect("delete", "orders", ["irreversible"]), testEffect("read", "users")]);
    const { summary, details } = holdWords({
      proposal: { ...proposal, principal: AGENT },
      through: "tool `drop` of `db`",
      session: "s-1",
      summary: "drops orders",
      details: { table: "orders", destroys: "nothing" },
      reasons: ["Grant `tools` needs an approval"],
    });
    expect(summary).toBe("drops orders\n- Grant `tools` needs an approval");
    expect(Object.keys(details).slice(0, 3)).toEqual(["destroys", "reach", "does"]);
    expect(details).toMatchObject({
      destroys: { items: ["Table orders (pg_table)"], more: 0 },
      reach: "irreversible",
      does: { items: ["delete Table orders (pg_table)", "read Table users (pg_table)"] },
      "on behalf of": { items: ["people:ada"] },
      "with table": "orders",
      "with destroys": "nothing",
    });
  });

  it("bounds what an agent can fill, and says how much is left out", () => {
    const effects = Array.from({ length: 500 }, (_, index) => testEffect("delete", `${"x".repeat(5000)}${index}`));
    const held = { through: "t".repeat(9000), session: "s", summary: "s".repeat(9000), details: {}, reasons: [] };
    const { summary, details } = holdWords({ ...held, proposal: testProposal(effects) });
    expect(details["destroys"]).toMatchObject({ more: 480 });
    expect(summary.length + JSON.stringify(details).length).toBeLessThan(20_000);
  });
});

describe("RequestStates", () => {
  const binding: StateBinding = { principal: AGENT, method: "tools/call", act: ACT, bundle: "bundle" };
  const state = { approval: "0192f0c8-7a00-7000-8000-000000000001", upstream: "opaque" };

  it("opens what it sealed for exactly this, once", () => {
    const own = states({ value: 1 });
    const text = own.seal(state, binding, 10);
    expect(own.open(text, binding)).toEqual({ kind: "opened", state });
    expect(own.open(text, binding)).toEqual({ kind: "refused", why: "used" });
  });

  it("refuses what is for something else, over, forged or malformed, and leaves a good one usable", () => {
    const now = { value: 1 };
    const own = states(now);
    const text = own.seal(state, binding, 10);
    const changes: readonly Partial<StateBinding>[] = [
      { principal: { ...AGENT, id: "agent-8" } },
      { method: "prompts/get" },
      { act: OTHER_ACT },
      { bundle: "other" },
    ];
    for (const change of changes) {
      expect(own.open(text, { ...binding, ...change })).toEqual({ kind: "refused", why: "foreign" });
    }
    expect(own.open(`${text.slice(0, -1)}${text.endsWith("A") ? "B" : "A"}`, binding)).toMatchObject({ why: "forged" });
    for (const bad of ["", ".", "x", "a.b", "x".repeat(100_000)]) {
      expect(own.open(bad, binding)).toEqual({ kind: "refused", why: "malformed" });
    }
    now.value = 10;
    expect(own.open(text, binding)).toEqual({ kind: "refused", why: "over" });
    now.value = 9;
    expect(own.open(text, binding)).toMatchObject({ kind: "opened" });
  });
});

describe("elicitations", () => {
  const asked = { id: "id-1", url: "https://writ.example/approvals/id-1", message: "Somebody must approve this" };

  it("are in URL mode in both eras, with an id only where the era knows one", () => {
    const params = { mode: "url", elicitationId: "id-1", url: asked.url, message: asked.message };
    expect(elicitationRequest(asked)).toEqual(params);
    const error = { code: -32042, message: asked.message, data: { elicitations: [params] } };
    expect(urlElicitationRequired(asked)).toEqual(error);
    expect(inputRequired(asked, "state")).toEqual({
      resultType: "input_required",
      inputRequests: {
        "writ-approval": {
          method: "elicitation/create",
          params: { mode: "url", url: asked.url, message: asked.message },
        },
      },
      requestState: "state",
    });
  });
});
