import { describe, expect, it } from "vitest";
import { readSource } from "#adapters/sources";
import { loadBundle } from "#core/bundle";
import { compileProgram } from "#core/decide";
import type { CheckReport } from "#core/model";
import type { CheckOptions } from "./options.ts";
import { runCheck } from "./run.ts";

const DOCUMENTS = `
apiVersion: writ/v1
kind: ResourceKind
metadata: { name: Store }
spec:
  properties: { locked: bool, note: string }
  mappings:
    - types: [aws_store]
      provider: aws
      properties: { locked: 'native.at("locked", false)', note: native.at("note") }
---
apiVersion: writ/v1
kind: Policy
metadata: { name: stores-locked }
spec:
  match: { kinds: [Store] }
  validations:
    - { id: locked, expression: resource.properties.locked, message: the store is open }
    - { id: kept, expression: "verb != 'delete'", message: the store is removed }
`;

type State = Readonly<Record<string, unknown>> | null;

interface Entry {
  readonly name: string;
  readonly actions: readonly string[];
  readonly before?: State;
  readonly after?: State;
  readonly unknown?: Readonly<Record<string, unknown>>;
  readonly previous?: string;
}

function planOf(entries: readonly Entry[]): string {
  const changes = entries.map(({ name, actions, before = null, after = null, unknown = {}, previous }) => ({
    address: `aws_store.${name}`,
    mode: "managed",
    type: "aws_store",
    name,
    provider_name: "registry.terraform.io/hashicorp/aws",
    change: { actions, before, after, after_unknown: unknown, before_sensitive: false, after_sensitive: {} },
    ...(previous === undefined ? {} : { previous_address: `aws_store.${previous}` }),
  }));
  return JSON.stringify({
    format_version: "1.2",
    terraform_version: "1.11.4",
    resource_changes: changes,
    configuration: {},
  });
}

function run(
  entries: readonly Entry[],
  options: Partial<CheckOptions> = {},
  documents: string = DOCUMENTS,
): CheckReport {
  const { bundle, diagnostics } = loadBundle([{ file: "policy.yaml", text: documents }]);
  if (bundle === null) throw new Error(JSON.stringify(diagnostics));
  return runCheck({
    bundle,
    program: compileProgram(bundle),
    readings: [readSource({ file: "plan.json", bytes: new TextEncoder().encode(planOf(entries)) })],
    unread: [],
    textWith: () => null,
    diagnostics: [],
    options: {
      principal: { id: "ci", kind: "pipeline", groups: [], attributes: {}, chain: [] },
      environment: null,
      changedOnly: false,
      failOn: "info",
      failOnUnknown: false,
      warnExitCode: false,
      noFail: false,
      showPassed: false,
      baseline: new Set(),
      ...options,
    },
    clock: { startedAt: "2026-01-02T03:04:05Z", now: { seconds: 1_767_323_045, nanos: 0 }, elapsedMs: () => 1 },
    version: "1.2.3",
  });
}

const fingerprints = ({ findings }: CheckReport): readonly string[] => findings.map(({ fingerprint }) => fingerprint);

describe("runCheck()", () => {
  it("gives the removed and the new side of a replacement fingerprints of their own", () => {
    const report = run([
      { name: "a", actions: ["delete", "create"], before: { locked: false }, after: { locked: false } },
    ]);
    expect(report.findings.map(({ validation, verb }) => `${verb} ${validation}`)).toEqual([
      "delete locked",
      "delete kept",
      "create locked",
    ]);
    expect(new Set(fingerprints(report)).size).toBe(3);
  });

  it("keeps the fingerprint of a resource that moves, and gives equal runs equal ones", () => {
    const [before] = fingerprints(run([{ name: "a", actions: ["create"], after: { locked: false } }]));
    const state = { locked: false };
    const moved = run([{ name: "b", actions: ["no-op"], before: state, after: state, previous: "a" }]);
    expect(fingerprints(moved)).toEqual([before]);
  });

  it("reports what the baseline holds without failing for it", () => {
    const entries: readonly Entry[] = [{ name: "a", actions: ["create"], after: { locked: false } }];
    const known = new Set(fingerprints(run(entries)));
    expect(run(entries)).toMatchObject({ exitCode: 1, effect: "deny" });
    expect(run(entries, { baseline: known })).toMatchObject({ exitCode: 0, findings: [{ baseline: true }] });
  });

  it("says of an observation that it is not known, and makes it an obligation", () => {
    const report = run([{ name: "a", actions: ["create"], after: {}, unknown: { locked: true } }]);
    expect(report.findings).toMatchObject([
      { outcome: "unknown", observed: [{ path: "resource.properties.locked", known: "after-apply" }] },
    ]);
    expect(report).toMatchObject({
      exitCode: 0,
      obligations: [{ rule: "stores-locked/locked" }],
      counts: { unknown: 1 },
    });
  });

  it("tells that an input held nothing to judge", () => {
    const state = { locked: true };
    const idle: readonly Entry[] = [{ name: "a", actions: ["no-op"], before: state, after: state }];
    expect(run(idle).diagnostics).toEqual([]);
    expect(run(idle, { changedOnly: true }).diagnostics).toMatchObject([
      { code: "nothing-to-judge", severity: "warning" },
    ]);
    expect(run([])).toMatchObject({ vacuous: ["stores-locked"], awaiting: [] });
  });

  it("lists what only an inventory can tell as awaiting one until something of it is met", () => {
    const runtime = DOCUMENTS.replace(
      "message: the store is open }",
      "message: the store is open, evidence: runtime }",
    );
    expect(run([], {}, runtime)).toMatchObject({
      vacuous: ["stores-locked"],
      awaiting: ["stores-locked/locked"],
      counts: { vacuous: 1, awaiting: 1 },
    });
    const met = run([{ name: "a", actions: ["create"], after: { locked: true } }], {}, runtime);
    expect(met).toMatchObject({ vacuous: [], awaiting: [], counts: { awaiting: 0 } });
    const all = runtime.replace(/\n {4}- \{ id: kept.*/, "");
    expect(run([], {}, all)).toMatchObject({ vacuous: [], awaiting: ["stores-locked/locked"] });
  });

  it("counts the links of a framework's crosswalk among what a rule satisfies", () => {
    const labelled = DOCUMENTS.replace(
      "{ name: stores-locked }",
      "{ name: stores-locked, labels: { control: STO-1 } }",
    );
    const framework = `---
apiVersion: writ/v1
kind: Framework
metadata: { name: f }
spec:
  version: "1"
  textPolicy: ids
  source: s
  requirements: [A-1, A-2]
  crosswalk:
    - { controls: [STO-1, STO-2], requirements: [A-2], relationship: subset-of, coverage: partial, rationale: because }
`;
    const { rules } = run([], {}, labelled + framework);
    expect(rules.map(({ satisfies }) => satisfies)).toEqual([["f/A-2"], ["f/A-2"]]);
  });
});
