import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Unknown, type Value } from "#core/language";
import type { Effect, Verb } from "#core/model";
import { creation, store } from "../decide/testing/proposal.ts";
import { awsSessionPolicy, roleRules, tableRights, type AwsSessionPolicy, type Compiled } from "./index.ts";

const PLACE = { partition: "aws", account: "123456789012", region: "eu-west-1" };

function effect(verb: Verb, type: string, name: string, changes: Partial<Effect["resource"]> = {}): Effect {
  const resource = store({ type, name, id: name, ...changes });
  return creation(resource, { verb });
}

function rightsOf<Rights>(compiled: Compiled<Rights>): Rights {
  if (compiled.kind === "refused") throw new Error(compiled.message);
  return compiled.rights;
}

function codeOf(compiled: Compiled<unknown>): string {
  return compiled.kind === "refused" ? compiled.code : "compiled";
}

/** What AWS says of a call under a policy without wildcards. */
function allows({ Statement }: AwsSessionPolicy, action: string, resource: string): boolean {
  return Statement.some(({ Action, Resource }) => Action.includes(action) && Resource.includes(resource));
}

describe("awsSessionPolicy()", () => {
  const policy = rightsOf(
    awsSessionPolicy(
      [
        effect("delete", "AWS::S3::Bucket", "reports"),
        effect("read", "AWS::S3::Object", "orders/2026/a.csv"),
        effect("update", "AWS::DynamoDB::Table", "arn:aws:dynamodb:eu-west-1:123456789012:table/orders"),
      ],
      PLACE,
    ),
  );

  it("allows what the effects need, on exactly their resources", () => {
    expect(allows(policy, "s3:DeleteBucket", "arn:aws:s3:::reports")).toBe(true);
    expect(allows(policy, "s3:GetObject", "arn:aws:s3:::orders/2026/a.csv")).toBe(true);
    expect(allows(policy, "dynamodb:UpdateItem", "arn:aws:dynamodb:eu-west-1:123456789012:table/orders")).toBe(true);
  });

  it("allows nothing else", () => {
    expect(allows(policy, "s3:DeleteBucket", "arn:aws:s3:::orders")).toBe(false);
    expect(allows(policy, "s3:DeleteObject", "arn:aws:s3:::orders/2026/a.csv")).toBe(false);
    expect(allows(policy, "dynamodb:DeleteTable", "arn:aws:dynamodb:eu-west-1:123456789012:table/orders")).toBe(false);
    const all = policy.Statement.flatMap(({ Action, Resource }) => [...Action, ...Resource]);
    expect(all.filter((text) => /[*?$]/.test(text))).toEqual([]);
    const actions = policy.Statement.flatMap(({ Action }) => Action);
    expect(actions.filter((name) => /Put\w*(?:Policy|Acl)$|Permission/.test(name))).toEqual([]);
  });

  it.each([
    ["a type without known actions", effect("delete", "AWS::IAM::Role", "admin"), "unknown-actions"],
    ["a verb that no action has", effect("adopt", "AWS::S3::Bucket", "reports"), "unknown-actions"],
    ["a pattern", effect("delete", "AWS::S3::Bucket", "*"), "unknown-resource"],
    ["a variable of policies", effect("delete", "AWS::S3::Bucket", "${aws:username}"), "unknown-resource"],
    [
      "the name of another type",
      effect("delete", "AWS::S3::Bucket", "arn:aws:iam::123456789012:role/admin"),
      "unknown-resource",
    ],
    [
      "a name in another account",
      effect("read", "AWS::SQS::Queue", "arn:aws:sqs:eu-west-1:999999999999:q"),
      "unknown-resource",
    ],
    ["half a name", effect("read", "AWS::S3::Object", "orders"), "unknown-resource"],
  ])("refuses %s", (_, one, code) => {
    expect(codeOf(awsSessionPolicy([one], PLACE))).toBe(code);
  });

  it("refuses what is nothing, and what fits into no policy", () => {
    expect(codeOf(awsSessionPolicy([], PLACE))).toBe("no-effects");
    const many = Array.from({ length: 200 }, (_, at) => effect("delete", "AWS::S3::Bucket", `bucket-${at}`));
    expect(codeOf(awsSessionPolicy(many, PLACE))).toBe("policy-too-long");
  });

  it("never says more than one name, whatever a name is", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (name) => {
        const compiled = awsSessionPolicy([effect("delete", "AWS::S3::Bucket", name)], PLACE);
        if (compiled.kind === "refused") return;
        expect(compiled.rights.Statement.flatMap(({ Resource }) => Resource)).toEqual([
          name.startsWith("arn:") ? name : `arn:aws:s3:::${name}`,
        ]);
        expect(name).not.toMatch(/[*?${}"\s]/);
      }),
    );
  });
});

describe("roleRules()", () => {
  it("names the object, but where there is none yet", () => {
    const effects = [
      effect("delete", "apps/v1 Deployment", "web", { scope: "shop" }),
      effect("create", "v1 ConfigMap", "settings", { scope: "shop" }),
    ];
    expect(rightsOf(roleRules(effects))).toEqual({
      namespace: "shop",
      rules: [
        { apiGroups: ["apps"], resources: ["deployments"], resourceNames: ["web"], verbs: ["get", "delete"] },
        { apiGroups: [""], resources: ["configmaps"], verbs: ["create"] },
      ],
    });
  });

  it.each([
    ["secrets", effect("read", "v1 Secret", "s", { scope: "shop" }), "unknown-actions"],
    ["rights", effect("create", "rbac.authorization.k8s.io/v1 RoleBinding", "r", { scope: "shop" }), "unknown-actions"],
    ["the cluster", effect("delete", "v1 Namespace", "shop", { scope: "shop" }), "cluster-wide"],
    ["no one object", effect("delete", "v1 Pod", "*", { scope: "shop" }), "unknown-resource"],
    ["no namespace", effect("delete", "v1 Pod", "web", { scope: "" }), "unknown-resource"],
    ["what it inherits", effect("delete", "constructor/v1 Pod", "web", { scope: "shop" }), "unknown-actions"],
  ])("refuses %s", (_, one, code) => {
    expect(codeOf(roleRules([one]))).toBe(code);
  });

  it("refuses several namespaces, and nothing", () => {
    const pods = ["shop", "bank"].map((scope) => effect("delete", "v1 Pod", "web", { scope }));
    expect(codeOf(roleRules(pods))).toBe("many-namespaces");
    expect(codeOf(roleRules([]))).toBe("no-effects");
  });
});

describe("tableRights()", () => {
  function rows(verb: Verb, name: string, schema: Value = "public"): Effect {
    return effect(verb, "table", name, { kind: "Records", properties: { name, schema } });
  }

  it("gives what each act on rows needs", () => {
    expect(rightsOf(tableRights([rows("read", "orders"), rows("create", "log"), rows("delete", "stock")]))).toEqual([
      { schema: "public", table: "orders", privileges: ["SELECT"] },
      { schema: "public", table: "log", privileges: ["INSERT"] },
      { schema: "public", table: "stock", privileges: ["SELECT", "DELETE"] },
    ]);
  });

  it.each([
    ["a table itself", effect("delete", "table", "orders", { kind: "Table" }), "unknown-actions"],
    ["a whole database", effect("read", "database", "shop", { kind: "Database" }), "unknown-actions"],
    ["a name with a quote", rows("read", 'a"; drop'), "unknown-resource"],
    ["a schema that nobody knows", rows("read", "orders", new Unknown([])), "unknown-resource"],
  ])("refuses %s", (_, one, code) => {
    expect(codeOf(tableRights([one]))).toBe(code);
  });
});
