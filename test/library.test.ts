import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readExpectation } from "../src/apps/cli/cases/expectation.ts";
import { findCases } from "../src/apps/cli/cases/find.ts";
import { createCaseRunner } from "../src/apps/cli/cases/run.ts";
import { loadPolicies } from "../src/apps/cli/policies/load.ts";

const LIBRARY = join(import.meta.dirname, "../library");
const POLICIES = join(LIBRARY, "policies");

describe("the shipped library", () => {
  const folders = readdirSync(POLICIES).toSorted();
  const runner = createCaseRunner();

  it("loads without a single diagnostic", () => {
    const { bundle, diagnostics } = loadPolicies({ paths: [LIBRARY], library: false });
    expect(diagnostics).toEqual([]);
    expect(bundle?.policies.map((policy) => policy.document.metadata.name).toSorted()).toEqual(folders);
  });

  for (const folder of folders) {
    const cases = findCases(join(POLICIES, folder));

    it(`has cases of ${folder} that pass and that fail`, () => {
      const outcomes = cases.map((one) =>
        Object.values(readExpectation(one.expected).verdicts).flatMap((all) => Object.values(all)),
      );
      expect(outcomes.some((all) => all.includes("fail"))).toBe(true);
      expect(outcomes.some((all) => all.includes("pass") && !all.includes("fail"))).toBe(true);
    });

    for (const one of cases) {
      it(`passes ${folder}/${one.folder.slice(one.folder.lastIndexOf("/") + 1)}`, () => {
        const { differences, diagnostics } = runner.run(one);
        expect({ differences, diagnostics: diagnostics.map(({ message }) => message) }).toEqual({
          differences: [],
          diagnostics: [],
        });
      });
    }
  }
});
