import { describe, expect, it } from "vitest";
import { folderOf, writ } from "./writ.ts";

const DOCUMENTS = `
apiVersion: writ/v1
kind: Policy
metadata: { name: no-production }
spec:
  match: { kinds: [Namespace], verbs: [delete] }
  validations:
    - { id: named, expression: "resource.name != 'production'", message: production stays }
  remediation: Delete another namespace.
---
apiVersion: writ/v1
kind: Agent
metadata: { name: builder }
spec:
  owner: platform
  identity: { keyId: 0b5c1d2e3f405162 }
  tools: [shop]
  budgets: [{ of: calls, per: session, most: 200 }]
---
apiVersion: writ/v1
kind: Grant
metadata: { name: clears }
spec:
  principals: { ids: ["token:0b5c1d2e3f405162"] }
  verbs: [delete]
  kinds: [Namespace]
  owner: platform
  approvedBy: security
  expires: 2099-01-01T00:00:00Z
---
apiVersion: writ/v1
kind: Grant
metadata: { name: approved }
spec:
  principals: { ids: ["token:0b5c1d2e3f405162", somebody] }
  verbs: [create]
  kinds: [Namespace]
  approval: required
  owner: platform
  approvedBy: security
  expires: 2099-01-01T00:00:00Z
`;

const NATIVE = `---
apiVersion: writ/v1
kind: Grant
metadata: { name: tends-endpoints }
spec:
  principals: { ids: ["token:0b5c1d2e3f405162"] }
  verbs: [delete, update]
  types: [gcloud ai endpoints, docker volume]
  owner: platform
  approvedBy: security
  expires: 2099-01-01T00:00:00Z
`;

const FLAGS = ["-p", "policies", "--no-library"];

function run(...args: readonly string[]): ReturnType<typeof writ> {
  return writ(folderOf({ "policies/agents.yaml": DOCUMENTS }), args);
}

describe("writ agents", () => {
  it("lists who may do what, and who is granted something without being registered", async () => {
    const { code, stdout } = await run("agents", ...FLAGS);
    expect(code).toBe(0);
    expect(stdout.split("\n").map((line) => line.split(/ {2,}/).slice(0, 3))).toEqual(
      expect.arrayContaining([
        ["builder", "delete", "Namespace"],
        ["builder", "create", "Namespace"],
        ["somebody (not registered)", "create", "Namespace"],
      ]),
    );
    expect(stdout).toContain("200 calls per session");
  });

  it("lists the same as JSON", async () => {
    const { code, stdout } = await run("agents", ...FLAGS, "--format", "json");
    expect(code).toBe(0);
    expect(JSON.parse(stdout).agents).toMatchObject([
      {
        agent: "builder",
        ids: ["token:0b5c1d2e3f405162"],
        tools: ["shop"],
        grants: [{ grant: "approved" }, { grant: "clears" }],
      },
      { agent: null, ids: ["somebody"], grants: [{ grant: "approved", approval: "required", hasEnded: false }] },
    ]);
  });
});

describe("writ can", () => {
  it.each([
    [["delete", "Namespace", "shop"], 0, "may do this"],
    [["create", "Namespace", "shop"], 4, "An approval of exactly this by somebody else"],
    [["delete", "Namespace", "production"], 1, "production stays"],
    [["delete", "Database", "shop"], 1, "A grant with `verbs: [delete]` and `kinds: [Database]`"],
    [["rm", "-rf", "/srv/data"], 1, "No grant lets the agent"],
  ])("says of %j that it ends with %i: %s", async (act, expected, said) => {
    const { code, stdout } = await run("can", "builder", ...FLAGS, "--", ...act);
    expect(stdout).toContain(said);
    expect(code).toBe(expected);
  });

  it.each([
    [["delete", "gcloud ai endpoints", "e1"], 0, "may do this"],
    [["gcloud", "ai", "endpoints", "delete", "e1"], 0, "delete gcloud ai endpoints"],
    [["docker", "volume", "rm", "data"], 0, "grant tends-endpoints covers it"],
    [["delete", "gcloud ai models", "m1"], 1, "`types: [gcloud ai models]`"],
    [["gcloud", "ai", "models", "delete", "m1"], 1, "`types: [gcloud ai models]`"],
    [["delete", "gcloud ai", "e1"], 1, "no grant is for this"],
    [["delete", "Endpoints", "e1"], 2, ""],
  ])("asks by the native type of what has no kind: %j ends with %i", async (act, expected, said) => {
    const folder = folderOf({ "policies/agents.yaml": DOCUMENTS + NATIVE });
    const { code, stdout } = await writ(folder, ["can", "builder", ...FLAGS, "--", ...act]);
    expect(stdout).toContain(said);
    expect(code).toBe(expected);
  });

  it("decides nothing without a policy, and says so", async () => {
    const folder = folderOf({ "policies/agents.yaml": NATIVE });
    const { code, stderr } = await writ(folder, ["can", "builder", ...FLAGS, "delete", "Namespace", "shop"]);
    expect([code, stderr]).toEqual([2, expect.stringContaining("without any policy")]);
  });

  it("tells which grants cover it, and what would be needed, as JSON", async () => {
    const { stdout } = await run("can", "builder", ...FLAGS, "--format", "json", "delete", "Namespace", "production");
    expect(JSON.parse(stdout)).toMatchObject({
      agent: "token:0b5c1d2e3f405162",
      effect: "deny",
      acts: [
        {
          verb: "delete",
          grants: [{ grant: "clears", standing: "covers" }],
          against: [{ policy: "no-production/named", outcome: "fail", message: "production stays" }],
        },
      ],
      needed: ["Delete another namespace."],
    });
  });

  it("asks about a chain, whose members need grants as well", async () => {
    const args = [
      "can",
      "builder",
      ...FLAGS,
      "--behalf",
      "person-1",
      "--behalf",
      "between",
      "delete",
      "Namespace",
      "shop",
    ];
    const { code, stdout } = await run(...args);
    expect(code).toBe(1);
    expect(stdout).toContain("No grant lets the agent `between`");
  });

  it("knows nobody who is not registered", async () => {
    const { code, stderr } = await run("can", "bilder", ...FLAGS, "delete", "Namespace", "shop");
    expect(code).toBe(2);
    expect(stderr).toContain("did you mean `builder`?");
  });
});
