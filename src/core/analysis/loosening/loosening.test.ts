import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseDocuments } from "#core/documents";
import { Unknown, type Value } from "#core/language";
import { PRINCIPAL_KINDS, type Proposal } from "#core/model";
import { decide, type Decision } from "#core/decide";
import { grant, policy, settings, waiver, type PolicyText } from "../../decide/testing/documents.ts";
import { programOf } from "../../decide/testing/load.ts";
import { creation, NOW, proposalBy, storeWith } from "../../decide/testing/proposal.ts";
import { compareDocuments, type DigestedDocument, type DocumentChange } from "../index.ts";

function parsed(texts: readonly string[]): readonly DigestedDocument[] {
  return texts.flatMap((text, position) => {
    const { documents, digests, diagnostics } = parseDocuments(`${position}.json`, text);
    expect(diagnostics).toEqual([]);
    return documents.map((document, at) => ({ document, digest: digests[at] ?? "" }));
  });
}

function changes(before: readonly string[], after: readonly string[]): readonly DocumentChange[] {
  return compareDocuments(parsed(before), parsed(after));
}

/** Each change as `direction: what`. */
function told(before: string, after: string): readonly string[] {
  return changes([before], [after]).map(({ direction, what }) => `${direction}: ${what}`);
}

/** What adding a document does, and what taking it away does. */
function direction(text: string): readonly unknown[] {
  return [changes([], [text])[0]?.direction, changes([text], [])[0]?.direction];
}

const RULE: PolicyText = { name: "rule", must: ["resource.properties.encrypted"] };

describe("compareDocuments()", () => {
  it("finds nothing where only order and layout differ", () => {
    const [one, other] = [policy({ ...RULE, name: "a" }), policy({ ...RULE, name: "b" })];
    expect(changes([one, other], [JSON.stringify(JSON.parse(other), null, 2), one])).toEqual([]);
  });

  it("says of documents that came or went what they do to answers", () => {
    expect(direction(policy(RULE))).toEqual(["tightens", "loosens"]);
    expect(direction(policy({ ...RULE, mode: "warn" }))).toEqual(["neutral", "neutral"]);
    expect(direction(grant("all"))).toEqual(["loosens", "tightens"]);
    expect(direction(waiver("w"))).toEqual(["loosens", "tightens"]);
    expect(direction(settings({ production: "true" }))).toEqual(["loosens", "loosens"]);
  });

  it.each<[string, Partial<PolicyText>, Partial<PolicyText>]>([
    ["loosens: mode enforce became warn", {}, { mode: "warn" }],
    ["tightens: mode audit became enforce", { mode: "audit" }, {}],
    ["neutral: mode warn became audit", { mode: "warn" }, { mode: "audit" }],
    ["neutral: says the same with other words", { mode: "warn" }, { mode: "warn", must: ["true"] }],
    ["loosens: failurePolicy Fail became Ignore", {}, { failurePolicy: "Ignore" }],
    ["tightens: failurePolicy Ignore became Fail", { failurePolicy: "Ignore" }, {}],
    ["loosens: validation `v0` changed", {}, { must: ["true"] }],
    ["tightens: validation `v1` was added", {}, { must: ["resource.properties.encrypted", "false"] }],
    ["loosens: validation `v1` was removed", { must: ["resource.properties.encrypted", "false"] }, {}],
    ["loosens: match condition `c0` was added", {}, { when: ["true"] }],
    ["loosens: match condition `c0` was removed", { when: ["true"] }, {}],
    ["loosens: variable `x` changed", { variables: { x: "1" } }, { variables: { x: "2" } }],
    ["neutral: says the same with other words", {}, { variables: { x: "2" } }],
    ["neutral: says the same with other words", {}, { message: "Encrypt it", severity: "low" }],
    ["loosens: parameter `p` changed", { parameters: param(1) }, { parameters: param(2) }],
    ["neutral: says the same with other words", {}, { parameters: param(2) }],
    ["loosens: match.verbs became narrower", {}, { match: { kinds: ["ObjectStore"], verbs: ["create"] } }],
    ["tightens: match.verbs became wider", { match: { kinds: ["ObjectStore"], verbs: ["create"] } }, {}],
    [
      "loosens: match.verbs became different",
      { match: { kinds: ["ObjectStore"], verbs: ["create"] } },
      { match: { kinds: ["ObjectStore"], verbs: ["delete"] } },
    ],
  ])("says of a policy: %s", (expected, before, after) => {
    expect(told(policy({ ...RULE, ...before }), policy({ ...RULE, ...after }))).toEqual([expected]);
  });

  it.each<[string, object, object]>([
    ["loosens: verbs became wider", {}, { verbs: ["create", "delete"] }],
    ["tightens: environments became narrower", {}, { environments: ["staging"] }],
    ["tightens: condition `c` was added", {}, { conditions: [{ name: "c", expression: "true" }] }],
    ["loosens: condition `c` was removed", { conditions: [{ name: "c", expression: "true" }] }, {}],
    ["tightens: approval none became required", {}, { approval: "required" }],
    ["loosens: expires 2030-01-01T00:00:00Z became 2031-01-01T00:00:00Z", {}, { expires: "2031-01-01T00:00:00Z" }],
    ["tightens: expires 2030-01-01T00:00:00Z became 2029-01-01T00:00:00Z", {}, { expires: "2029-01-01T00:00:00Z" }],
    ["neutral: says the same with other words", {}, { owner: "somebody" }],
  ])("says of a grant: %s", (expected, before, after) => {
    expect(told(grant("g", before), grant("g", after))).toEqual([expected]);
  });

  it.each<[string, object, object]>([
    ["tightens: validation was bound", {}, { validation: "v0" }],
    ["loosens: validation changed", { validation: "v0" }, {}],
    ["tightens: digest was bound", {}, { digest: "0".repeat(64) }],
    ["loosens: resource.id changed", {}, { resource: { id: "store-2" } }],
    ["neutral: says the same with other words", {}, { reason: "another" }],
  ])("says of a waiver: %s", (expected, before, after) => {
    expect(told(waiver("w", before), waiver("w", after))).toEqual([expected]);
  });
});

function param(value: number): object {
  return { p: { schema: { type: "int" }, default: value } };
}

const STRICTNESS: Readonly<Record<Decision["effect"], number>> = { allow: 0, hold: 1, deny: 2 };
const UNKNOWN = new Unknown([{ reason: "after-apply", path: "x" }]);

const expressions = fc.constantFrom(
  "resource.properties.encrypted",
  "!resource.properties.public",
  "resource.properties.size < params.limit",
  "has(resource.properties.owner)",
  "variables.open",
);

const policies = fc.dictionary(
  fc.constantFrom("p0", "p1"),
  fc.record({
    mode: fc.constantFrom("enforce", "enforce", "warn"),
    failurePolicy: fc.constantFrom("Fail", "Ignore"),
    when: fc.subarray(["resource.properties.public", "resource.properties.size > 1"]),
    variables: fc.constantFrom({ open: "!resource.properties.public" }, { open: "resource.properties.encrypted" }),
    parameters: fc.constantFrom(1, 3).map((limit) => ({ limit: { schema: { type: "int" }, default: limit } })),
    match: fc.record({
      kinds: fc.constant(["ObjectStore"]),
      principals: fc.subarray(["agent", "person"]),
      verbs: fc.subarray(["create", "delete"]),
    }),
    must: fc.array(expressions, { minLength: 1, maxLength: 2 }),
  }),
  { minKeys: 1 },
);

const grants = fc.dictionary(
  fc.constantFrom("g0", "g1"),
  fc.record({
    verbs: fc.subarray(["create", "delete"], { minLength: 1 }),
    approval: fc.constantFrom("none", "required"),
    expires: fc.constantFrom("2020-01-01T00:00:00Z", "2030-01-01T00:00:00Z", "2031-01-01T00:00:00Z"),
    conditions: fc.subarray([{ name: "c", expression: "resource.properties.size < 2" }]),
  }),
);

const waivers = fc.dictionary(
  fc.constantFrom("w0", "w1"),
  fc.record({
    policy: fc.constantFrom("p0", "p1"),
    resource: fc.constantFrom({ id: "store-0" }, { id: "store-1" }),
    expires: fc.constantFrom("2020-01-01T00:00:00Z", "2030-01-01T00:00:00Z"),
  }),
);

/** Documents as texts; a waiver whose policy is not among them is left out, since such a bundle is refused. */
const bundles = fc
  .record({ policies, grants, waivers })
  .map((all) => [
    ...Object.entries(all.policies).map(([name, text]) => policy({ ...text, name })),
    ...Object.entries(all.grants).map(([name, spec]) => grant(name, spec)),
    ...Object.entries(all.waivers).flatMap(([name, spec]) =>
      Object.hasOwn(all.policies, spec.policy) ? [waiver(name, spec)] : [],
    ),
  ]);

const maybe = (value: fc.Arbitrary<Value>): fc.Arbitrary<Value> => fc.oneof(value, fc.constant(UNKNOWN));

const proposals: fc.Arbitrary<Proposal> = fc
  .record({
    kind: fc.constantFrom(...PRINCIPAL_KINDS),
    all: fc.array(
      fc.record(
        { public: maybe(fc.boolean()), encrypted: maybe(fc.boolean()), size: maybe(fc.integer({ min: 0, max: 4 })) },
        { requiredKeys: [] },
      ),
      { minLength: 1, maxLength: 2 },
    ),
  })
  .map(({ kind, all }) =>
    proposalBy(kind, { effects: all.map((some, at) => creation(storeWith(some, `store-${at}`))) }),
  );

describe("compareDocuments(), beside decide()", () => {
  // Guards INVARIANT (loosening-is-listed).
  it("lists something that loosens whenever anything is let through that was not", () => {
    let loosened = 0;
    fc.assert(
      fc.property(bundles, bundles, fc.array(proposals, { minLength: 3, maxLength: 6 }), (before, after, asked) => {
        const [old, now] = [programOf(before), programOf(after)];
        const isLoosened = asked.some(
          (proposal) => STRICTNESS[decide(now, proposal, NOW).effect] < STRICTNESS[decide(old, proposal, NOW).effect],
        );
        const isListed = changes(before, after).some(({ direction }) => direction === "loosens");
        loosened += Number(isLoosened);
        expect(!isLoosened || isListed).toBe(true);
      }),
      { numRuns: 250 },
    );
    expect(loosened).toBeGreaterThan(10);
  });

  it("lists nothing that loosens where rules are only added, and nothing is let through then", () => {
    fc.assert(
      fc.property(bundles, fc.array(proposals, { minLength: 1, maxLength: 3 }), (before, asked) => {
        const after = [...before, policy({ name: "added", must: ["resource.properties.encrypted"] })];
        expect(changes(before, after).map(({ direction }) => direction)).toEqual(["tightens"]);
        const [old, now] = [programOf(before), programOf(after)];
        for (const proposal of asked)
          expect(STRICTNESS[decide(now, proposal, NOW).effect]).toBeGreaterThanOrEqual(
            STRICTNESS[decide(old, proposal, NOW).effect],
          );
      }),
      { numRuns: 100 },
    );
  });
});
