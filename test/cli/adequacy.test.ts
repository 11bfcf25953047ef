import { describe, expect, it } from "vitest";
import { OWN_NETWORK, pod } from "./documents.ts";
import { folderOf, writ } from "./writ.ts";

/** A policy with the cases that are named: each a pod in the host's network, out of it, or saying nothing of it. */
function policyWith(cases: Readonly<Record<string, "in" | "out" | "silent">>): string {
  const files = Object.entries(cases).flatMap(([name, network]) => [
    [`cases/${name}/input.yaml`, network === "silent" ? silentPod(name) : pod(name, network === "in")],
    [`cases/${name}/expected.json`, expectationOf(name, network === "in" ? "fail" : "pass")],
  ]);
  return folderOf({ "policy.yaml": OWN_NETWORK, ...Object.fromEntries(files) });
}

function silentPod(name: string): string {
  return pod(name, false).replace(/ *hostNetwork: false\n/, "");
}

function expectationOf(name: string, holds: "pass" | "fail"): string {
  return JSON.stringify({ verdicts: { [`Pod/${name}`]: { holds } } });
}

describe.concurrent("writ test --mutate", () => {
  it("names each change that no case notices, with its place, and the score", async () => {
    const { code, stdout } = await writ(policyWith({ open: "in" }), ["test", "--mutate", "."]);
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /survived {2}policy\.yaml:\d+:\d+ {2}own-network, validation holds, [a-z-]+: `.*` became `.*`/,
    );
    expect(stdout).toMatch(/mutation score \d+\.\d %: cases notice \d+ of \d+ changes of 1 policies/);
  });

  it("ends with 1 below the score that was asked for, and finds nothing when the cases pin all", async () => {
    const poor = await writ(policyWith({ open: "in" }), ["test", "--mutate", "--min-score", "100", "."]);
    expect(poor.code).toBe(1);
    const good = await writ(policyWith({ open: "in", closed: "out", silent: "silent" }), [
      "test",
      "--mutate",
      "--min-score",
      "100",
      ".",
    ]);
    expect(good, good.stdout).toMatchObject({ code: 0, stdout: expect.stringContaining("mutation score 100.0 %") });
  });

  it("counts a policy once, whatever settings lie beside its cases", async () => {
    const settings = "apiVersion: writ/v1\nkind: Settings\nmetadata: { name: settings }\nspec: { environments: [] }\n";
    const files = {
      "policy.yaml": OWN_NETWORK,
      "cases/open/input.yaml": pod("open", true),
      "cases/open/expected.json": expectationOf("open", "fail"),
      "cases/closed/input.yaml": pod("closed", false),
      "cases/closed/expected.json": expectationOf("closed", "pass"),
      "cases/closed/settings.yaml": settings,
      "cases/silent/input.yaml": silentPod("silent"),
      "cases/silent/expected.json": expectationOf("silent", "pass"),
    };
    const { stdout } = await writ(folderOf(files), ["test", "--mutate", "."]);
    expect(stdout).toMatch(/mutation score 100\.0 %: cases notice \d+ of \d+ changes of 1 policies/);
  });

  it("answers JSON with every survivor", async () => {
    const { stdout } = await writ(policyWith({ open: "in" }), ["test", "--mutate", "--format", "json", "."]);
    const { mutation } = JSON.parse(stdout);
    expect(mutation.policies).toMatchObject([{ policy: "own-network", survivors: expect.any(Array) }]);
    expect(mutation.policies[0].survivors[0]).toMatchObject({
      operator: expect.any(String),
      span: { file: "policy.yaml" },
    });
  });

  it.each(["-1", "101", "much", ""])("refuses %j as a score", async (score) => {
    const { code, stderr } = await writ(policyWith({ open: "in" }), ["test", "--mutate", "--min-score", score, "."]);
    expect(code).toBe(2);
    expect(stderr).toContain("It must be a number from 0 to 100.");
  });
});

describe.concurrent("writ test --coverage", () => {
  it("tells what never passes or fails, and what covers everything", async () => {
    const poor = await writ(policyWith({ open: "in" }), ["test", "--coverage", "."]);
    expect(poor.stdout).toContain("open  own-network/holds: no case makes it pass");
    expect(poor.stdout).toContain("0 of 1 validations are covered");
    const good = await writ(policyWith({ open: "in", closed: "out" }), ["test", "--coverage", "-v", "."]);
    expect(good.stdout).toContain("own-network/holds: ");
    expect(good.stdout).toContain("1 of 1 validations are covered");
  });

  it("tells a validation that passes on nothing only, and a case that met nothing", async () => {
    const folder = folderOf({
      "policy.yaml": OWN_NETWORK,
      "cases/absent/input.yaml": silentPod("absent"),
      "cases/absent/expected.json": expectationOf("absent", "pass"),
      "cases/other/input.yaml": "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: c }\n",
      "cases/other/expected.json": JSON.stringify({ verdicts: {} }),
    });
    const { stdout } = await writ(folder, ["test", "--coverage", "."]);
    expect(stdout).toContain("own-network/holds: it passes only where what it asks about is absent");
    expect(stdout).toMatch(/matched nothing {2}\S*cases\/other/);
  });
});
