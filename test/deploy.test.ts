import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, type TestContext } from "vitest";
import { parseAllDocuments } from "yaml";
import { deployFiles } from "../scripts/deploy/files.ts";
import { packageVersion } from "../src/apps/cli/package-root.ts";
import { ROOT, writ } from "./cli/writ.ts";

const CHART = "deploy/helm/writ";
/** For a Helm that was built without knowing one. */
const VERSION = ["--kube-version", "1.34.0"];
const FILES = deployFiles();
/** Everything passes; what is warned of is that images are not named by a digest, which only whoever built one knows. */
const COMPLIANT = /\d{3} passed, 0 failed, \d warned, 0 unknown, 0 errors/;

/** Everything that Helm says; skips the test where there is none. */
function helm({ skip }: TestContext, ...args: readonly string[]): string {
  const { error, stdout, stderr } = spawnSync("helm", args, { cwd: ROOT, encoding: "utf8" });
  if (error !== undefined) skip("helm is not installed");
  return stdout + stderr;
}

/** Objects by what they are called, without who manages them. */
function objectsIn(text: string): ReadonlyMap<string, unknown> {
  const objects = parseAllDocuments(text).flatMap((document) => document.toJS() ?? []);
  return new Map(objects.map((one) => [`${one.kind} ${one.metadata.name}`, withoutManager(one)]));
}

function withoutManager(object: object): unknown {
  return JSON.parse(JSON.stringify(object).replaceAll(/"(?:Helm|writ-install)"/g, '"…"'));
}

describe("what lies in deploy/", () => {
  it.each(Object.entries(FILES))("has %s as the code writes it; `npm run deploy` does", (path, text) => {
    expect(readFileSync(join(ROOT, path), "utf8")).toBe(text);
  });

  it("complies with the shipped library, as the Dockerfile does", async () => {
    const { code, stdout } = await writ(ROOT, ["check", "deploy/kubernetes", "Dockerfile"]);
    expect(stdout).toMatch(COMPLIANT);
    expect(code).toBe(0);
  });

  it("is of this version", () => {
    const chart = readFileSync(join(ROOT, CHART, "Chart.yaml"), "utf8");
    expect(chart).toContain(`\nappVersion: ${packageVersion()}\n`);
  });
});

describe("the chart for Helm", () => {
  it("has nothing that Helm objects to", (context) => {
    expect(helm(context, "lint", "--strict", CHART)).toContain("0 chart(s) failed");
  });

  it("renders the same objects that `writ install kubernetes` prints", (context) => {
    const rendered = helm(context, "template", "writ", CHART, ...VERSION);
    expect(objectsIn(rendered)).toEqual(objectsIn(FILES["deploy/kubernetes/writ.yaml"] ?? ""));
  });

  it("renders what complies, with everything that can be set", async (context) => {
    const values = [
      `image.digest=sha256:${"0".repeat(64)}`,
      "replicas=3",
      "settingsSecret=writ-settings",
      "policies=rules",
      "namespace.name=guard",
      "caBundle=pem",
    ];
    const stdin = helm(context, "template", "writ", CHART, ...VERSION, ...values.flatMap((value) => ["--set", value]));
    const { code, stdout } = await writ(ROOT, ["check", "-"], { stdin });
    expect(stdout).toMatch(/\d{3} passed, 0 failed, 0 warned, 0 unknown, 0 errors/);
    expect(code).toBe(0);
  });

  it("refuses replicas without a database", (context) => {
    expect(helm(context, "template", "writ", CHART, ...VERSION, "--set", "replicas=2")).toContain(
      "replicas need a database",
    );
  });
});
