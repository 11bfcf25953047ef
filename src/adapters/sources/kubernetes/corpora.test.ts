import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { readSource } from "../detect.ts";

const ORACLES = process.env["WRIT_ORACLES"] ?? path.resolve("../shared/oracles");
const CORPORA = ["kyverno-policies", "kyverno-conformance", "gatekeeper-library", "kubescape-cel-vap"];
const present = existsSync(ORACLES);

describe("readSource() on manifests that others wrote (skipped without the folder oracles)", () => {
  test.skipIf(!present).each(CORPORA)("readSource() reads %s without throwing, and places what it read", (corpus) => {
    const counts = { files: 0, resources: 0 };
    const codes = new Map<string, number>();
    for (const file of yamlFiles(path.join(ORACLES, corpus))) {
      const { changes, diagnostics, locate } = readSource({ file, bytes: readFileSync(file) });
      counts.files++;
      counts.resources += changes.length;
      for (const { code } of diagnostics) codes.set(code, (codes.get(code) ?? 0) + 1);
      for (const { after } of changes) {
        expect(after && locate({ ...after.source, path: ["metadata", "name"] }).start?.line).toBeGreaterThan(0);
      }
    }
    process.stdout.write(`${corpus}: ${JSON.stringify({ ...counts, ...Object.fromEntries(codes) })}\n`);
    expect(counts.resources).toBeGreaterThan(0);
  });
});

function yamlFiles(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.ya?ml$/.test(name))
    .map((name) => path.join(folder, name))
    .filter((file) => statSync(file).isFile());
}
