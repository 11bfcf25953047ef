import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { loadBundle } from "#core/bundle";
import { REPORTERS } from "#adapters/reporters";
import { shippedKindFiles } from "./shipped-kinds.ts";

const ROOT = join(import.meta.dirname, "..");
const README = readFileSync(join(ROOT, "README.md"), "utf8");

it("README.md shows a policy that loads without a diagnostic", () => {
  const policy = /```yaml\n([\s\S]*?)```/.exec(README)?.[1] ?? "";
  const kinds = shippedKindFiles().map((file) => ({ file, text: readFileSync(file, "utf8") }));
  const { bundle, diagnostics } = loadBundle([...kinds, { file: "README.md", text: policy }]);
  expect(diagnostics).toEqual([]);
  expect(bundle?.policies).toHaveLength(1);
});

it("README.md names every report format", () => {
  for (const format of Object.keys(REPORTERS)) expect(README).toContain(`\`${format}\``);
});

it("README.md links to files that are there", () => {
  const targets = [...README.matchAll(/\]\((?!https?:)([^)]+)\)/g)].map((match) => match[1] ?? "");
  expect(targets.length).toBeGreaterThan(5);
  for (const target of targets) expect(() => readFileSync(join(ROOT, target)), target).not.toThrow(/ENOENT/);
});
