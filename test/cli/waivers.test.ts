import { appendFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { OWN_NETWORK, pod } from "./documents.ts";
import { folderOf, writ, type Run } from "./writ.ts";

const DAY = 86_400_000;

/** A waiver of `OWN_NETWORK` for the pod `open`, which ends in so many days. */
function waiver(name: string, days: number, spec: Readonly<Record<string, string>> = {}): string {
  const fields = {
    policy: "own-network",
    resource: "{ id: Pod/open }",
    owner: "web",
    author: "ann",
    approver: "bob",
    reason: "it watches the node",
    category: "accepted",
    expires: new Date(Date.now() + days * DAY).toISOString(),
    ...spec,
  };
  const lines = Object.entries(fields).map(([key, value]) => `  ${key}: ${value}\n`);
  return `apiVersion: writ/v1\nkind: Waiver\nmetadata: { name: ${name} }\nspec:\n${lines.join("")}`;
}

const FILES = {
  "own.yaml": OWN_NETWORK,
  "open.yaml": pod("open", true),
  "closed.yaml": pod("closed", false),
  "good.yaml": waiver("good", 100.5),
};

function check(args: string, files: Readonly<Record<string, string>> = {}): Promise<Run> {
  return writ(folderOf({ ...FILES, ...files }), ["check", "--no-library", "-p", "own.yaml", ...args.split(" ")]);
}

describe.concurrent("writ check with waivers", () => {
  it("lets a waived finding pass, and says who waived it", async () => {
    const { code, stdout } = await check("-p good.yaml open.yaml");
    expect(code).toBe(0);
    expect(stdout).toContain("waived (high) own-network/holds");
    expect(stdout).toMatch(
      /waived {6}waived by good until \S+, approved by bob for web, accepted: it watches the node/,
    );
    expect(stdout).not.toContain("Problems");
  });

  it.each([
    ["is about other content", waiver("w", 90, { digest: "a".repeat(64) }), 1, "waiver-content-changed w.yaml:13:11"],
    ["ends soon", waiver("w", 3.5), 0, "waiver-ends-soon w.yaml:12:12"],
    ["is of a policy that is not loaded", waiver("w", 90, { policy: "own-netwrok" }), 2, "Did you mean `own-network`?"],
  ])("tells of a waiver that %s", async (_, text, code, told) => {
    const run = await check("-p w.yaml open.yaml", { "w.yaml": text });
    expect(run.code).toBe(code);
    expect(run.stdout).toContain(told);
  });

  it("warns as early as the settings say", async () => {
    const settings =
      "apiVersion: writ/v1\nkind: Settings\nmetadata: { name: s }\nspec: { waivers: { warnDays: 120 } }\n";
    const { stdout } = await check("-p good.yaml -p s.yaml open.yaml", { "s.yaml": settings });
    expect(stdout).toContain("Waiver `good` ends in 100 days");
  });

  it("is silent about waivers of what it does not judge, but lists them as JSON", async () => {
    expect((await check("-p good.yaml closed.yaml")).stdout).not.toContain("good");
    const { stdout } = await check("-p good.yaml closed.yaml -o json");
    expect(JSON.parse(stdout).waivers).toMatchObject([
      { id: "good", state: "unmatched", daysLeft: 100, file: "good.yaml" },
    ]);
  });
});

describe.concurrent("writ waivers", () => {
  const overview = ["waivers", "--no-library", "-p", "own.yaml", "-p", "good.yaml"];

  it("lists every waiver with its state and the days that are left, and ends with 0", async () => {
    const { code, stdout, stderr } = await writ(folderOf(FILES), [...overview, "open.yaml"]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/^state {3}days left {2}waiver {2}finding {6}resource {2}approved by\nin-use {2}100 /);
    expect(stdout).toMatch(/\n1 waiver: 1 in-use\n$/);
  });

  it("tells without inputs what is over, and ends with 3", async () => {
    const folder = folderOf({ ...FILES, "over.yaml": waiver("over", -1) });
    const { code, stdout } = await writ(folder, [...overview, "-p", "over.yaml", "--format", "json"]);
    expect(code).toBe(3);
    const report = JSON.parse(stdout);
    expect(report.waivers.map(({ id, state }: { id: string; state: string }) => [id, state])).toEqual([
      ["good", "not-judged"],
      ["over", "expired"],
    ]);
    expect(report.diagnostics).toMatchObject([{ code: "waiver-expired", span: { file: "over.yaml" } }]);
  });

  it("tells of what was never matched, and ends with 2 for an input that cannot be read", async () => {
    const folder = folderOf(FILES);
    const never = await writ(folder, [...overview, "closed.yaml"]);
    expect(never.code).toBe(3);
    expect(never.stdout).toContain("good.yaml:6:13: warning: Waiver `good` was never matched");
    expect((await writ(folder, [...overview, "gone.yaml"])).code).toBe(2);
  });
});

describe.concurrent("writ waive", () => {
  const NAMES = ["--owner", "web", "--author", "ann", "--reason", "it watches the node", "--expires", "2099-01-01"];
  const BASE = ["waive", "--no-library", "-p", "own.yaml", "-i", "open.yaml", ...NAMES];

  it("drafts a waiver that holds for what the resource is, and for nothing else", async () => {
    const folder = folderOf({ ...FILES, "other.yaml": pod("open", true).replace("web:1", "web:2") });
    const args = [...BASE, "--approver", "bob", "-o", "new.yaml", "own-network/holds", "Pod/open"];
    expect(await writ(folder, args)).toEqual({ code: 0, stdout: "", stderr: "" });
    const judge = ["check", "--no-library", "-p", "own.yaml", "-p", "new.yaml"];
    expect((await writ(folder, [...judge, "open.yaml"])).code).toBe(0);
    const changed = await writ(folder, [...judge, "other.yaml"]);
    expect(changed.code).toBe(1);
    expect(changed.stdout).toContain("waiver-content-changed");
    expect(await writ(folder, args)).toMatchObject({ code: 2, stderr: expect.stringContaining("it is there already") });
  });

  it("takes the start of a fingerprint", async () => {
    const folder = folderOf(FILES);
    const found = await writ(folder, ["check", "--no-library", "-p", "own.yaml", "open.yaml", "-o", "json"]);
    const { fingerprint } = JSON.parse(found.stdout).findings[0];
    const { code, stdout } = await writ(folder, [...BASE, "--approver", "bob", fingerprint.slice(0, 8)]);
    expect(code).toBe(0);
    expect(stdout).toContain(`# Pod/open in open.yaml:6: this must hold
apiVersion: writ/v1
kind: Waiver
metadata:
  name: holds-${fingerprint.slice(0, 12)}
spec:
  policy: own-network
  validation: holds
  resource:
    id: Pod/open
    type: v1 Pod
`);
  });

  it("drafts what comments ask for, which holds only once somebody has approved it", async () => {
    const ask = '# writ:waive own-network/holds reason="it watches the node" until=2099-01-01';
    const folder = folderOf({ "own.yaml": OWN_NETWORK, "open.yaml": `${ask}\n${pod("open", true)}` });
    const judge = ["check", "--no-library", "-p", "own.yaml", "open.yaml"];
    const asked = await writ(folder, judge);
    expect(asked.code).toBe(1);
    expect(asked.stdout).toContain(
      "requested   a waiver is requested until 2099-01-01 at open.yaml:1: it watches the node",
    );
    const draft = ["waive", "--no-library", "-p", "own.yaml", "-i", "open.yaml", "--from-requests", "--owner", "web"];
    expect(await writ(folder, [...draft, "--author", "ann", "-o", "new.yaml"])).toMatchObject({ code: 0, stderr: "" });
    const early = await writ(folder, [...judge, "-p", "new.yaml"]);
    expect(early.code).toBe(2);
    expect(early.stdout).toContain("Key `approver` is missing");
    appendFileSync(join(folder, "new.yaml"), "  approver: bob\n");
    expect((await writ(folder, [...judge, "-p", "new.yaml"])).code).toBe(0);
  });

  it("takes no comment of stdin for more than a request", async () => {
    const stdin = `# writ:waive own-network/holds reason=x until=2099-01-01\n${pod("open", true)}`;
    const { code, stdout } = await writ(folderOf(FILES), ["check", "--no-library", "-p", "own.yaml", "-"], { stdin });
    expect(code).toBe(1);
    expect(stdout).toContain("requested until 2099-01-01 at stdin:1: x");
  });

  it.each([
    ["without an approver", [], ["own-network/holds", "Pod/open"], "needs `--approver` as well"],
    [
      "that its author approves",
      ["--approver", "ANN"],
      ["own-network/holds", "Pod/open"],
      "approves a waiver of their own",
    ],
    ["of no finding", ["--approver", "bob"], ["own-network/holds", "Pod/opne"], "did you mean `Pod/open`?"],
  ])("drafts no waiver %s", async (_, flags, finding, told) => {
    const { code, stdout, stderr } = await writ(folderOf(FILES), [...BASE, ...flags, ...finding]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(told);
  });
});

describe.concurrent("waivers of findings of policies of others", () => {
  const HERE = ["--no-library", "-p", "policies"];

  it("are drafted with the binding and the content, hold for these, and are told by writ waivers", async () => {
    const folder = folderOf({ "policies/limits.yaml": LIMITS, "app.yaml": app(1) });
    expect((await writ(folder, ["check", "app.yaml", ...HERE])).code).toBe(1);
    const terms = [
      "--owner",
      "web",
      "--author",
      "ann",
      "--approver",
      "bob",
      "--reason",
      "one",
      "--expires",
      "2099-01-01",
    ];
    const args = ["waive", "limits/validation-1", "shop/Deployment/web", "-i", "app.yaml", ...HERE, ...terms];
    expect(await writ(folder, [...args, "-o", "policies/w.yaml"])).toEqual({ code: 0, stdout: "", stderr: "" });
    const text = readFileSync(join(folder, "policies/w.yaml"), "utf8");
    expect(text).toMatch(/policy: limits\n {2}validation: validation-1\n {2}binding: here\n/);
    expect(text).toMatch(/digest: [0-9a-f]{64}\n/);
    const waived = await writ(folder, ["check", "app.yaml", ...HERE]);
    expect(waived.code).toBe(0);
    expect(waived.stdout).toContain("waived (medium) limits/validation-1");
    const listed = await writ(folder, ["waivers", "app.yaml", ...HERE]);
    expect(listed).toMatchObject({ code: 0, stdout: expect.stringMatching(/^in-use .* limits\/validation-1 /m) });
    writeFileSync(join(folder, "app.yaml"), app(0));
    const changed = await writ(folder, ["check", "app.yaml", ...HERE]);
    expect(changed.code).toBe(1);
    expect(changed.stdout).toContain("waiver-content-changed");
  });
});

const LIMITS = `apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicy
metadata: { name: limits }
spec:
  matchConstraints:
    resourceRules: [{ apiGroups: [apps], apiVersions: [v1], operations: [CREATE], resources: [deployments] }]
  validations: [{ expression: object.spec.replicas > 1, message: low }]
---
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicyBinding
metadata: { name: here }
spec: { policyName: limits, validationActions: [Deny] }
`;

function app(replicas: number): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop }
spec: { replicas: ${replicas} }
`;
}
