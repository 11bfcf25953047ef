import { describe, expect, it } from "vitest";
import { parseDocuments } from "#core/documents";
import type { Finding } from "#core/model";
import { finding } from "../../../adapters/reporters/testing/report.ts";
import { draftWaivers, type Terms } from "./draft-waivers.ts";
import { selectFindings } from "./select-findings.ts";

const NOW = new Date("2026-06-01T00:00:00Z");

const TERMS: Terms = {
  owner: "web",
  author: "ann",
  approver: "bob",
  reason: "a public website",
  category: "accepted",
  ticket: null,
  expires: "2027-03-01",
};

function drafted(terms: Partial<Terms> = {}, overrides: Partial<Finding> = {}): string {
  const waivable = { finding: finding(overrides), digest: "a".repeat(64) };
  return draftWaivers([{ waivable, terms: { ...TERMS, ...terms } }], NOW);
}

describe("draftWaivers()", () => {
  it("makes a document that says what the finding and the terms do", () => {
    const { documents, diagnostics } = parseDocuments("w.yaml", drafted({ ticket: "SEC-12" }));
    expect(diagnostics).toEqual([]);
    expect(documents).toMatchObject([
      {
        metadata: { name: "public-access-blocked-0123456789ab" },
        spec: {
          policy: "object-store-not-public",
          validation: "public-access-blocked",
          resource: { id: "aws_s3_bucket.logs", type: "aws_s3_bucket", scope: null },
          digest: "a".repeat(64),
          ticket: "SEC-12",
          expires: "2027-03-01T00:00:00Z",
        },
      },
    ]);
  });

  it.each(["yes", "a: b # c", "---\napiVersion: writ/v1", "- x\n\u0007", "'\"", "123", "2027-03-01"])(
    "keeps the reason %j to the letter, in one document",
    (reason) => {
      const { documents } = parseDocuments("w.yaml", drafted({ reason }));
      expect(documents).toMatchObject([{ spec: { reason } }]);
    },
  );

  it("lets no message of a finding leave its remark", () => {
    const text = drafted({}, { message: "x\nkind: Policy\r---\u2028y" });
    expect(text.split("\n").slice(0, 2)).toEqual([
      String.raw`# aws_s3_bucket.logs in main.tf:12: x\nkind: Policy\r---\u{2028}y`,
      "apiVersion: writ/v1",
    ]);
  });

  it("gives one finding under two contents two names", () => {
    const draft = { waivable: { finding: finding(), digest: "a".repeat(64) }, terms: TERMS };
    const other = { waivable: { finding: finding(), digest: "b".repeat(64) }, terms: TERMS };
    const { documents } = parseDocuments("w.yaml", draftWaivers([draft, other], NOW));
    expect(documents.map(({ metadata }) => metadata.name)).toEqual([
      "public-access-blocked-0123456789ab",
      "public-access-blocked-0123456789ab-2",
    ]);
  });

  it.each<readonly [string, Partial<Terms>, string]>([
    ["its author approves", { approver: " Ann " }, "approves a waiver of their own"],
    ["is over already", { expires: "2026-06-01" }, "is over already"],
    ["ends at no time", { expires: "2027-02-30" }, "is not a date and time with a zone"],
    ["ends at a time without a zone", { expires: "2027-03-01T00:00:00" }, "is not a date and time with a zone"],
    ["has an owner of two lines", { owner: "web\nops" }, "must be one line"],
  ])("refuses a waiver that %s", (_, terms, told) => {
    expect(() => drafted(terms)).toThrow(told);
  });
});

describe("selectFindings()", () => {
  const ALL = [
    { finding: finding(), digest: null },
    { finding: finding({ fingerprint: `01234567${"f".repeat(24)}`, validation: "no-public-acl" }), digest: null },
  ];

  it("takes a fingerprint, its start, a rule or a policy", () => {
    const rule = "object-store-not-public/no-public-acl";
    expect(selectFindings(ALL, "0123456789ab", undefined)).toEqual([ALL[0]]);
    expect(selectFindings(ALL, rule, "aws_s3_bucket.logs")).toEqual([ALL[1]]);
    expect(selectFindings(ALL, "object-store-not-public", "aws_s3_bucket.logs")).toEqual(ALL);
  });

  it.each([
    ["the start of two", "01234567", undefined, "begins 2 fingerprints"],
    ["a fingerprint of none", "ffffffffff", undefined, "No finding of the inputs has the fingerprint"],
    ["too short a start", "0123456", undefined, "names no finding"],
    ["a rule without a resource", "object-store-not-public/no-public-acl", undefined, "names no finding"],
    ["a rule of none", "object-store-not-public/no-acl", "aws_s3_bucket.logs", "have no finding of"],
    ["an unknown resource", "object-store-not-public", "__proto__", "have no finding of"],
  ])("refuses %s", (_, what, resource, told) => {
    expect(() => selectFindings(ALL, what, resource)).toThrow(told);
  });
});
