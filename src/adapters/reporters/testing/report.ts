import type { CheckReport, Finding } from "#core/model";

/** A finding as `check` makes it; override what a test is about. */
export function finding(overrides: Partial<Finding> = {}): Finding {
  return {
    fingerprint: "0123456789abcdef0123456789abcdef",
    outcome: "fail",
    level: "violation",
    severity: "critical",
    policy: "object-store-not-public",
    validation: "public-access-blocked",
    title: "Object storage is not public",
    message: "the bucket can be made public",
    verb: "create",
    resource: {
      kind: "ObjectStore",
      type: "aws_s3_bucket",
      id: "aws_s3_bucket.logs",
      name: "logs",
      scope: "",
      environment: "production",
    },
    input: "plan.json",
    location: { file: "main.tf", address: "aws_s3_bucket.logs", path: ["acl"], start: at(12, 3), end: at(12, 20) },
    observed: [{ path: "resource.properties.blocked", value: "false", known: "yes", default: true, location: null }],
    required: "resource.properties.blocked == true",
    remediation: "Set all four switches of aws_s3_bucket_public_access_block.",
    satisfies: ["nist-800-53-r5/AC-3"],
    waiver: null,
    request: null,
    foreign: null,
    baseline: false,
    ...overrides,
  };
}

const WAIVER = {
  id: "w-1",
  reason: "public by design",
  owner: "web",
  approver: "bob",
  category: "accepted",
  ticket: "SEC-12",
  expires: "2027-01-01T00:00:00Z",
} as const;

/** A report with one finding of every outcome, a failed input and diagnostics. */
export function report(overrides: Partial<CheckReport> = {}): CheckReport {
  return {
    tool: { name: "writ", version: "1.2.3", informationUri: "https://example.org/writ" },
    startedAt: "2026-01-02T03:04:05.678Z",
    durationMs: 42,
    principal: { id: "ci", kind: "pipeline" },
    environment: "production",
    bundleDigest: "00",
    effect: "deny",
    exitCode: 2,
    inputs: [
      { file: "plan.json", format: "terraform-plan", status: "decided", resources: 3, effects: 3, effect: "deny" },
      { file: "broken.yaml", format: null, status: "failed", resources: 0, effects: 0, effect: null },
    ],
    rules: [rule("object-store-not-public", "public-access-blocked"), rule("database-encrypted", "encrypted")],
    findings: [
      finding(),
      finding({
        fingerprint: "b",
        outcome: "unknown",
        level: "warning",
        policy: "database-encrypted",
        validation: "encrypted",
        severity: "high",
      }),
      finding({
        fingerprint: "c",
        outcome: "error",
        message: "no such key: `acl`",
        request: { reason: "migration", until: "2028-02-03", file: "infra/main.tf", line: 11 },
      }),
      finding({
        fingerprint: "d",
        outcome: "waived",
        level: "note",
        waiver: WAIVER,
      }),
      finding({ fingerprint: "e", level: "warning", baseline: true }),
    ],
    quiet: [
      {
        rule: "database-encrypted/encrypted",
        outcome: "pass",
        resource: "aws_db_instance.a",
        subject: { type: "aws_db_instance", name: "a", scope: "" },
        file: "plan.json",
        foreign: null,
      },
      {
        rule: "database-encrypted/encrypted",
        outcome: "not-applicable",
        resource: "aws_db_instance.b",
        subject: { type: "aws_db_instance", name: "b", scope: "" },
        file: "plan.json",
        foreign: null,
      },
    ],
    vacuous: ["function-not-public"],
    awaiting: ["mfa-enforced/everybody"],
    mutations: [],
    waivers: [
      {
        ...WAIVER,
        state: "in-use",
        policy: "object-store-not-public",
        validation: "public-access-blocked",
        binding: null,
        resource: "aws_s3_bucket.logs",
        daysLeft: 363,
        endsSoon: false,
        findings: 1,
        overlaps: null,
        file: "waivers.yaml",
        line: 3,
      },
      {
        ...WAIVER,
        id: "w-2",
        state: "unmatched",
        policy: "database-encrypted",
        validation: null,
        binding: null,
        resource: "aws_db_instance.gone",
        daysLeft: 3,
        endsSoon: true,
        findings: 0,
        overlaps: "w-1",
        file: "waivers.yaml",
        line: 19,
      },
    ],
    obligations: [
      {
        code: "undecided",
        message: "check `encrypted` again after apply",
        rule: "database-encrypted/encrypted",
        resource: "aws_db_instance.c",
      },
    ],
    annotations: [
      { file: "app.yaml", resource: "Deployment/web", key: "limits/replicas", value: "5" },
      { file: "app.yaml", resource: "Deployment/web", key: "limits/asked-by", value: null },
    ],
    diagnostics: [
      {
        code: "yaml-duplicate-key",
        severity: "error",
        message: "Key `name` stands twice",
        hint: "remove one",
        span: { file: "broken.yaml", start: at(3, 1), end: at(3, 5) },
      },
    ],
    counts: { pass: 1, fail: 1, warn: 1, unknown: 1, error: 1, waived: 1, notApplicable: 1, vacuous: 1, awaiting: 1 },
    ...overrides,
  };
}

function rule(policy: string, validation: string): CheckReport["rules"][number] {
  return {
    id: `${policy}/${validation}`,
    policy,
    validation,
    title: `Title of ${policy}`,
    description: `What ${policy} wants`,
    severity: "critical",
    mode: "enforce",
    evidence: "configuration",
    remediation: "Do the right thing.",
    satisfies: ["nist-800-53-r5/AC-3"],
  };
}

function at(line: number, column: number): { line: number; column: number; offset: number } {
  return { line, column, offset: 0 };
}
