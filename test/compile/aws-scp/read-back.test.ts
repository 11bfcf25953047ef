import { describe, expect, it } from "vitest";
import { EMITTERS } from "#adapters/emitters";
import { readSource } from "#adapters/sources";
import { compileProgram, decide, type Verdict } from "#core/decide";
import { Timestamp } from "#core/language";
import { proposeReadings } from "#points/check";
import { parsePrincipal } from "../../../src/apps/cli/commands/principal.ts";
import { loadPolicies } from "../../../src/apps/cli/policies/load.ts";
import { denies } from "./evaluate.ts";

const NOW = new Timestamp(Date.parse("2026-07-01T00:00:00Z") / 1000, 0);
const { bundle } = loadPolicies({ paths: [], library: true });
if (bundle === null) throw new Error("the library does not load");
const { kinds } = bundle;
const program = compileProgram(bundle);
const { documents, covered } = EMITTERS["aws-scp"](bundle);
const textsOf = (prefix: string): readonly string[] =>
  documents.filter(({ path }) => path.startsWith(prefix)).map(({ text }) => text);

/** What the policies of the library say of resources that a plan would create. */
function verdictsOn(resources: readonly { readonly type: string; readonly after: object }[]): readonly Verdict[] {
  const changes = resources.map(({ type, after }, index) => ({
    address: `${type}.r${index}`,
    mode: "managed",
    type,
    name: `r${index}`,
    provider_name: "registry.terraform.io/hashicorp/aws",
    change: {
      actions: ["create"],
      before: null,
      after,
      after_unknown: {},
      before_sensitive: false,
      after_sensitive: {},
    },
  }));
  const plan = {
    format_version: "1.2",
    terraform_version: "1.14.0",
    resource_changes: changes,
    configuration: { root_module: {} },
  };
  const reading = readSource({ file: "plan.json", bytes: Buffer.from(JSON.stringify(plan)) });
  expect(reading.diagnostics).toEqual([]);
  const options = { principal: parsePrincipal("pipeline"), environment: null, changedOnly: false };
  const proposed = proposeReadings(program, kinds, [reading], options);
  return proposed.flatMap(({ proposal }) => decide(program, proposal, NOW).verdicts);
}

function outcomesOf(verdicts: readonly Verdict[], policy: string, validation: string): readonly string[] {
  return verdicts.filter((one) => one.policy === policy && one.validation === validation).map(({ outcome }) => outcome);
}

describe("what is compiled for AWS Organizations, read back", () => {
  it("is what policies about guardrails of the organization demand", () => {
    const policies = textsOf("scp-").map((content) => ({
      type: "aws_organizations_policy",
      after: { name: "writ", type: "SERVICE_CONTROL_POLICY", content },
    }));
    const verdicts = verdictsOn(policies);
    expect(
      covered.filter(({ types }) => types.includes("aws_organizations_policy")).some(({ by }) => by !== null),
    ).toBe(true);
    expect(new Set(outcomesOf(verdicts, "log-05-logging-cannot-be-switched-off", "logging-protected"))).toEqual(
      new Set(["pass"]),
    );
    expect(new Set(outcomesOf(verdicts, "iam-14-guardrails-enforced", "says-something"))).toEqual(new Set(["pass"]));
  });

  it("refuses plain connections to buckets as a bucket's own policy would", () => {
    const [policy = ""] = textsOf("rcp-");
    const verdicts = verdictsOn([{ type: "aws_s3_bucket", after: { bucket: "b", policy } }]);
    expect(outcomesOf(verdicts, "sto-03-object-storage-tls-only", "plain-connections-refused")).toEqual(["pass"]);
    const request = { action: "s3:GetObject", resource: "arn:aws:s3:::b/o" };
    const answers = ["false", "true"].map((secure) =>
      denies(policy, { ...request, context: new Map([["aws:SecureTransport", secure]]) }),
    );
    expect(answers).toEqual([true, false]);
  });
});
