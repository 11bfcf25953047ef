import { describe, expect, it } from "vitest";
import { CelError, Unknown, type Value } from "#core/language";
import { isList } from "#core/model";
import { isPublicStatement } from "./is-public.ts";
import { readStatements } from "./statement.ts";
import { matchesWildcard } from "./wildcard.ts";

const later = new Unknown([{ reason: "after-apply", path: "aws_iam_role.a.arn" }]);

function first(policy: Value): Value {
  const statements = readStatements(policy);
  return isList(statements) ? (statements[0] ?? null) : statements;
}

function allow(rest: Record<string, Value>): Value {
  return first({ Statement: { Effect: "Allow", Action: "s3:GetObject", Resource: "*", ...rest } });
}

describe("aws.statements()", () => {
  it("gives every form of a statement one shape", () => {
    const policy = {
      Version: "2012-10-17",
      Statement: {
        Sid: "a",
        Effect: "Allow",
        Principal: { AWS: ["arn:aws:iam::1:root", "*"], Service: "ec2.amazonaws.com" },
        Action: "s3:*",
        NotResource: ["x"],
        Condition: { Bool: { "aws:SecureTransport": false }, StringEquals: { a: "1", b: ["2", "3"] } },
      },
    };
    const expected = {
      sid: "a",
      effect: "Allow",
      actions: ["s3:*"],
      notActions: [],
      resources: [],
      notResources: ["x"],
      principals: ["AWS:arn:aws:iam::1:root", "AWS:*", "Service:ec2.amazonaws.com"],
      notPrincipals: [],
      conditions: [
        { operator: "Bool", key: "aws:SecureTransport", values: ["false"] },
        { operator: "StringEquals", key: "a", values: ["1"] },
        { operator: "StringEquals", key: "b", values: ["2", "3"] },
      ],
    };
    expect(readStatements(policy)).toEqual([expected]);
    expect(readStatements(JSON.stringify(policy))).toEqual([expected]);
  });

  it("finds no statements in null and in an empty text, which are attributes without a policy", () => {
    expect([readStatements(null), readStatements("")]).toEqual([[], []]);
  });

  it.each([
    ["text that is no JSON", "{"],
    ["a key that stands twice", '{"Statement":[{"Effect":"Deny","Effect":"Allow"}]}'],
    ["no statement", "{}"],
    ["an unknown element, such as one in the wrong case", { Statement: [{ effect: "Allow", Action: "*" }] }],
    ["another effect", { Statement: [{ Effect: "Maybe" }] }],
    ["an action that is a map", { Statement: [{ Effect: "Allow", Action: {} }] }],
    ["a list", []],
  ])("answers an error for %s", (_what, policy) => {
    expect(readStatements(policy)).toBeInstanceOf(CelError);
  });

  it("keeps what is not known in its place", () => {
    const unknownPart = { Statement: [{ Effect: "Allow", Action: [later, "a"], Resource: later }, later] };
    expect(readStatements(unknownPart)).toMatchObject([{ actions: [later, "a"], resources: later }, later]);
    expect(readStatements({ Statement: later })).toBe(later);
  });
});

describe("aws.isPublic()", () => {
  it.each<[string, Record<string, Value>, boolean]>([
    ["everyone", { Principal: "*" }, true],
    ["everyone as an AWS principal", { Principal: { AWS: "*" } }, true],
    ["everyone among others", { Principal: { AWS: ["arn:aws:iam::1:root", "*"] } }, true],
    ["everyone but one", { NotPrincipal: { AWS: "arn:aws:iam::1:root" } }, true],
    ["one account", { Principal: { AWS: "arn:aws:iam::1:root" } }, false],
    ["everyone, denied", { Principal: "*", Effect: "Deny" }, false],
    [
      "everyone in an organisation",
      { Principal: "*", Condition: { StringEquals: { "aws:PrincipalOrgID": "o-1" } } },
      false,
    ],
    [
      "everyone through the endpoints of an account",
      { Principal: "*", Condition: { StringEquals: { "aws:VpceAccount": "111122223333" } } },
      false,
    ],
    [
      "everyone in any organisation",
      { Principal: "*", Condition: { StringLike: { "aws:PrincipalOrgID": "*" } } },
      true,
    ],
    [
      "one of two organisations or any",
      { Principal: "*", Condition: { StringLike: { "aws:PrincipalOrgID": ["o-1", "*"] } } },
      true,
    ],
    [
      "everyone outside an organisation",
      { Principal: "*", Condition: { StringNotEquals: { "aws:PrincipalOrgID": "o-1" } } },
      true,
    ],
    [
      "who has no such key",
      { Principal: "*", Condition: { StringEqualsIfExists: { "aws:SourceVpc": "vpc-1" } } },
      true,
    ],
    [
      "a vacuous set test",
      { Principal: "*", Condition: { "ForAllValues:StringEquals": { "aws:SourceVpc": "vpc-1" } } },
      true,
    ],
    ["a test that keeps nobody out", { Principal: "*", Condition: { Bool: { "aws:SecureTransport": "true" } } }, true],
    ["a network", { Principal: "*", Condition: { IpAddress: { "aws:SourceIp": "203.0.113.0/24" } } }, false],
    [
      "all networks",
      { Principal: "*", Condition: { IpAddress: { "aws:SourceIp": ["203.0.113.0/24", "0.0.0.0/0"] } } },
      true,
    ],
    ["half of all networks", { Principal: "*", Condition: { IpAddress: { "aws:SourceIp": "128.0.0.0/1" } } }, true],
    [
      "an ARN with its account",
      { Principal: "*", Condition: { ArnLike: { "AWS:SourceArn": "arn:aws:sns:*:123456789012:*" } } },
      false,
    ],
    ["any ARN", { Principal: "*", Condition: { ArnLike: { "aws:SourceArn": "arn:aws:sns:*:*:*" } } }, true],
    ["a bucket's ARN", { Principal: "*", Condition: { ArnLike: { "aws:SourceArn": "arn:aws:s3:::mine" } } }, false],
  ])("judges %s", (_what, rest, expected) => {
    expect(isPublicStatement(allow(rest))).toBe(expected);
  });

  it("answers unknown only when the answer hangs on what is not known", () => {
    expect(isPublicStatement(allow({ Principal: { AWS: [later] } }))).toBe(later);
    expect(isPublicStatement(allow({ Principal: { AWS: [later, "*"] } }))).toBe(true);
    expect(isPublicStatement(allow({ Principal: "*", Condition: later }))).toBe(later);
    expect(isPublicStatement(allow({ Principal: { AWS: [later] }, Effect: "Deny" }))).toBe(false);
    expect(isPublicStatement(allow({ Principal: "*", Condition: { StringEquals: { "aws:SourceVpc": later } } }))).toBe(
      later,
    );
  });

  it("answers an error for a map that is no statement", () => {
    expect(isPublicStatement({ Effect: "Allow" })).toBeInstanceOf(CelError);
  });
});

describe("aws.actionMatches()", () => {
  it.each([
    ["*", "iam:PassRole", true],
    ["iam:*", "iam:PassRole", true],
    ["IAM:passrole", "iam:PassRole", true],
    ["iam:Pass????", "iam:PassRole", true],
    ["iam:Pass???", "iam:PassRole", false],
    ["iam:*Role", "iam:PassRole", true],
    ["iam:*Rule", "iam:PassRole", false],
    ["s3:*", "iam:PassRole", false],
    ["", "", true],
  ])("%s on %s is %s", (pattern, action, expected) => {
    expect(matchesWildcard(pattern, action)).toBe(expected);
  });

  it("takes no more than the product of the lengths for a hostile pattern", () => {
    expect(matchesWildcard(`${"*a".repeat(500)}b`, "a".repeat(2000))).toBe(false);
  });
});
