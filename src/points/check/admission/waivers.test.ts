import { describe, expect, it } from "vitest";
import { REPORTERS } from "#adapters/reporters";
import type { CheckReport } from "#core/model";
import { findWaivable, reviewRun, runCheck } from "../index.ts";
import { deployment, ENGINES, requestOf, type ForeignCase } from "../testing/foreign.ts";

interface WaiverText {
  readonly validation?: string;
  readonly binding?: string;
  readonly digest?: string;
  readonly expires?: string;
  readonly author?: string;
  readonly id?: string;
}

/** A waiver of the policy of a case on the Deployment. */
function waiver(name: string, { policy }: ForeignCase, { id, ...rest }: WaiverText = {}): string {
  const spec = {
    policy,
    resource: { id: id ?? "shop/Deployment/web" },
    owner: "web",
    author: "ann",
    approver: "bob",
    reason: "one is enough",
    category: "accepted",
    expires: "2027-01-01T00:00:00Z",
    ...rest,
  };
  return `${JSON.stringify({ apiVersion: "writ/v1", kind: "Waiver", metadata: { name }, spec })}\n---\n`;
}

function check(one: ForeignCase, waivers: string, manifest = deployment(1, ", labels: {}")): CheckReport {
  return runCheck(requestOf(one.policies, waivers, manifest));
}

/** How the waivers stand, and what a run tells of them. */
function standing(one: ForeignCase, waivers: string, manifest = deployment(1, ", labels: {}")): readonly string[] {
  const { waivers: all, diagnostics } = reviewRun(requestOf(one.policies, waivers, manifest), true);
  return [...all.map(({ id, state }) => `${id} ${state}`), ...diagnostics.map(({ code }) => code)];
}

function messages({ findings }: CheckReport): readonly string[] {
  return findings.map(({ outcome, validation }) => `${validation} ${outcome}`);
}

describe.each(Object.entries(ENGINES))("a waiver of a finding of %s", (_, one) => {
  const exact = { validation: one.validation, ...(one.binding === null ? {} : { binding: one.binding }) };

  it("turns that finding aside, and the run is compliant", () => {
    const report = check(one, waiver("w", one, exact));
    expect(report.findings).toMatchObject([
      { outcome: "waived", level: "note", validation: "validation-1", waiver: { id: "w", approver: "bob" } },
    ]);
    expect(report).toMatchObject({ exitCode: 0, effect: "allow", counts: { waived: 1, fail: 0 } });
    expect(report.diagnostics).toEqual([]);
  });

  it("turns no other validation aside, not even one behind which the engine stops", () => {
    const both = deployment(1);
    expect(messages(check(one, waiver("w", one, exact), both))).toEqual(["validation-1 waived", "validation-2 fail"]);
    expect(check(one, waiver("w", one, exact), both).exitCode).toBe(1);
    const second = messages(check(one, waiver("w", one, { ...exact, validation: "validation-2" }), both));
    expect(second).toContain("validation-1 fail");
    expect(messages(check(one, waiver("w", one), both))).toEqual(["validation-1 waived", "validation-2 waived"]);
  });

  it.each<readonly [string, string, number]>([
    ["an error", "object.spec.none > 1", 2],
    ["what is not known", 'request.userInfo.username == "ann"', 0],
  ])("turns %s aside as well", (_what, expression, before) => {
    const policies = one.policies.replace("object.spec.replicas > 1", expression);
    const open = check({ ...one, policies }, "");
    expect(open.exitCode).toBe(before);
    expect(open.effect).not.toBe("allow");
    expect(check({ ...one, policies }, waiver("w", one, exact))).toMatchObject({
      exitCode: 0,
      effect: "allow",
      findings: [{ outcome: "waived", validation: "validation-1" }],
    });
  });

  it("is bound to the content that it was drafted for", () => {
    const request = requestOf(one.policies, "", deployment(1, ", labels: {}"));
    const [found] = findWaivable(request);
    expect(found).toMatchObject({ finding: { policy: one.policy, foreign: { binding: one.binding } } });
    const bound = waiver("w", one, { ...exact, digest: found?.digest ?? "" });
    expect(standing(one, bound)).toEqual(["w in-use"]);
    expect(standing(one, bound, deployment(0, ", labels: {}"))).toEqual([
      "w content-changed",
      "waiver-content-changed",
    ]);
    expect(check(one, bound, deployment(0, ", labels: {}")).exitCode).toBe(1);
  });

  it.each<readonly [string, WaiverText, string]>([
    ["in-use", {}, deployment(1)],
    ["unneeded", exact, deployment(2)],
    ["unmatched", { id: "shop/Deployment/other" }, deployment(1)],
    ["expired", { expires: "2025-01-01T00:00:00Z" }, deployment(1)],
  ])("is told as %s", (state, text, manifest) => {
    const told = state === "in-use" ? [] : [`waiver-${state}`];
    expect(standing(one, waiver("w", one, text), manifest)).toEqual([`w ${state}`, ...told]);
  });

  it("is told to overlap with another one, unless binding, validation or content tell them apart", () => {
    const apart = waiver("a", one, { validation: "validation-1" }) + waiver("b", one, { validation: "validation-2" });
    expect(standing(one, apart, deployment(1))).toEqual(["a in-use", "b in-use"]);
    expect(standing(one, waiver("a", one) + waiver("b", one, exact))).toContain("waiver-overlap");
  });

  it.each([
    ["waiver-self-approved", { author: "BOB" }],
    ["waiver-unknown-validation", { validation: "validation-3" }],
    ["waiver-unknown-binding", { binding: "there" }],
  ])("is refused as %s", (code, text) => {
    expect(() => check(one, waiver("w", one, text))).toThrow(code);
  });

  it("is refused where no policy has the name, with the likely one", () => {
    const wrong = waiver("w", { ...one, policy: `${one.policy}s` });
    expect(() => check(one, wrong)).toThrow("waiver-unknown-policy");
  });

  it.each(Object.entries(REPORTERS))("shows in the report %s", (name, reporter) => {
    const text = reporter.render(check(one, waiver("w", one, exact)), {
      colour: false,
      width: null,
      verbose: true,
      quiet: false,
    });
    expect(text).toContain("one is enough");
    expect(text).toContain("bob");
    if (name === "policyreport") expect(text).toMatch(/result: skip[^]*waivedBy: bob/);
  });

  it("is asked for by a comment, which grants nothing", () => {
    const ask = `# writ:waive ${one.policy}/${one.validation} reason="one is enough" until=2027-01-01\n`;
    const report = check(one, "", ask + deployment(1, ", labels: {}"));
    expect(report).toMatchObject({
      exitCode: 1,
      findings: [{ outcome: "fail", request: { line: 1, until: "2027-01-01" } }],
    });
    expect(report.diagnostics).toEqual([]);
    const [waivable] = findWaivable(requestOf(one.policies, "", ask + deployment(1)));
    expect(waivable?.finding.request).toMatchObject({ reason: "one is enough" });
    const idle = check(one, "", ask + deployment(2));
    expect(idle.diagnostics.map(({ code }) => code)).toContain("waiver-request-idle");
  });
});

describe("policies of others that have one name", () => {
  const { Kubernetes, Gatekeeper } = ENGINES;
  const same = `${Kubernetes?.policies.replaceAll("limits.example.org", "limits")}---\n${Gatekeeper?.policies}`;
  const of = (policy: string): ForeignCase => ({ policies: same, policy, validation: "", binding: null, source: "" });

  it("go by their kinds as well, so that a waiver is of one of them", () => {
    const report = check(of("ConstraintTemplate/limits"), waiver("w", of("ConstraintTemplate/limits")));
    expect(report.findings.map(({ policy, outcome }) => `${policy} ${outcome}`)).toEqual([
      "ValidatingAdmissionPolicy/limits fail",
      "ConstraintTemplate/limits waived",
    ]);
    expect(new Set(report.rules.map(({ id }) => id)).size).toBe(report.rules.length);
    expect(() => check(of("limits"), waiver("w", of("limits")))).toThrow("waiver-unknown-policy");
  });
});

describe("a policy that two bindings bind", () => {
  it("has findings that are waived one by one", () => {
    const { Gatekeeper } = ENGINES;
    if (Gatekeeper === undefined) throw new Error("no case");
    const [, constraint = ""] = Gatekeeper.policies.split("---\n");
    const policies = `${Gatekeeper.policies}---\n${constraint.replace("here", "there")}`;
    const report = check({ ...Gatekeeper, policies }, waiver("w", Gatekeeper, { binding: "there" }));
    expect(report.findings.map(({ foreign, outcome }) => `${foreign?.binding} ${outcome}`)).toEqual([
      "here fail",
      "there waived",
    ]);
  });
});
