import { describe, expect, it } from "vitest";
import { decide, type Program } from "#core/decide";
import type { Proposal } from "#core/model";
import { grant, policy } from "../../decide/testing/documents.ts";
import { programOf } from "../../decide/testing/load.ts";
import { creation, NOW, proposalBy, storeWith } from "../../decide/testing/proposal.ts";
import { answerOf, groupFlips, replay, type RecordedQuestion } from "../index.ts";

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
    expect([...replay(programOf([SMALL]), asked)]).toEqual([
      {
        id: "q0",
        principal: "person-1",
        before: { effect: "deny", by: ["encrypted"] },
        after: { effect: "allow", by: [] },
        stricter: false,
      },
      {
        id: "q1",
        principal: "person-1",
        before: { effect: "allow", by: [] },
        after: { effect: "deny", by: ["small"] },
        stricter: true,
      },
    ]);
  });

  it("names the circumstance where no policy decided", () => {
    const asked = recorded(programOf([ENCRYPTED, grant("all")]), store({ encrypted: true }, "agent"));
    const [flip] = replay(programOf([ENCRYPTED]), asked);
    expect(flip?.after).toEqual({ effect: "deny", by: ["no-grant"] });
  });
});

describe("groupFlips()", () => {
  it("puts what is let through first, then the larger groups", () => {
    const asked = recorded(
      programOf([ENCRYPTED]),
      store({ encrypted: true, size: 9 }),
      store({ encrypted: true, size: 8 }),
      store({ encrypted: false, size: 1 }),
    );
    expect(groupFlips(replay(programOf([SMALL]), asked))).toEqual([
      { stricter: false, by: ["encrypted"], principal: "person-1", ids: ["q2"] },
      { stricter: true, by: ["small"], principal: "person-1", ids: ["q0", "q1"] },
    ]);
  });
});
