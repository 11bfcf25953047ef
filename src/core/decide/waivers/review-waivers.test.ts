import { describe, expect, it } from "vitest";
import { Timestamp } from "#core/language";
import type { Proposal, Resource } from "#core/model";
import { describeWaivers, resourceDigest, reviewWaivers, type WaiverReview } from "../index.ts";
import { policy, waiver } from "../testing/documents.ts";
import { programOf } from "../testing/load.ts";
import { creation, NOW, proposalBy, store, storeWith } from "../testing/proposal.ts";

const TWO = policy({ must: ["!resource.properties.public", "resource.properties.encrypted"] });
const BAD = storeWith({ public: true, encrypted: false });
const HALF_BAD = storeWith({ public: true, encrypted: true });
const OTHER = { digest: "0".repeat(64) };
const OVER = { expires: "2026-01-01T00:00:00Z" };

function proposed(resource: Resource): readonly Proposal[] {
  return [proposalBy("person", { effects: [creation(resource)] })];
}

function review(
  texts: readonly string[],
  proposals: readonly Proposal[] | null = proposed(BAD),
  now = NOW,
): readonly WaiverReview[] {
  const judged = proposals === null ? null : { proposals, elsewhere: [] };
  return reviewWaivers(programOf([TWO, ...texts]), judged, { now, warnDays: 14 });
}

function codes(reviews: readonly WaiverReview[]): readonly string[] {
  return describeWaivers(reviews).map(({ code, severity }) => `${severity} ${code}`);
}

function before(expires: string, seconds: number): Timestamp {
  return new Timestamp(Date.parse(expires) / 1000 - seconds, 0);
}

describe("reviewWaivers()", () => {
  it.each<readonly [string, string, string, Resource]>([
    ["in-use", "a finding of its validation", waiver("w", { validation: "v0" }), BAD],
    ["in-use", "the content that was accepted", waiver("w", { digest: resourceDigest(BAD) }), BAD],
    ["unneeded", "a finding that is gone", waiver("w"), store()],
    ["unneeded", "a finding that is gone with its content", waiver("w", OTHER), store()],
    ["unneeded", "a validation that passes", waiver("w", { validation: "v1" }), HALF_BAD],
    ["unmatched", "no resource", waiver("w", { resource: { id: "store-2" } }), BAD],
    ["unmatched", "a resource of another type", waiver("w", { resource: { id: "store-1", type: "other" } }), BAD],
    ["content-changed", "other content", waiver("w", OTHER), BAD],
    ["expired", "a time that is over", waiver("w", OVER), BAD],
    ["expired", "a time that is over and no finding", waiver("w", OVER), store()],
  ])("says %s for %s", (state, _, text, resource) => {
    const reviews = review([text], proposed(resource));
    expect(reviews.map((one) => one.state)).toEqual([state]);
    expect(codes(reviews)).toEqual(state === "in-use" ? [] : [`warning waiver-${state}`]);
  });

  it("counts what a waiver is needed for, in force or not", () => {
    const reviews = review([waiver("a", { ...OVER }), waiver("b", { validation: "v0" })]);
    expect(reviews.map(({ findings }) => findings)).toEqual([2, 1]);
  });

  it("takes a waiver for needed when one of several proposals needs it", () => {
    const proposals = [...proposed(store()), ...proposed(BAD)];
    expect(review([waiver("w")], proposals).map(({ state }) => state)).toEqual(["in-use"]);
    expect(review([waiver("w")], proposals.toReversed()).map(({ state }) => state)).toEqual(["in-use"]);
  });

  it("is about what a policy does not apply to, but not about what it does not match", () => {
    const never = policy({ name: "never", when: ["false"], must: ["false"] });
    const elsewhere = policy({ name: "elsewhere", match: { types: ["other"] }, must: ["false"] });
    const reviews = review([never, elsewhere, waiver("a", { policy: "never" }), waiver("b", { policy: "elsewhere" })]);
    expect(reviews.map(({ state }) => state)).toEqual(["unneeded", "unmatched"]);
  });

  it("says not-judged where nothing was judged, and still what is over", () => {
    expect(review([waiver("a"), waiver("b", OVER)], null).map(({ state }) => state)).toEqual(["not-judged", "expired"]);
  });

  it.each([
    [15 * 86_400, 15, false],
    [14 * 86_400 + 1, 14, false],
    [14 * 86_400, 14, true],
    [86_399, 0, true],
    [1, 0, true],
    [0, 0, false],
    [-1, -1, false],
  ])("tells %i seconds before the end that %i days are left", (seconds, daysLeft, endsSoon) => {
    const now = before("2030-01-01T00:00:00Z", seconds);
    expect(review([waiver("w")], proposed(BAD), now)).toMatchObject([{ daysLeft, endsSoon }]);
  });

  it("warns before the end, with the days", () => {
    const now = before("2030-01-01T00:00:00Z", 2.5 * 86_400);
    expect(describeWaivers(review([waiver("w")], proposed(BAD), now))).toMatchObject([
      { code: "waiver-ends-soon", message: "Waiver `w` ends in 2 days, at 2030-01-01T00:00:00Z" },
    ]);
  });

  it("places what it says at the value that is to be changed", () => {
    const text = `apiVersion: writ/v1
kind: Waiver
metadata: { name: w }
spec:
  policy: rule
  resource: { id: store-1 }
  digest: "${"0".repeat(64)}"
  owner: finance
  author: ann
  approver: bob
  reason: accepted
  category: accepted
  expires: 2030-01-01T00:00:00Z
`;
    const [told] = describeWaivers(review([text]));
    expect(told?.span?.start).toMatchObject({ line: 7, column: 11 });
  });
});

describe("overlapping waivers", () => {
  it.each([
    ["the same finding", {}, {}],
    ["all validations and one of them", {}, { validation: "v0" }],
    ["any type and one", {}, { resource: { id: "store-1", type: "aws_s3_bucket" } }],
    ["any content and one", { digest: "1".repeat(64) }, { validation: "v0" }],
    [
      "narrowings that do not exclude each other",
      { resource: { id: "store-1", scope: "1" } },
      { digest: "1".repeat(64) },
    ],
  ])("are told for %s, in either order", (_, one, other) => {
    for (const texts of [
      [waiver("a", one), waiver("b", other)],
      [waiver("b", one), waiver("a", other)],
    ]) {
      expect(review(texts, null).map(({ overlaps }) => overlaps)).toEqual([null, "a"]);
      expect(codes(review(texts, null))).toEqual(["warning waiver-overlap"]);
    }
  });

  it.each([
    ["two validations", { validation: "v0" }, { validation: "v1" }],
    ["two resources", {}, { resource: { id: "store-2" } }],
    ["two scopes", { resource: { id: "store-1", scope: "1" } }, { resource: { id: "store-1", scope: "2" } }],
    ["two contents", { digest: "1".repeat(64) }, { digest: "2".repeat(64) }],
    ["one that is over and its successor", OVER, {}],
  ])("are not told for %s", (_, one, other) => {
    expect(review([waiver("a", one), waiver("b", other)], null).map(({ overlaps }) => overlaps)).toEqual([null, null]);
  });
});
