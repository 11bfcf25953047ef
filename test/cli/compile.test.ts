import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { OWN_NETWORK, policy } from "./documents.ts";
import { folderOf, writ } from "./writ.ts";

const COMPILE = ["compile", "policies", "--no-library", "--to", "kubernetes"];

describe.concurrent("writ compile", () => {
  it("writes a file for each guardrail, and the report to stdout", async () => {
    const folder = folderOf({ "policies/own-network.yaml": OWN_NETWORK });
    const { code, stdout, stderr } = await writ(folder, [...COMPILE, "--out", "guardrails"]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toContain("kubernetes: 4 documents, 4 parts of policies covered, 0 gaps");
    expect(readdirSync(join(folder, "guardrails"))).toContain("own-network-pod.yaml");
    expect(readFileSync(join(folder, "guardrails/own-network-pod.yaml"), "utf8")).toContain(
      "!has(object.spec.hostNetwork) || !object.spec.hostNetwork",
    );
  });

  it("writes everything to stdout without a folder, and keeps the report out of it", async () => {
    const folder = folderOf({ "policies/own-network.yaml": OWN_NETWORK });
    const { code, stdout, stderr } = await writ(folder, COMPILE);
    expect(code).toBe(0);
    expect(stdout.match(/^kind: ValidatingAdmissionPolicy$/gm)).toHaveLength(4);
    expect(stdout).not.toContain("covered");
    expect(stderr).toContain("4 parts of policies covered");
  });

  it("tells each gap with its reason, as text and as JSON", async () => {
    const folder = folderOf({ "policies/timely.yaml": policy("timely", "now > timestamp('2030-01-01T00:00:00Z')") });
    const text = await writ(folder, [...COMPILE, "--out", "guardrails"]);
    expect(text.stdout).toContain("Gap: it asks for `now`, which admission does not tell as Writ does");
    expect(text.stdout).toContain("  timely/holds for Workload (v1 Pod)");
    expect(existsSync(join(folder, "guardrails"))).toBe(false);
    const json = await writ(folder, [...COMPILE, "--out", "guardrails", "--format", "json"]);
    expect(JSON.parse(json.stdout)).toMatchObject({ documents: [], covered: [], elsewhere: [] });
  });

  it("writes nothing when a policy has an error", async () => {
    const folder = folderOf({ "policies/wrong.yaml": policy("wrong", "resource.properties.nothing") });
    const { code, stdout, stderr } = await writ(folder, COMPILE);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain("nothing");
  });

  it("writes control policies of AWS Organizations, the report to stdout", async () => {
    const folder = folderOf({});
    const { code, stdout, stderr } = await writ(folder, ["compile", "--to", "aws-scp", "--out", "guardrails"]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/^aws-scp: \d+ documents, \d+ parts of policies covered, \d+ gaps/);
    const files = readdirSync(join(folder, "guardrails"));
    expect(files).toEqual(expect.arrayContaining(["scp-1.json", "rcp-1.json"]));
    for (const file of files) {
      const text = readFileSync(join(folder, "guardrails", file), "utf8");
      expect(JSON.parse(text)).toMatchObject({ Version: "2012-10-17" });
      expect(text.length).toBeLessThanOrEqual(5120);
    }
  });

  it("names the targets that there are", async () => {
    const { code, stderr } = await writ(folderOf({}), ["compile", "--to", "mainframe"]);
    expect(code).toBe(2);
    expect(stderr).toContain("kubernetes");
  });

  it("says with a later version of Kubernetes what an earlier one cannot", async () => {
    const policies = {
      "policies/ordered.yaml": policy(
        "ordered",
        "resource.native.at('data.list', []).transformList(i, x, x).size() < 9",
      ),
    };
    const early = await writ(folderOf(policies), [...COMPILE, "--kubernetes-version", "1.32"]);
    expect(early.stderr).toContain("Gap: Kubernetes 1.32 has no `transformList()`, which came with 1.33");
    const late = await writ(folderOf(policies), [...COMPILE, "--kubernetes-version", "v1.33.4"]);
    expect(late.stdout).toContain(".transformList(i, x, x)");
    const unknown = await writ(folderOf(policies), [...COMPILE, "--kubernetes-version", "1.99"]);
    expect(unknown.code).toBe(2);
    expect(unknown.stderr).toContain("`--kubernetes-version 1.99` is no version that is known here");
  });
});
