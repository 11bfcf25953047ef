import { describe, expect, it } from "vitest";
import { compileProgram, decide, type Program } from "./index.ts";
import { Unknown } from "#core/language";
import type { Effect } from "#core/model";
import { bundleOf, programOf } from "./testing/load.ts";
import { grant, policy, settings } from "./testing/documents.ts";
import { creation, NOW, proposalBy, store, storeWith, type ProposalChanges } from "./testing/proposal.ts";

const UNKNOWN = new Unknown([{ reason: "after-apply", path: "store.public" }]);
const NOT_PUBLIC = policy({ must: ["!resource.properties.public"] });
const PUBLIC = creation(storeWith({ public: true }));
const UNDECIDED = creation(storeWith({ public: UNKNOWN }));
const BARE = creation(storeWith({}));

describe("compileProgram()", () => {
  it("throws for a bundle without a policy, since nothing may be an allow-all", () => {
    expect(() => compileProgram({ ...bundleOf(), policies: [] })).toThrow(
      expect.objectContaining({ code: "no-policy" }),
    );
  });
});

describe("decide()", () => {
  it("allows a person whose effects pass, and lists the verdicts", () => {
    const decision = decide(programOf([NOT_PUBLIC]), proposalBy("person"), NOW);
    expect(decision.effect).toBe("allow");
    expect(decision.verdicts).toEqual([
      {
        policy: "rule",
        validation: "v0",
        severity: "medium",
        mode: "enforce",
        effect: 0,
        outcome: "pass",
        waiver: null,
        underlying: "pass",
      },
    ]);
    expect(decision.reasons).toEqual([]);
    expect(decision.obligations).toEqual([]);
  });

  it("judges effects on every kind by a policy of every kind, with properties of whatever type they have", () => {
    const everything = policy({
      match: { kinds: ["*"] },
      must: ["resource.properties.?public.orValue(false) != true"],
    });
    const strange = creation(store({ kind: "Unclassified", id: "strange", properties: {} }));
    const decision = decide(programOf([everything]), proposalBy("person", { effects: [PUBLIC, strange] }), NOW);
    expect(decision.verdicts.map(({ effect, outcome }) => [effect, outcome])).toEqual([
      [0, "fail"],
      [1, "pass"],
    ]);
  });

  it("reads where a resource lies, which may not be known", () => {
    const here = policy({ must: ["resource.region == 'eu-west-1'"] });
    const outcomes = [store({ region: "eu-west-1" }), store({ region: null }), store({ region: UNKNOWN })].map(
      (resource) => decide(programOf([here]), proposalBy("person", { effects: [creation(resource)] }), NOW),
    );
    expect(outcomes.map(({ verdicts }) => verdicts[0]?.outcome)).toEqual(["pass", "fail", "unknown"]);
  });

  it("denies what an enforced validation fails on, with the reason", () => {
    const decision = decide(programOf([NOT_PUBLIC]), proposalBy("person", { effects: [PUBLIC] }), NOW);
    expect(decision.effect).toBe("deny");
    expect(decision.reasons).toEqual([{ code: "fail", message: "`rule/v0` is not met", effect: 0 }]);
  });

  it("denies what an enforced validation cannot be evaluated on, unless failures are ignored, and shows the error either way", () => {
    const proposal = proposalBy("person", { effects: [BARE] });
    const strict = decide(programOf([NOT_PUBLIC]), proposal, NOW);
    const lenient = decide(
      programOf([policy({ must: ["!resource.properties.public"], failurePolicy: "Ignore" })]),
      proposal,
      NOW,
    );
    expect([strict.effect, lenient.effect]).toEqual(["deny", "allow"]);
    expect([strict, lenient].map(({ verdicts }) => verdicts[0]?.outcome)).toEqual(["error", "error"]);
    expect(strict.reasons[0]?.message).toMatch(/^`rule\/v0` cannot be evaluated: /);
  });

  it("applies failurePolicy: Ignore to errors only", () => {
    const program = programOf([policy({ must: ["!resource.properties.public"], failurePolicy: "Ignore" })]);
    expect(decide(program, proposalBy("person", { effects: [PUBLIC] }), NOW).effect).toBe("deny");
  });

  it.each(["pipeline", "person", "service"] as const)(
    "obliges a %s to have what is not known checked again",
    (kind) => {
      const decision = decide(programOf([NOT_PUBLIC]), proposalBy(kind, { effects: [UNDECIDED] }), NOW);
      expect(decision.effect).toBe("allow");
      expect(decision.obligations).toEqual([
        {
          code: "recheck",
          message: "`rule/v0` cannot be decided yet: `store.public` is known only after apply",
          verdict: expect.objectContaining({ outcome: "unknown" }),
        },
      ]);
    },
  );

  it("holds an agent whose effect cannot be decided yet", () => {
    const program = programOf([NOT_PUBLIC, grant("all")]);
    const decision = decide(program, proposalBy("agent", { effects: [UNDECIDED] }), NOW);
    expect(decision.effect).toBe("hold");
    expect(decision.reasons.map(({ code }) => code)).toEqual(["unknown"]);
    expect(decision.obligations.map(({ code }) => code)).toEqual(["recheck"]);
  });

  it.each(["warn", "audit"] as const)("lets nothing in mode %s change the effect", (mode) => {
    const program = programOf([policy({ mode, must: ["!resource.properties.public"] }), grant("all")]);
    for (const effect of [PUBLIC, UNDECIDED, BARE]) {
      expect(decide(program, proposalBy("person", { effects: [effect] }), NOW).effect).toBe("allow");
      expect(decide(program, proposalBy("agent", { effects: [effect] }), NOW).effect).toBe("allow");
    }
  });

  it("judges effects that change nothing like any other", () => {
    const effect = creation(storeWith({ public: true }), { verb: "update", changed: false });
    expect(decide(programOf([NOT_PUBLIC]), proposalBy("person", { effects: [effect] }), NOW).effect).toBe("deny");
  });

  it("orders verdicts by effect, policy name and validation, whatever the order of loading", () => {
    const texts = [
      policy({ name: "b", must: ["true", "true"] }),
      policy({ name: "a", when: ["true"], must: ["true"] }),
    ];
    const proposal = proposalBy("person", { effects: [creation(), creation(storeWith({}, "store-2"))] });
    const order = (program: Program): readonly string[] =>
      decide(program, proposal, NOW).verdicts.map(
        (verdict) => `${verdict.effect}/${verdict.policy}/${verdict.validation}`,
      );
    expect(order(programOf(texts))).toEqual(["0/a/v0", "0/b/v0", "0/b/v1", "1/a/v0", "1/b/v0", "1/b/v1"]);
    expect(order(programOf(texts.toReversed()))).toEqual(order(programOf(texts)));
  });

  it("holds anybody whose effects could not all be resolved", () => {
    const unresolved = [{ code: "deferred", message: "one resource is deferred", source: creation().source }];
    const decision = decide(programOf([NOT_PUBLIC]), proposalBy("person", { context: { unresolved } }), NOW);
    expect(decision.effect).toBe("hold");
    expect(decision.reasons).toEqual([{ code: "unresolved", message: "one resource is deferred", effect: null }]);
    expect(decision.obligations.map(({ code }) => code)).toEqual(["resolve"]);
  });

  it("says all of it to JSON.stringify()", () => {
    const decision = decide(programOf([NOT_PUBLIC]), proposalBy("person"), NOW);
    const { effect, verdicts, reasons, obligations, bundleDigest } = decision;
    expect(JSON.parse(JSON.stringify(decision))).toEqual({ effect, verdicts, reasons, obligations, bundleDigest });
  });
});

function outcomesOf(program: Program, changes: ProposalChanges = {}): readonly string[] {
  return decide(program, proposalBy("person", changes), NOW).verdicts.map(({ outcome }) => outcome);
}

function labelled(env: string): readonly Effect[] {
  return [creation(store({ labels: { env } }))];
}

describe("match", () => {
  it("limits a policy to its kinds, types, verbs, principals and points", () => {
    const kinds = ["ObjectStore"];
    const program = programOf([
      policy({ name: "kind", match: { kinds }, must: ["true"] }),
      policy({ name: "other-type", match: { kinds, types: ["azurerm_storage_account"] }, must: ["false"] }),
      policy({ name: "other-verb", match: { kinds, verbs: ["delete"] }, must: ["false"] }),
      policy({ name: "other-principal", match: { kinds, principals: ["agent"] }, must: ["false"] }),
      policy({ name: "other-point", match: { kinds, points: ["admission"] }, must: ["false"] }),
      policy({ name: "type", match: { types: ["aws_s3_bucket"], verbs: ["create"] }, must: ["true"] }),
    ]);
    const { verdicts } = decide(program, proposalBy("person"), NOW);
    expect(verdicts.map((verdict) => verdict.policy)).toEqual(["kind", "type"]);
  });

  it("sees a kind and a type that are named like members of Object.prototype", () => {
    const program = programOf([NOT_PUBLIC]);
    const effects = [creation(store({ kind: "constructor", type: "__proto__" }))];
    expect(outcomesOf(program, { effects })).toEqual([]);
  });

  it("takes an environment from the resource, the context or the settings", () => {
    const match = { kinds: ["ObjectStore"], environments: ["production"] };
    const program = programOf([
      policy({ match, must: ["false"] }),
      settings({ production: "resource.labels.env == 'prod'", staging: "true" }),
    ]);
    expect(outcomesOf(program, { effects: [creation(store({ environment: "production" }))] })).toEqual(["fail"]);
    expect(outcomesOf(program, { effects: labelled("dev"), context: { environment: "production" } })).toEqual(["fail"]);
    expect(outcomesOf(program, { effects: labelled("prod") })).toEqual(["fail"]);
    expect(outcomesOf(program, { effects: labelled("dev") })).toEqual([]);
  });

  it.each(["Production", " production", "", "production\n"])(
    "leaves open whether %j is a listed environment",
    (slip) => {
      const match = { kinds: ["ObjectStore"], environments: ["production"] };
      const program = programOf([
        policy({ match, must: ["resource.properties.public"] }),
        grant("g", { environments: ["staging"] }),
      ]);
      const effects = [creation(store({ environment: slip }))];
      const context = { environment: slip };
      expect(outcomesOf(program, { effects })).toEqual(["unknown"]);
      expect(outcomesOf(program, { context })).toEqual(["unknown"]);
      expect(decide(program, proposalBy("agent", { context: { environment: slip } }), NOW).effect).toBe("deny");
      expect(outcomesOf(program, { effects: [creation(store({ environment: "staging" }))] })).toEqual([]);
    },
  );

  it("leaves open what fails where the environment cannot be told", () => {
    const match = { kinds: ["ObjectStore"], environments: ["production"] };
    const program = programOf([
      policy({ match, must: ["false", "true"] }),
      settings({ production: "resource.labels.env == 'prod'" }),
    ]);
    expect(outcomesOf(program, {})).toEqual(["unknown", "pass"]);
  });

  it("rules a policy out by one false condition, whatever the others say", () => {
    const program = programOf([policy({ when: ["resource.properties.owner == 'x'", "false"], must: ["false"] })]);
    expect(outcomesOf(program, {})).toEqual(["not-applicable"]);
  });

  it("takes a condition that cannot be evaluated for an error of every validation", () => {
    const program = programOf([policy({ when: ["resource.properties.owner == 'x'"], must: ["true", "false"] })]);
    expect(outcomesOf(program, {})).toEqual(["error", "error"]);
  });

  it("takes a condition that is not known for an open question unless the validation passes", () => {
    const program = programOf([policy({ when: ["resource.properties.public"], must: ["true", "false"] })]);
    expect(outcomesOf(program, { effects: [UNDECIDED] })).toEqual(["pass", "unknown"]);
  });
});

function effectOf(text: string): string {
  return decide(programOf([text]), proposalBy("person"), NOW).effect;
}

function limitOf(value: number): object {
  return { limit: { schema: { type: "int" }, default: value } };
}

describe("variables and parameters", () => {
  it("evaluates variables that build on one another", () => {
    const variables = { double: "resource.properties.size * 2", four: "variables.double * 2" };
    expect(effectOf(policy({ variables, must: ["variables.four == 4 && variables.double == 2"] }))).toBe("allow");
  });

  it("leaves an error in a variable alone until something reads it", () => {
    const variables = { broken: "resource.properties.days[0] + 1" };
    expect(effectOf(policy({ variables, must: ["true || variables.broken == 1"] }))).toBe("allow");
    expect(effectOf(policy({ variables, must: ["variables.broken == 1"] }))).toBe("deny");
  });

  it("keeps the variables and parameters of policies apart", () => {
    const texts = [1, 2, 3].map((value) =>
      policy({
        name: `p${value}`,
        variables: { own: "params.limit" },
        parameters: limitOf(value),
        must: [`variables.own == ${value} && params.limit == ${value}`],
      }),
    );
    expect(decide(programOf(texts), proposalBy("person"), NOW).effect).toBe("allow");
  });

  it("does not take a name that a comprehension binds for its own", () => {
    const must = ["[{'limit': 7}].all(params, params.limit == 7)"];
    expect(effectOf(policy({ parameters: limitOf(1), must }))).toBe("allow");
  });

  it("evaluates variables anew for every effect", () => {
    const program = programOf([
      policy({ variables: { size: "resource.properties.size" }, must: ["variables.size == 1"] }),
    ]);
    const effects = [1, 2, 1].map((size) => creation(storeWith({ size }, `store-${size}`)));
    const { verdicts } = decide(program, proposalBy("person", { effects }), NOW);
    expect(verdicts.map(({ outcome }) => outcome)).toEqual(["pass", "fail", "pass"]);
  });
});
