import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { folderOf, writ, type Run } from "./writ.ts";

const FORMATS = ["json", "ndjson", "sarif", "junit", "github", "gitlab", "markdown", "policyreport", "text"];

/** Every secret has this in it, in the clear or in base64, so that one search finds all of them. */
const PLANTED = ["planted-9f3b", Buffer.from("planted-9f3b").toString("base64").slice(0, 15), "cGxhbnRlZC05ZjNi"];
const secret = (name: string): string => `planted-9f3b-${name}`;

/** A policy that tries to say every value that it can reach. */
function nosy(name: string, types: string, reads: readonly string[]): string {
  const validations = reads.map(
    (read, index) => `    - id: read-${index}
      expression: ${JSON.stringify(`string(${read}) == "guess"`)}
      messageExpression: ${JSON.stringify(`"it is " + string(${read})`)}`,
  );
  return `apiVersion: writ/v1
kind: Policy
metadata: { name: ${name}, title: Says what it sees }
spec:
  severity: high
  match: { types: [${types}] }
  variables:
    - { name: everything, expression: resource.native }
  validations:
    - id: whole
      expression: variables.everything == {} && resource.id == ""
      message: not empty
${validations.join("\n")}
`;
}

const DATABASE = {
  address: "aws_db_instance.db",
  mode: "managed",
  type: "aws_db_instance",
  name: "db",
  provider_name: "registry.terraform.io/hashicorp/aws",
};
const BEFORE = { identifier: "db", password: secret("before"), master_user_secret: [{ kms: secret("nested-before") }] };
const AFTER = {
  identifier: "db",
  password: secret("after"),
  master_user_secret: [{ kms: secret("nested") }],
  tags: { copy: secret("variable") },
};
const SENSITIVE = { password: true, master_user_secret: [{ kms: true }] };
const PLAN = JSON.stringify({
  format_version: "1.2",
  terraform_version: "1.9.0",
  variables: { password: { value: secret("variable") } },
  planned_values: {
    outputs: { token: { sensitive: true, value: secret("output") } },
    root_module: { resources: [{ ...DATABASE, schema_version: 0, values: AFTER, sensitive_values: SENSITIVE }] },
  },
  resource_drift: [
    {
      ...DATABASE,
      change: {
        actions: ["update"],
        before: BEFORE,
        after: AFTER,
        after_unknown: {},
        before_sensitive: SENSITIVE,
        after_sensitive: SENSITIVE,
      },
    },
  ],
  resource_changes: [
    {
      ...DATABASE,
      change: {
        actions: ["update"],
        before: BEFORE,
        after: AFTER,
        after_unknown: {},
        before_sensitive: SENSITIVE,
        after_sensitive: SENSITIVE,
      },
    },
  ],
  output_changes: {
    token: {
      actions: ["create"],
      before: null,
      after: secret("output"),
      after_unknown: false,
      before_sensitive: true,
      after_sensitive: true,
    },
  },
  prior_state: {
    format_version: "1.0",
    values: {
      root_module: { resources: [{ ...DATABASE, schema_version: 0, values: BEFORE, sensitive_values: SENSITIVE }] },
    },
  },
  configuration: {
    root_module: {
      variables: { password: { sensitive: true, default: secret("variable") } },
      resources: [
        { ...DATABASE, provider_config_key: "aws", expressions: { password: { references: ["var.password"] } } },
      ],
    },
  },
  complete: true,
  errored: false,
});

const SECRET = `apiVersion: v1
kind: Secret
metadata:
  name: keys
  annotations:
    kubectl.kubernetes.io/last-applied-configuration: '{"stringData":{"a":"${secret("applied")}"}}'
data:
  token: ${Buffer.from(secret("data")).toString("base64")}
stringData:
  plain: ${secret("string-data")}
`;

const POD = `apiVersion: v1
kind: Pod
metadata: { name: app }
spec:
  containers:
    - name: app
      image: app:1
      args: ["--password=${secret("argument")}", "https://user:${secret("url")}@example.org/"]
      env:
        - { name: DB_PASSWORD, value: ${secret("environment")} }
        - { name: API_TOKEN, value: ${secret("token")} }
`;

const BROKEN = `apiVersion: v1
kind: Secret
metadata: { name: broken }
stringData:
  password: ${secret("first")}
  password: ${secret("second")}
  other: "${secret("unclosed")}
`;

const FILES = {
  "policies/plan.yaml": nosy("nosy-plan", "aws_db_instance", [
    "resource.native.password",
    "resource.native.tags.copy",
    "resource.native.master_user_secret[0].kms",
  ]),
  "policies/secret.yaml": nosy("nosy-secret", "v1 Secret", [
    "resource.native.data.token",
    "resource.native.stringData.plain",
    "resource.native.metadata.annotations['kubectl.kubernetes.io/last-applied-configuration']",
  ]),
  "policies/pod.yaml": nosy("nosy-pod", "v1 Pod", [
    "resource.native.spec.containers[0].args[0]",
    "resource.native.spec.containers[0].args[1]",
    "resource.native.spec.containers[0].env[0].value",
    "resource.native.spec.containers[0].env[1].value",
  ]),
  "plan.json": PLAN,
  "secret.yaml": SECRET,
  "pod.yaml": POD,
  "broken.yaml": BROKEN,
  "cut.json": PLAN.slice(0, PLAN.indexOf("planted-9f3b-after") + 20),
};
const INPUTS = ["plan.json", "secret.yaml", "pod.yaml"];
const POLICIES = ["-p", "policies"];
const ENV = { WRIT_SECRET: secret("own-environment"), AWS_SECRET_ACCESS_KEY: secret("aws") };

function expectNothingPlanted(...texts: readonly string[]): void {
  for (const text of texts) for (const planted of PLANTED) expect(text).not.toContain(planted);
}

function expectSilent({ stdout, stderr }: Run): void {
  expectNothingPlanted(stdout, stderr);
}

describe.concurrent("a secret in an input", () => {
  it("is in no report, in no file and on no stream, whatever a policy asks for", async () => {
    const folder = folderOf(FILES);
    const targets = FORMATS.flatMap((format) => ["-o", `${format}=out/${format}`]);
    const args = [
      ...INPUTS,
      "broken.yaml",
      "cut.json",
      "--show-passed",
      "--verbose",
      "--write-baseline",
      "out/baseline",
    ];
    const outcome = await writ(folder, ["check", "--no-library", ...POLICIES, ...args, ...targets], { env: ENV });
    expect(outcome.code).toBe(2);
    expectSilent(outcome);
    const reports = [...FORMATS, "baseline"].map((name) => readFileSync(join(folder, "out", name), "utf8"));
    expectNothingPlanted(...reports);
    for (const policy of ["nosy-plan/", "nosy-secret/", "nosy-pod/"]) expect(reports[0]).toContain(policy.slice(0, -1));
    expect(reports.at(-2)).toContain("(sensitive)");
  });

  it.each([
    ["nosy-plan", "plan.json"],
    ["nosy-secret", "secret.yaml"],
    ["nosy-pod", "pod.yaml"],
  ])("is in no explanation of %s", async (policy, input) => {
    const folder = folderOf(FILES);
    for (const format of ["text", "json"]) {
      const outcome = await writ(folder, ["explain", policy, input, "--no-library", ...POLICIES, "--format", format], {
        env: ENV,
      });
      expect(outcome).toMatchObject({ code: 0, stdout: expect.stringContaining("(sensitive)") });
      expectSilent(outcome);
    }
  });

  it("is not quoted from a manifest or a plan that cannot be read", async () => {
    const folder = folderOf(FILES);
    for (const input of ["broken.yaml", "cut.json"]) {
      const outcome = await writ(folder, ["explain", "nosy-secret", input, "--no-library", ...POLICIES]);
      expect(outcome.code).toBe(2);
      expectSilent(outcome);
    }
  });

  it("is not quoted when an input is handed to lint by mistake, beyond the line that is wrong", async () => {
    expectSilent(await writ(folderOf(FILES), ["lint", "--no-library", "secret.yaml", "plan.json", "--format", "json"]));
    expectSilent(await writ(folderOf(FILES), ["lint", "--no-library", "secret.yaml", "plan.json", "broken.yaml"]));
  });
});
