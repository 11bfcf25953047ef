import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decide, type Program } from "#core/decide";
import type { Proposal } from "#core/model";
import { grant, policy } from "../../decide/testing/documents.ts";
import { programOf } from "../../decide/testing/load.ts";
import { creation, NOW, proposalBy, storeWith } from "../../decide/testing/proposal.ts";
import { answerOf, replay, ReplayTally, type RecordedQuestion } from "../index.ts";

const ENCRYPTED = policy({ name: "encrypted", must: ["resource.properties.encrypted"] });
const SMALL = policy({ name: "small", must: ["resource.properties.size < 3"] });

function store(properties: Parameters<typeof storeWith>[0], kind: "agent" | "person" = "person"): Proposal {
  return proposalBy(kind, { effects: [creation(storeWith(properties))] });
}

function recorded(program: Program, ...proposals: readonly Proposal[]): readonly RecordedQuestion[] {
  return proposals.map((proposal, position) => ({
    id: `q${position}`,
    proposal,
    at: NOW,
    answer: answerOf(decide(program, proposal, NOW)),
    count: position + 1,
  }));
}

describe("replay()", () => {
  it("finds nothing where the program is the same", () => {
    const program = programOf([ENCRYPTED]);
    const questions = recorded(program, store({ encrypted: true }), store({ encrypted: false }), store({}));
    expect([...replay(program, questions)]).toEqual([]);
  });

  it("gives what is newly denied and what is newly allowed, with who stands in the way", () => {
    const asked = recorded(
      programOf([ENCRYPTED]),
      store({ encrypted: false, size: 1 }),
      store({ encrypted: true, size: 9 }),
      store({ encrypted: true, size: 1 }),
    );
    const told = { principal: { kind: "person", id: "person-1" }, acts: "create aws_s3_bucket store-1", at: NOW };
    expect([...replay(programOf([SMALL]), asked)]).toEqual([
      {
        ...told,
        id: "q0",
        before: { effect: "deny", by: ["encrypted"] },
        after: { effect: "allow", by: [] },
        kind: "newly-allowed",
        stricter: false,
        count: 1,
      },
      {
        ...told,
        id: "q1",
        before: { effect: "allow", by: [] },
        after: { effect: "deny", by: ["small"] },
        kind: "newly-denied",
        stricter: true,
        count: 2,
      },
    ]);
  });

  it("names the circumstance where no policy decided", () => {
    const asked = recorded(programOf([ENCRYPTED, grant("all")]), store({ encrypted: true }, "agent"));
    const [flip] = replay(programOf([ENCRYPTED]), asked);
    expect(flip?.after).toEqual({ effect: "deny", by: ["no-grant"] });
  });
});

describe("ReplayTally", () => {
  const asked = recorded(
    programOf([ENCRYPTED]),
    store({ encrypted: true, size: 9 }),
    store({ encrypted: true, size: 8 }),
    store({ encrypted: false, size: 1 }),
    store({ encrypted: true, size: 1 }),
  );
  const flips = new Map(replay(programOf([SMALL]), asked).map((flip) => [flip.id, flip]));

  function tallied(questions: readonly RecordedQuestion[]): ReplayTally {
    const tally = new ReplayTally();
    for (const { id, count } of questions) tally.add(count, flips.get(id) ?? null);
    return tally;
  }

  it("counts recordings and decisions, and puts what is let through first", () => {
    expect(tallied(asked).report()).toMatchObject({
      replayed: { recordings: 4, decisions: 10 },
      flips: {
        "newly-allowed": { recordings: 1, decisions: 3 },
        "newly-denied": { recordings: 2, decisions: 3 },
        other: { recordings: 0, decisions: 0 },
      },
      groups: [
        { kind: "newly-allowed", by: ["encrypted"], decisions: 3, examples: [{ id: "q2" }] },
        { kind: "newly-denied", by: ["small"], decisions: 3, examples: [{ id: "q0" }, { id: "q1" }] },
      ],
      ungrouped: { recordings: 0, decisions: 0 },
    });
  });

  it("says the same of parts that are put together", () => {
    const whole = new ReplayTally();
    for (const part of [asked.slice(0, 1), asked.slice(1)]) whole.merge(tallied(part).report());
    expect(whole.report()).toEqual(tallied(asked).report());
  });

  it("keeps its size, and counts what stands in no group any more", () => {
    const tally = new ReplayTally();
    const [flip = null] = flips.values();
    for (let index = 0; index < 1100; index += 1) {
      tally.add(1, flip && { ...flip, count: 1, principal: { kind: "person", id: `p${index}` } });
    }
    const { groups, ungrouped, flips: all } = tally.report();
    expect([groups.length, ungrouped.decisions, all["newly-denied"].decisions]).toEqual([1000, 100, 1100]);
  });
});

describe("a replay of anything", () => {
  const properties = fc.record({ encrypted: fc.boolean(), size: fc.integer({ min: 0, max: 9 }) }, { requiredKeys: [] });
  const proposals = fc.array(fc.tuple(properties, fc.constantFrom<"agent" | "person">("agent", "person")));
  const programs = fc.subarray([SMALL, grant("all")]).map((documents) => programOf([ENCRYPTED, ...documents]));

  it("flips nothing by the same bundle, and every allow by one that denies everything", () => {
    const denying = programOf([policy({ name: "never", must: ["false"] })]);
    fc.assert(
      fc.property(programs, proposals, (program, asked) => {
        const questions = recorded(program, ...asked.map(([one, kind]) => store(one, kind)));
        expect([...replay(program, questions)]).toEqual([]);
        const flipped = [...replay(denying, questions)].filter(({ kind }) => kind === "newly-denied");
        const allowed = questions.filter(({ answer }) => answer.effect === "allow");
        expect(flipped.map(({ id }) => id)).toEqual(allowed.map(({ id }) => id));
      }),
      { numRuns: 50 },
    );
  });
});
