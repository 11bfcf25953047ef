import { describe, expect, it } from "vitest";
import { CelError, Unknown, type Value } from "#core/language";
import { allowsOf } from "./allows.ts";
import { documentStatements } from "./document-statements.ts";
import { coversEveryResource } from "./every-resource.ts";
import { requiredConditions } from "./required-conditions.ts";
import { statementsAt } from "./statements-at.ts";

const later = new Unknown([{ reason: "after-apply", path: "aws_s3_bucket.a.arn" }]);

function on(resources: Value, notResources: Value = []): Value {
  return coversEveryResource({ resources, notResources });
}

function requires(...conditions: readonly Value[]): Value {
  return requiredConditions({ conditions });
}

describe("aws.isEveryResource()", () => {
  it.each([
    ["*", true],
    ["a*", true],
    ["arn:*", true],
    ["arn:aws:iam::*:role/*", true],
    ["arn:aws:iam::210987654321:role/*", true],
    ["arn:aws:iam::210987654321:rol*", true],
    ["arn:aws:iam::210987654321:*", true],
    ["arn:aws:iam::210987654321:role/app-*", false],
    ["arn:aws:iam::210987654321:role/app", false],
    ["arn:aws:s3:::*", true],
    ["arn:aws:s3:::*/*", true],
    ["arn:aws:s3:::photos/*", false],
    ["arn:aws:dynamodb:eu-west-1:210987654321:table/*", true],
    ["arn:aws:logs:*:*:log-group:*:*", true],
    ["arn:aws:sqs:eu-west-1:210987654321:orders-*", false],
    ["", false],
  ])("%s: %s", (pattern, expected) => {
    expect(on([pattern])).toBe(expected);
  });

  it("is true for everything but some resources", () => {
    expect(on([], ["arn:aws:s3:::mine"])).toBe(true);
  });

  it("is unknown only when no known resource decides", () => {
    expect(on([later, "*"])).toBe(true);
    expect(on([later, "arn:aws:s3:::mine"])).toBe(later);
    expect(on(later)).toBe(later);
    expect(on(["arn:aws:s3:::mine"], later)).toBe(later);
  });

  it("answers an error for what is no statement", () => {
    expect(coversEveryResource({})).toBeInstanceOf(CelError);
  });
});

describe("aws.requiredConditions()", () => {
  it("lists keys of tests that demand a value, in lower case", () => {
    const condition = { operator: "StringEquals", key: "iam:PassedToService", values: ["ec2.amazonaws.com"] };
    expect(requires(condition)).toEqual(["iam:passedtoservice"]);
  });

  it.each([
    ["a negated test", "StringNotEquals", ["x"]],
    ["a test that an absent key satisfies", "StringEqualsIfExists", ["x"]],
    ["a test of every value of none", "ForAllValues:StringEquals", ["x"]],
    ["a test for absence", "Null", ["true"]],
    ["a test that any value satisfies", "StringLike", ["x", "*"]],
    ["a test without values", "StringEquals", []],
  ])("leaves out %s", (_what, operator, values) => {
    expect(requires({ operator, key: "aws:PrincipalOrgID", values })).toEqual([]);
  });

  it("keeps what is not known in its place", () => {
    expect(requires(later, { operator: "StringEquals", key: "k", values: [later] })).toEqual([later, later]);
    expect(requiredConditions({ conditions: later })).toBe(later);
    expect(requiredConditions([])).toBeInstanceOf(CelError);
  });
});

describe("documentStatements()", () => {
  it("gives the blocks of a policy document the shape of aws.statements()", () => {
    const block = {
      sid: null,
      effect: null,
      actions: ["s3:*"],
      resources: [later],
      principals: [
        { type: "AWS", identifiers: ["arn:aws:iam::210987654321:root"] },
        { type: "*", identifiers: ["*"] },
      ],
      condition: [{ test: "StringEquals", variable: "aws:PrincipalOrgID", values: ["o-1"] }],
    };
    expect(documentStatements({ statement: [block] })).toEqual([
      {
        sid: "",
        effect: "Allow",
        actions: ["s3:*"],
        notActions: [],
        resources: [later],
        notResources: [],
        principals: ["AWS:arn:aws:iam::210987654321:root", "*"],
        notPrincipals: [],
        conditions: [{ operator: "StringEquals", key: "aws:PrincipalOrgID", values: ["o-1"] }],
      },
    ]);
  });

  it("keeps what is not known, and answers an error for what is no document", () => {
    expect(documentStatements({ statement: [later] })).toEqual([later]);
    expect(documentStatements({ statement: [{ principals: later, condition: [later] }] })).toMatchObject([
      { principals: later, conditions: [later] },
    ]);
    expect(documentStatements({ statement: later })).toBe(later);
    expect(documentStatements("x")).toBeInstanceOf(CelError);
  });
});

describe("aws.statementsAt()", () => {
  const document = { statement: [{ actions: ["s3:*"], resources: [later] }], source_policy_documents: null };

  it("reads the text where it is known, whatever documents there are", () => {
    const text = '{"Statement":[{"Effect":"Deny","Action":"*","Resource":"*"}]}';
    expect(statementsAt({ policy: text }, "policy", [document])).toMatchObject([{ effect: "Deny" }]);
    expect(statementsAt({ policy: "{" }, "policy", [document])).toBeInstanceOf(CelError);
    expect(statementsAt({}, "policy", [document])).toEqual([]);
  });

  it("reads the one document that a text which is not known comes from", () => {
    expect(statementsAt({ policy: later }, "policy", [document])).toMatchObject([{ actions: ["s3:*"] }]);
  });

  it.each<[string, Value]>([
    ["there is no document", []],
    ["there are two", [document, document]],
    ["the document itself is not certain", [later]],
    ["the document takes in others", [{ ...document, override_policy_documents: [later] }]],
    ["it is not known whether it does", [{ ...document, source_policy_documents: later }]],
  ])("stays unknown where %s", (_what, documents) => {
    expect(statementsAt({ policy: later }, "policy", documents)).toBe(later);
  });
});

describe("aws.allows()", () => {
  const open =
    '{"Statement":[{"Effect":"Allow","Action":"iam:*","Resource":"*"},{"Effect":"Deny","Action":"s3:*","Resource":"*"}]}';
  const allowed = { actions: ["iam:*"], notActions: [], anyResource: true, requiredConditions: [] };

  it("lists the statements that allow, of all policies", () => {
    expect(allowsOf([{ policy: open }, { policy: null }, { policy: "" }, { policy: open }], "policy", [])).toEqual([
      allowed,
      allowed,
    ]);
  });

  it("lets nothing that is not known or not readable hide the rest", () => {
    const found = allowsOf([{ policy: later }, later, { policy: "{" }, { policy: open }], "policy", []);
    expect(found).toEqual([later, later, expect.any(CelError), allowed]);
    expect(allowsOf([{ policy: { Statement: [{ Effect: later }, later] } }], "policy", [])).toEqual([later, later]);
    expect(allowsOf(later, "policy", [])).toBe(later);
  });

  it("reads texts that are not known from the documents that they come from, when each has its own", () => {
    const one = { statement: [{ actions: ["s3:*"], resources: ["*"] }] };
    const other = { statement: [{ actions: ["iam:*"], resources: ["*"] }] };
    const texts = [{ policy: later }, { policy: open }];
    expect(allowsOf(texts, "policy", [one, other])).toMatchObject([{ actions: ["s3:*"] }, { actions: ["iam:*"] }]);
    expect(allowsOf(texts, "policy", [one])).toEqual([later, allowed]);
    expect(allowsOf(texts, "policy", [one, later])).toEqual([later, allowed]);
    expect(allowsOf(texts, "policy", [one, { ...other, source_policy_documents: later }])).toEqual([later, allowed]);
    expect(allowsOf([{ policy: later }, { policy: "" }], "policy", [one])).toMatchObject([{ actions: ["s3:*"] }]);
    expect(allowsOf([{ policy: open }], "policy", [one])).toEqual([allowed]);
  });
});
