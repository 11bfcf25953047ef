import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { kindDocuments, kindSources, loadedDocuments } from "../../src/apps/cli/scaffold/kinds.ts";
import { findStarter } from "../../src/apps/cli/scaffold/starter.ts";
import { folderOf, writ } from "./writ.ts";

/** Of those that are tried, the kinds of which no resource can be made up from one mapping alone. */
const WITHOUT_STARTER = ["Alert"];

describe.concurrent("writ new policy", () => {
  it.each(["ObjectStore", "Workload", "PipelineStep"])(
    "begins a policy about %s that lint, test and fmt accept",
    async (kind) => {
      const folder = folderOf({});
      const title = 'Said: "so" # and so';
      const begun = await writ(folder, ["new", "policy", "my-rule", "--kind", kind, "--title", title, "--to", "rules"]);
      expect(begun).toMatchObject({ code: 0, stderr: "" });
      expect(begun.stdout.split("\n")).toEqual([
        "rules/my-rule/policy.yaml",
        "rules/my-rule/cases/pass/input.json",
        "rules/my-rule/cases/pass/expected.json",
        "rules/my-rule/cases/fail/input.json",
        "rules/my-rule/cases/fail/expected.json",
        "",
      ]);
      expect(await writ(folder, ["lint", "rules", "--no-library"])).toMatchObject({
        code: 0,
        stdout: "1 policy, no problem\n",
      });
      expect(await writ(folder, ["test", "rules"])).toMatchObject({ code: 0, stdout: "2 passed, 0 failed\n" });
      expect(await writ(folder, ["fmt", "rules", "--check"])).toEqual({ code: 0, stdout: "", stderr: "" });
    },
  );

  it("overwrites nothing", async () => {
    const folder = folderOf({ "policies/mine/policy.yaml": "kept" });
    const { code, stderr } = await writ(folder, ["new", "policy", "mine", "--kind", "Queue"]);
    expect(code).toBe(2);
    expect(stderr).toContain("`policies/mine` exists already");
    expect(readFileSync(join(folder, "policies/mine/policy.yaml"), "utf8")).toBe("kept");
  });

  it.each([
    ["a misspelled kind", ["mine", "--kind", "ObjectStor"], "did you mean `ObjectStore`?"],
    ["a kind that is nothing like any", ["mine", "--kind", "constructor"], "kinds: AccessGrant"],
    ["a name that cannot be", ["../mine", "--kind", "Queue"], "lower-case letters"],
    ["the name of a shipped policy", ["iam-10-root-without-keys", "--kind", "Account"], "already"],
    ["no kind", ["mine"], "--kind"],
  ])("refuses %s", async (_, args, said) => {
    const { code, stdout, stderr } = await writ(folderOf({}), ["new", "policy", ...args]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(said);
  });

  it("knows the kinds of the user", async () => {
    const kind = `apiVersion: writ/v1
kind: ResourceKind
metadata: { name: Lamp }
spec:
  properties: { lit: bool }
  mappings:
    - { types: [acme_lamp], provider: acme, properties: { lit: "native.at('on', false)" } }
`;
    const folder = folderOf({ "kinds/lamp.yaml": kind, "writ.yaml": "policies: [kinds]\n" });
    expect(await writ(folder, ["new", "policy", "lamps-lit", "--kind", "Lamp"])).toMatchObject({ code: 0, stderr: "" });
    expect(readFileSync(join(folder, "policies/lamps-lit/policy.yaml"), "utf8")).toContain("?lit.orValue(false)");
  });
});

describe("findStarter()", () => {
  it("finds a rule, a resource that keeps it and one that breaks it for kinds of the library", () => {
    const documents = kindDocuments(loadedDocuments([]));
    const mapped = [...kindSources(documents).values()].filter(({ mappings }) => mappings.length > 0);
    const kinds = mapped.filter(({ name }, at) => at % 4 === 0 || WITHOUT_STARTER.includes(name));
    const without = kinds.filter((kind) => findStarter(kind, documents) === null).map(({ name }) => name);
    expect(without).toEqual(WITHOUT_STARTER);
  });
});
