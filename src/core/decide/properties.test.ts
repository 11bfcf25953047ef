import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Unknown, type Value } from "#core/language";
import { PRINCIPAL_KINDS, type Effect, type Proposal } from "#core/model";
import { compileProgram, decide, reviewWaivers, type Decision, type Program, type WaiverReview } from "./index.ts";
import { grant, policy, waiver, type PolicyText } from "./testing/documents.ts";
import { bundleOf } from "./testing/load.ts";
import { creation, NOW, proposalBy, storeWith } from "./testing/proposal.ts";

const STRICTNESS: Readonly<Record<Decision["effect"], number>> = { allow: 0, hold: 1, deny: 2 };
const UNKNOWN = new Unknown([{ reason: "after-apply", path: "x" }]);

const expressions = fc.constantFrom(
  "resource.properties.encrypted",
  "!resource.properties.public",
  "resource.properties.size < 3 || resource.properties.encrypted",
  "has(resource.properties.owner)",
  "resource.properties.days.all(d, d > 1)",
  "principal.kind != 'agent'",
  "variables.open",
);

const policyTexts: fc.Arbitrary<PolicyText> = fc.record({
  mode: fc.constantFrom("enforce", "enforce", "warn", "audit"),
  failurePolicy: fc.constantFrom("Fail", "Fail", "Ignore"),
  when: fc.array(fc.constantFrom("resource.properties.public", "resource.properties.size > 1"), { maxLength: 1 }),
  variables: fc.constant({ open: "!resource.properties.public" }),
  must: fc.array(expressions, { minLength: 1, maxLength: 3 }),
});

const policies = fc
  .array(policyTexts, { minLength: 1, maxLength: 4 })
  .map((texts) => texts.map((text, position) => policy({ ...text, name: `p${position}` })));

const grants = fc.subarray([
  grant("all"),
  grant("reviewed", { approval: "required" }),
  grant("small", { conditions: [{ name: "c", expression: "resource.properties.size < 2" }] }),
  grant("over", { expires: "2020-01-01T00:00:00Z" }),
]);

const waivers = fc.subarray([
  waiver("a", { policy: "p0" }),
  waiver("b", { policy: "p0", validation: "v0" }),
  waiver("c", { policy: "p0", resource: { id: "store-2" } }),
  waiver("d", { policy: "p0", expires: "2020-01-01T00:00:00Z" }),
  waiver("e", { policy: "p0", resource: { id: "store-0" }, digest: "0".repeat(64) }),
]);

const targets = fc.record({ validation: fc.constantFrom("v0", "v1", "v2", null), store: fc.constantFrom(0, 1, 2) });

const maybe = (value: fc.Arbitrary<Value>): fc.Arbitrary<Value> => fc.oneof(value, fc.constant(UNKNOWN));

const properties = fc.record(
  {
    public: maybe(fc.boolean()),
    encrypted: maybe(fc.boolean()),
    size: maybe(fc.integer({ min: 0, max: 4 })),
    owner: fc.constant("ann"),
    days: fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 3 }),
  },
  { requiredKeys: [] },
);

const proposals: fc.Arbitrary<Proposal> = fc
  .record({ kind: fc.constantFrom(...PRINCIPAL_KINDS), all: fc.array(properties, { minLength: 1, maxLength: 3 }) })
  .map(({ kind, all }) =>
    proposalBy(kind, { effects: all.map((some, at) => creation(storeWith(some, `store-${at}`))) }),
  );

function decided(texts: readonly string[], proposal: Proposal): Decision {
  const bundle = bundleOf(...texts.filter((text) => !text.includes('"Waiver"')));
  const waiverBundle = bundleOf(
    policy({ name: "p0", must: ["true", "true", "true"] }),
    ...texts.filter((text) => text.includes('"Waiver"')),
  );
  return decide(compileProgram({ ...bundle, waivers: waiverBundle.waivers }), proposal, NOW);
}

function sort(items: readonly unknown[]): readonly string[] {
  return items.map((item) => JSON.stringify(item)).toSorted();
}

/** What a decision says, whatever the order of the effects it speaks of. */
function contentOf({ effect, verdicts, reasons }: Decision, effects: readonly Effect[]): unknown {
  const idOf = (position: number | null): string | null =>
    position === null ? null : (effects[position]?.resource.id ?? "?");
  return {
    effect,
    verdicts: sort(verdicts.map((verdict) => ({ ...verdict, effect: idOf(verdict.effect) }))),
    reasons: sort(reasons.map((reason) => ({ ...reason, effect: idOf(reason.effect) }))),
  };
}

function flipped(proposal: Proposal): Proposal {
  return { ...proposal, effects: proposal.effects.toReversed() };
}

function plain(reviews: readonly WaiverReview[]): readonly unknown[] {
  return reviews.map(({ document, ...rest }) => ({ name: document.metadata.name, ...rest }));
}

describe("the rules of combination", () => {
  it("are monotone: adding a policy never makes a decision milder", () => {
    fc.assert(
      fc.property(policies, policyTexts, grants, proposals, (some, more, granted, proposal) => {
        const before = decided([...some, ...granted], proposal);
        const after = decided([...some, policy({ ...more, name: "added" }), ...granted], proposal);
        expect(STRICTNESS[after.effect]).toBeGreaterThanOrEqual(STRICTNESS[before.effect]);
      }),
      { numRuns: 150 },
    );
  });

  it("do not depend on the order of policies, grants, waivers and effects", () => {
    fc.assert(
      fc.property(policies, grants, waivers, proposals, (some, granted, waived, proposal) => {
        const effects = proposal.effects.toReversed();
        const one = decided([...some, ...granted, ...waived], proposal);
        const other = decided([...waived, ...granted, ...some].toReversed(), { ...proposal, effects });
        expect(contentOf(other, effects)).toEqual(contentOf(one, proposal.effects));
      }),
      { numRuns: 150 },
    );
  });

  it("let a waiver turn nothing aside but its own finding, and change no other verdict", () => {
    fc.assert(
      fc.property(policies, waivers, proposals, targets, (some, waived, proposal, { validation, store }) => {
        const id = `store-${store}`;
        const rule = validation === null ? {} : { validation };
        const added = waiver("z", { policy: "p0", ...rule, resource: { id } });
        const before = decided([...some, ...waived], proposal);
        const after = decided([...some, ...waived, added], proposal);
        expect(STRICTNESS[after.effect]).toBeLessThanOrEqual(STRICTNESS[before.effect]);
        for (const [index, verdict] of after.verdicts.entries()) {
          if (verdict.waiver !== "z") expect(verdict).toEqual(before.verdicts[index]);
          else {
            expect({ ...verdict, outcome: verdict.underlying, waiver: null }).toEqual(before.verdicts[index]);
            expect(verdict).toMatchObject({ policy: "p0", validation: validation ?? verdict.validation });
            expect(proposal.effects[verdict.effect]?.resource.id).toBe(id);
          }
        }
      }),
      { numRuns: 150 },
    );
  });

  it("tell how waivers stand whatever the order of waivers, effects and proposals", () => {
    fc.assert(
      fc.property(policies, waivers, proposals, proposals, (some, waived, one, other) => {
        const program = (texts: readonly string[]): Program => {
          const bundle = bundleOf(policy({ name: "p0", must: ["true", "true", "true"] }), ...texts);
          return compileProgram({ ...bundleOf(...some), waivers: bundle.waivers });
        };
        const time = { now: NOW, warnDays: 14 };
        const told = reviewWaivers(program(waived), { proposals: [one, other], elsewhere: [] }, time);
        const again = reviewWaivers(
          program(waived.toReversed()),
          { proposals: [flipped(other), flipped(one)], elsewhere: [] },
          time,
        );
        expect(plain(again)).toEqual(plain(told));
        const used = new Set(
          [one, other].flatMap((proposal) => decide(program(waived), proposal, NOW).concerns.map((c) => c.waiver)),
        );
        const inUse = told.filter(({ state }) => state === "in-use").map(({ document }) => document.metadata.name);
        for (const name of used) if (name !== null) expect(inUse).toContain(name);
      }),
      { numRuns: 100 },
    );
  });

  it("let an agent do nothing that a person may not", () => {
    fc.assert(
      fc.property(policies, grants, proposals, (some, granted, proposal) => {
        const agent = decided([...some, ...granted], {
          ...proposal,
          principal: { ...proposal.principal, kind: "agent" },
        });
        const expected = agent.verdicts.filter(({ mode, outcome }) => mode === "enforce" && outcome === "fail");
        if (agent.effect === "allow") expect(expected).toEqual([]);
        if (granted.length === 0) expect(agent.effect).toBe("deny");
      }),
      { numRuns: 100 },
    );
  });

  it("do not depend on what policies are evaluated together, nor on the back end", () => {
    fc.assert(
      fc.property(policies, proposals, (some, proposal) => {
        const together = decide(compileProgram(bundleOf(...some)), proposal, NOW);
        const apart = some.flatMap((text) => decide(compileProgram(bundleOf(text)), proposal, NOW).verdicts);
        const closures = decide(compileProgram(bundleOf(...some), { backend: "closures" }), proposal, NOW);
        expect(contentOf({ ...together, effect: "allow", verdicts: apart, reasons: [] }, proposal.effects)).toEqual(
          contentOf({ ...together, effect: "allow", verdicts: together.verdicts, reasons: [] }, proposal.effects),
        );
        expect(contentOf(closures, proposal.effects)).toEqual(contentOf(together, proposal.effects));
      }),
      { numRuns: 150 },
    );
  });

  it("counts and sets apart what its verdicts list, in the same order however many effects there are", () => {
    const sizes = fc.constantFrom(1, 3, 90);
    const property = fc.property(policies, waivers, proposals, sizes, (texts, waived, proposal, size) => {
      const effects = Array.from({ length: size }, (_, at) => proposal.effects[at % proposal.effects.length]).filter(
        (effect) => effect !== undefined,
      );
      const decision = decided([...texts, ...waived], { ...proposal, effects });
      const { verdicts, concerns, passes, notApplicable } = decision;
      const listed = Map.groupBy(verdicts, ({ outcome }) => outcome);
      expect(concerns).toEqual(verdicts.filter(({ outcome }) => outcome !== "pass" && outcome !== "not-applicable"));
      expect(notApplicable).toBe(listed.get("not-applicable")?.length ?? 0);
      const counted = Map.groupBy(listed.get("pass") ?? [], ({ policy: name }) => name);
      expect(passes).toEqual(new Map([...counted].map(([name, all]) => [name, all.length])));
      expect(verdicts.map(({ effect }) => effect)).toEqual(
        verdicts.map(({ effect }) => effect).toSorted((a, b) => a - b),
      );
      for (const alike of Map.groupBy(decision.reasons, ({ code }) => code).values()) {
        expect(alike).toEqual(alike.toSorted((a, b) => Number(a.effect) - Number(b.effect)));
      }
    });
    fc.assert(property);
  });
});
