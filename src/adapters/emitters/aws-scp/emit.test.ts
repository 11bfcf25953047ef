import { describe, expect, it } from "vitest";
import { loadBundle } from "#core/bundle";
import type { Emission } from "../emission.ts";
import { emitAwsScp } from "./emit.ts";
import { MOST_CHARACTERS } from "./pack.ts";

const KIND = `
apiVersion: writ/v1
kind: ResourceKind
metadata: { name: Thing }
spec:
  properties:
    encrypted: bool
    auth: string
    kept: bool
    days: int
    runtime: string
    boundary: string
  mappings:
    - types: [aws_ebs_volume]
      provider: aws
      links: { account: { types: [aws_ebs_encryption_by_default], same: group } }
      properties:
        encrypted: native.at("encrypted") == true
        kept: links.account != null
        boundary: native.at("kms_key_id")
    - types: [aws_lambda_function_url]
      provider: aws
      properties:
        auth: native.at("authorization_type")
    - types: [aws_kms_key]
      provider: aws
      properties:
        days: native.at("deletion_window_in_days")
    - types: [aws_lambda_function]
      provider: aws
      properties:
        runtime: native.at("runtime")
    - types: [aws_instance]
      provider: aws
      each: blocks(native.at("ebs_block_device"))
      properties:
        encrypted: "false"
    - types: [aws_efs_file_system]
      provider: aws
      when: native.at("kind") == "one"
      properties:
        encrypted: native.at("encrypted") == true
    - types: [aws_efs_file_system]
      provider: aws
      properties:
        encrypted: native.at("encrypted") == true
    - types: ["AWS::EFS::FileSystem"]
      provider: aws
      properties:
        encrypted: native.at("Encrypted")
    - types: [google_thing]
      provider: google
      properties:
        encrypted: native.at("encrypted")
---
`;

function emit(spec: string, more = ""): Emission {
  const text = `${KIND}apiVersion: writ/v1\nkind: Policy\nmetadata: { name: rule }\nspec:\n${spec}${more}`;
  const { bundle, diagnostics } = loadBundle([{ file: "policy.yaml", text }]);
  if (bundle === null) throw new Error(JSON.stringify(diagnostics));
  return emitAwsScp(bundle);
}

function rule(type: string, expression: string, more = ""): string {
  return `
  mode: enforce
  match: { kinds: [Thing], types: [${type}], verbs: [create, update] }
${more}
  validations: [{ id: v, expression: ${JSON.stringify(expression)} }]
`;
}

function boundaryIsNot(value: string): string {
  return `resource.properties.?boundary.orValue('') != ${JSON.stringify(value)}`;
}

interface Statement {
  readonly Action: string | readonly string[];
  readonly Condition?: Readonly<Record<string, unknown>>;
}

function statementsOf({ documents }: Emission): readonly Statement[] {
  return documents.flatMap(({ text }) => {
    const { Statement }: { readonly Statement: readonly Statement[] } = JSON.parse(text);
    return Statement;
  });
}

describe("emitAwsScp()", () => {
  it("denies the call that makes what violates the policy, by the key that tells it", () => {
    const emission = emit(rule("aws_ebs_volume", "resource.properties.encrypted"));
    expect(statementsOf(emission)).toEqual([
      {
        Effect: "Deny",
        Action: "ec2:CreateVolume",
        Resource: "arn:*:ec2:*:*:volume/*",
        Condition: { BoolIfExists: { "ec2:Encrypted": "false" } },
      },
    ]);
    expect(emission.covered).toEqual([
      { policy: "rule", validation: "v", kind: "Thing", types: ["aws_ebs_volume"], by: "scp-1.json", differences: [] },
    ]);
  });

  it("asks a change only for what it sets", () => {
    const statements = statementsOf(emit(rule("aws_lambda_function_url", "resource.properties.auth == 'AWS_IAM'")));
    expect(statements.map(({ Action, Condition }) => ({ Action, Condition }))).toEqual([
      {
        Action: "lambda:UpdateFunctionUrlConfig",
        Condition: {
          StringNotEquals: { "lambda:FunctionUrlAuthType": "AWS_IAM" },
          Null: { "lambda:FunctionUrlAuthType": "false" },
        },
      },
      {
        Action: "lambda:CreateFunctionUrlConfig",
        Condition: { StringNotEquals: { "lambda:FunctionUrlAuthType": "AWS_IAM" } },
      },
    ]);
  });

  it("finds the call that carries out an attribute", () => {
    const statements = statementsOf(
      emit(rule("aws_kms_key", "!has(resource.properties.days) || resource.properties.days >= 14")),
    );
    expect(statements).toMatchObject([
      {
        Action: "kms:ScheduleKeyDeletion",
        Condition: { NumericLessThan: { "kms:ScheduleKeyDeletionPendingWindowInDays": "14" } },
      },
    ]);
  });

  it("makes what no key tells a gap, with the call", () => {
    const { gaps, documents } = emit(rule("aws_lambda_function", "resource.properties.?runtime.orValue('') != 'old'"));
    expect(documents).toEqual([]);
    expect(gaps).toMatchObject([
      { validation: "v", reason: "no condition key of `lambda:CreateFunction` tells `runtime`" },
    ]);
  });

  it("never denies every call because something that comes later is not there yet", () => {
    const { gaps, documents } = emit(rule("aws_ebs_volume", "resource.properties.kept"));
    expect(documents).toEqual([]);
    expect(gaps[0]?.reason).toContain("joins other resources (`links.account`)");
  });

  it("lists in which direction it differs where other resources count too", () => {
    const { covered } = emit(rule("aws_ebs_volume", "resource.properties.encrypted || resource.properties.kept"));
    expect(covered[0]?.differences).toEqual([expect.stringMatching(/^stricter: what other resources/)]);
  });

  it("says that keys of tags are told without their case", () => {
    const emission = emit(rule("aws_ebs_volume", "'owner' in resource.labels"));
    expect(statementsOf(emission)).toMatchObject([{ Condition: { Null: { "aws:RequestTag/owner": "true" } } }]);
    expect(emission.covered[0]?.differences).toEqual([expect.stringMatching(/^stricter or weaker: keys of tags/)]);
  });

  it.each([
    ["mode: warn", "its mode is `warn`, and a control policy can only deny"],
    ["mode: audit", "its mode is `audit`, and a control policy can only deny"],
  ])("refuses a policy with `%s`", (mode, reason) => {
    const spec = rule("aws_ebs_volume", "resource.properties.encrypted").replace("mode: enforce", mode);
    expect(emit(spec)).toMatchObject({ documents: [], gaps: [{ reason }] });
  });

  it.each([
    ["principals: [agent]", "it is about what is done by agent, and AWS does not tell these apart"],
    ["environments: [production]", "it is limited to environments, which AWS does not know"],
    ["points: [admission]", "it is asked only at admission"],
  ])("refuses a policy that is limited by `%s`", (limit, reason) => {
    const spec = rule("aws_ebs_volume", "resource.properties.encrypted").replace("types:", `${limit}, types:`);
    const settings = `---\napiVersion: writ/v1\nkind: Settings\nmetadata: { name: s }\nspec: { environments: [{ name: production, when: "true" }] }\n`;
    expect(emit(spec, settings).gaps).toMatchObject([{ reason }]);
  });

  it("never denies a call for parts that its request may not have", () => {
    const { documents, gaps } = emit(rule("aws_instance", "resource.properties.encrypted"));
    expect(documents).toEqual([]);
    expect(gaps).toMatchObject([{ reason: "it is about parts of a resource, of which a request may have none" }]);
  });

  it("makes a gap of a mapping that another one comes before", () => {
    const { gaps } = emit(rule("aws_efs_file_system", "resource.properties.encrypted"));
    expect(gaps.map(({ reason }) => reason)).toContain(
      "another mapping of its kind takes some of these resources first",
    );
  });

  it("makes a gap of types that only CloudFormation has", () => {
    const { gaps, elsewhere } = emit(rule('"AWS::EFS::FileSystem"', "resource.properties.encrypted"));
    expect(elsewhere).toEqual([]);
    expect(gaps).toMatchObject([{ reason: expect.stringContaining("types of CloudFormation alone") }]);
  });

  it("leaves policies about other clouds elsewhere", () => {
    expect(emit(rule("google_thing", "resource.properties.encrypted"))).toMatchObject({
      documents: [],
      elsewhere: ["rule"],
    });
  });

  it("makes a statement that no document has room for a gap", () => {
    const names = Array.from({ length: 400 }, (_, index) => `arn:aws:kms:eu-west-1:123456789012:key/${index}`);
    const parameters = `  parameters: { keys: { schema: { type: list, items: string }, default: ${JSON.stringify(names)} } }`;
    const { gaps, documents } = emit(
      rule("aws_ebs_volume", "resource.properties.?boundary.orValue('') in params.keys", parameters),
    );
    expect(documents).toEqual([]);
    expect(gaps[0]?.reason).toMatch(/^its statement takes \d+ characters, and a policy has 5120$/);
  });

  it("writes values of any characters as they are, and refuses those that AWS would read as variables", () => {
    const odd = `a"b\\\\c é *?`;
    expect(statementsOf(emit(rule("aws_ebs_volume", boundaryIsNot(odd))))).toMatchObject([
      { Condition: { StringEquals: { "ec2:KmsKeyId": odd } } },
    ]);
    const variable = ["$", "{aws:username}"].join("");
    expect(emit(rule("aws_ebs_volume", boundaryIsNot(variable))).gaps[0]?.reason).toContain("read as a variable");
  });

  it("keeps every document within the quota, and tells which are too many for one target", () => {
    const validations = Array.from(
      { length: 60 },
      (_, index) =>
        `    - { id: v${index}, expression: "resource.properties.?boundary.orValue('') != '${"k".repeat(400)}${index}'" }`,
    ).join("\n");
    const emission = emit(`
  mode: enforce
  match: { types: [aws_ebs_volume], verbs: [create] }
  validations:
${validations}
`);
    expect(emission.documents.length).toBeGreaterThan(4);
    expect(emission.documents.every(({ text }) => Buffer.byteLength(text) <= MOST_CHARACTERS)).toBe(true);
    const beyond = emission.covered.filter(({ differences }) =>
      differences.some((one) => one.includes("beyond the 4 policies")),
    );
    expect(beyond.length).toBeGreaterThan(0);
    expect(beyond.every(({ by }) => !["scp-1.json", "scp-2.json", "scp-3.json", "scp-4.json"].includes(by ?? ""))).toBe(
      true,
    );
  });

  it("does not depend on the order in which policies are listed", () => {
    const first = rule("aws_ebs_volume", "resource.properties.encrypted");
    const other = `---\napiVersion: writ/v1\nkind: Policy\nmetadata: { name: another }\nspec:\n${rule("aws_kms_key", "resource.properties.?days.orValue(30) >= 14")}`;
    const swapped = `${KIND}apiVersion: writ/v1\nkind: Policy\nmetadata: { name: another }\nspec:\n${rule("aws_kms_key", "resource.properties.?days.orValue(30) >= 14")}---\napiVersion: writ/v1\nkind: Policy\nmetadata: { name: rule }\nspec:\n${first}`;
    const { bundle } = loadBundle([{ file: "policy.yaml", text: swapped }]);
    expect(bundle && emitAwsScp(bundle)).toEqual(emit(first, other));
  });
});
