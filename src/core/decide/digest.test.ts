import { describe, expect, it } from "vitest";
import { Unknown } from "#core/language";
import { digestProposal } from "./index.ts";
import { creation, proposalBy, storeWith } from "./testing/proposal.ts";

describe("digestProposal()", () => {
  it("is the same for equal proposals, whatever the order of their keys", () => {
    const one = proposalBy("person");
    const other = Object.fromEntries(Object.entries(proposalBy("person")).toReversed());
    expect(digestProposal({ ...proposalBy("person"), ...other })).toBe(digestProposal(one));
    expect(digestProposal(one)).toMatch(/^[0-9a-f]{64}$/);
  });

  it("differs with the principal, an effect, the context and what is not known", () => {
    const unknown = new Unknown([{ reason: "sensitive", path: "x" }]);
    const proposals = [
      proposalBy("person"),
      proposalBy("agent"),
      proposalBy("person", { effects: [creation(storeWith({ public: true }))] }),
      proposalBy("person", { effects: [creation(storeWith({ public: unknown }))] }),
      proposalBy("person", { context: { environment: "production" } }),
    ];
    expect(new Set(proposals.map(digestProposal)).size).toBe(proposals.length);
  });
});
