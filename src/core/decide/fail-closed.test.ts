import { afterEach, describe, expect, it, vi } from "vitest";
import { Unknown, type Backend, type Value } from "#core/language";
import { PRINCIPAL_KINDS, type PrincipalKind } from "#core/model";
import { compileProgram, decide, MAX_EFFECTS, type Decision, type Program } from "./index.ts";
import { openProgram } from "./program/program.ts";
import { foreign } from "./testing/foreign.ts";
import { grant, policy, type PolicyText } from "./testing/documents.ts";
import { bundleOf, programOf } from "./testing/load.ts";
import { creation, NOW, proposalBy, storeWith } from "./testing/proposal.ts";

const UNKNOWN = new Unknown([{ reason: "not-observed", path: "x" }]);
const DAYS: Value = Array.from({ length: 3000 }, (_, day) => day);
const TOO_EXPENSIVE = "resource.properties.days.all(a, resource.properties.days.all(b, a != b || a == b))";
const BACKENDS: readonly Backend[] = ["generated", "closures"];

interface Row {
  readonly what: string;
  readonly text: PolicyText;
  readonly properties: Readonly<Record<string, Value>>;
  /** What the decision is for everybody but agents, who never get more. */
  readonly effect: Decision["effect"];
  readonly agent: Decision["effect"];
}

const DENIED = { effect: "deny", agent: "deny" } as const;

const ROWS: readonly Row[] = [
  { what: "a failure", text: { must: ["resource.properties.encrypted"] }, properties: { encrypted: false }, ...DENIED },
  { what: "a bad policy", text: { must: ["resource.properties.encrypted"] }, properties: {}, ...DENIED },
  {
    what: "a property of another type",
    text: { must: ["resource.properties.encrypted"] },
    properties: { encrypted: "true" },
    ...DENIED,
  },
  { what: "too much cost", text: { must: [TOO_EXPENSIVE] }, properties: { days: DAYS }, ...DENIED },
  {
    what: "too much cost absorbed",
    text: { must: [`${TOO_EXPENSIVE} || true`] },
    properties: { days: DAYS },
    ...DENIED,
  },
  {
    what: "too much cost in a variable",
    text: { variables: { heavy: TOO_EXPENSIVE }, must: ["variables.heavy"] },
    properties: { days: DAYS },
    ...DENIED,
  },
  {
    what: "too much cost in a condition",
    text: { when: [TOO_EXPENSIVE], must: ["true"] },
    properties: { days: DAYS },
    ...DENIED,
  },
  {
    what: "an unknown",
    text: { must: ["resource.properties.encrypted"] },
    properties: { encrypted: UNKNOWN },
    effect: "allow",
    agent: "hold",
  },
  {
    what: "an unknown condition",
    text: { when: ["resource.properties.public"], must: ["resource.properties.encrypted"] },
    properties: { public: UNKNOWN, encrypted: false },
    effect: "allow",
    agent: "hold",
  },
];

const CASES = ROWS.flatMap((row) =>
  BACKENDS.flatMap((backend) => PRINCIPAL_KINDS.map((kind) => ({ ...row, backend, kind }))),
);

function decided(program: Program, kind: PrincipalKind, properties: Row["properties"]): Decision {
  return decide(program, proposalBy(kind, { effects: [creation(storeWith(properties))] }), NOW);
}

describe("the fail-closed matrix", () => {
  it.each(CASES)("$what, $kind, $backend", ({ text, properties, effect, agent, backend, kind }) => {
    const beside = [policy({ name: "a-beside", must: ["true"] }), policy({ name: "z-beside", must: ["true"] })];
    const program = programOf([policy(text), ...beside, grant("all")], { backend });
    const decision = decided(program, kind, properties);
    expect(decision.effect).toBe(kind === "agent" ? agent : effect);
    expect(decision.reasons.length + decision.obligations.length).toBeGreaterThan(0);
    const others = decision.verdicts.filter((verdict) => verdict.policy !== "rule");
    expect(others.map(({ outcome }) => outcome)).toEqual(["pass", "pass"]);
  });

  it.each(ROWS.filter(({ effect }) => effect === "deny"))(
    "$what in mode audit denies nobody",
    ({ text, properties }) => {
      const program = programOf([policy({ ...text, mode: "audit" }), grant("all")]);
      for (const kind of PRINCIPAL_KINDS) expect(decided(program, kind, properties).effect).toBe("allow");
    },
  );
});

const HALF = "resource.properties.days.all(a, resource.properties.days.all(b, a != b || a == b))";
const NEAR = Array.from({ length: 280 }, (_, day) => day);

function outcomesOfMany(count: number): readonly string[] {
  const must = Array.from({ length: count }, (_, at) => `${HALF} && ${at} >= 0`);
  return decided(programOf([policy({ must })]), "person", { days: NEAR }).verdicts.map(({ outcome }) => outcome);
}

describe("budgets", () => {
  it("are those of Kubernetes: a million for an expression, ten for all of a policy", () => {
    expect(outcomesOfMany(2)).toEqual(["pass", "pass"]);
    const many = outcomesOfMany(30);
    const passed = many.filter((outcome) => outcome === "pass").length;
    expect(passed).toBeGreaterThan(2);
    expect(many.slice(passed)).toEqual(Array.from({ length: 30 - passed }, () => "error"));
    expect(passed).toBeLessThan(30);
  });

  it("are not shared between policies", () => {
    const texts = Array.from({ length: 30 }, (_, at) => policy({ name: `p${at}`, must: [HALF] }));
    expect(decided(programOf(texts), "person", { days: NEAR }).effect).toBe("allow");
  });
});

describe("a bug of our own", () => {
  afterEach(() => vi.restoreAllMocks());

  it.each(PRINCIPAL_KINDS)("denies a %s, with its own reason", (kind) => {
    const program = programOf([policy({ must: ["true"] }), grant("all")]);
    vi.spyOn(openProgram(program).index, "view").mockImplementation(() => {
      throw new TypeError("injected");
    });
    const decision = decided(program, kind, {});
    expect(decision.effect).toBe("deny");
    expect(decision.reasons.map(({ code }) => code)).toEqual(["internal-error"]);
    expect(decision.reasons[0]?.message).toContain("injected");
  });

  it.each([
    ["enforce", "deny"],
    ["warn", "allow"],
    ["audit", "allow"],
  ] as const)("in the evaluation of one policy of mode %s leads to %s", (mode, effect) => {
    const bundle = bundleOf(policy({ mode, must: ["true"] }), policy({ name: "beside", must: ["true"] }));
    const policies = bundle.policies.map(({ validations, ...checked }) =>
      checked.document.spec.mode === mode && checked.document.metadata.name === "rule"
        ? { ...checked, validations: validations.map((validation) => ({ ...validation, checked: foreign<never>({}) })) }
        : { ...checked, validations },
    );
    expect(decided(compileProgram({ ...bundle, policies }), "person", {}).effect).toBe(effect);
  });

  it("in what a caller hands in denies as well", () => {
    const program = programOf([policy({ must: ["true"] })]);
    const whole = proposalBy("person");
    const broken: readonly unknown[] = [
      null,
      {},
      { ...whole, effects: [null] },
      { ...whole, effects: [{ ...creation(), resource: null }] },
      { ...whole, principal: null },
      { ...whole, principal: { ...whole.principal, kind: "robot" } },
      { ...whole, context: { ...whole.context, point: "dashboard" } },
      { ...whole, effects: [{ ...creation(), verb: "destroy" }] },
      { ...whole, effects: Array.from({ length: MAX_EFFECTS + 1 }) },
      { ...whole, effects: "" },
      { ...whole, context: { ...whole.context, unresolved: "" } },
    ];
    expect(broken.map((proposal) => decide(program, foreign(proposal), NOW).effect)).toEqual(broken.map(() => "deny"));
  });

  it("that hands in a program of another make denies", () => {
    const decision = decide({ bundleDigest: "x" }, proposalBy("person"), NOW);
    expect([decision.effect, decision.bundleDigest]).toEqual(["deny", ""]);
    expect(decide(foreign(null), proposalBy("person"), NOW).effect).toBe("deny");
  });
});
