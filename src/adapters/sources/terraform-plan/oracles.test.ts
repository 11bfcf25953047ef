import { existsSync, globSync, readFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { isObject, parseJson } from "#core/model";
import { Unknown, type Value } from "#core/language";
import { listOf, member, memberAt, textOf } from "../json/index.ts";
import { readTerraformPlan } from "./read.ts";

const ORACLES = resolve(process.env["WRIT_ORACLES"] ?? "../shared/oracles");
const SETS = [
  "terraform-plans/*/plan*.json",
  "terraform-compliance-plans/*/plan.out.json",
  "checkov-fixtures/plans/*.json",
];

/** What is expected beside a clean reading, by folder of the plan. */
const EXPECTED: Readonly<Record<string, readonly string[]>> = {
  errored: [
    "terraform-plan-errored",
    "terraform-plan-incomplete",
    "terraform-plan-not-applyable",
    "terraform-check-failed",
  ],
  test_child_modules: ["terraform-state-given"],
  "test_issue-132": ["terraform-plan-without-changes"],
};

describe.skipIf(!existsSync(ORACLES))(
  `readTerraformPlan() on real plans (skipped without the folder ${basename(ORACLES)})`,
  () => {
    test.each(SETS)("reads %s without surprises", (pattern) => {
      const files = globSync(join(ORACLES, pattern));
      expect(files.length).toBeGreaterThan(10);
      for (const file of files) {
        const bytes = readFileSync(file);
        const reading = readTerraformPlan({ file, bytes });
        const codes = [...reading.unresolved, ...reading.diagnostics].map(({ code }) => code);
        expect({ file, codes }).toEqual({ file, codes: EXPECTED[basename(dirname(file))] ?? [] });
        expect({ file, verbs: verbsOf(reading.changes) }).toEqual({ file, verbs: verbsOf(expectedVerbs(bytes)) });
        expect({ file, astray: astray(reading) }).toEqual({ file, astray: [] });
      }
    });

    test("finds the lines of every resource in the configuration that lies beside the plan", () => {
      const directory = join(ORACLES, "terraform-plans/modules-foreach");
      const hcl = globSync(join(directory, "**/*.tf")).map((file) => ({ file, text: readFileSync(file, "utf8") }));
      const file = join(directory, "plan.json");
      const reading = readTerraformPlan({ file, bytes: readFileSync(file) }, { hcl });
      const places = reading.changes.map(({ after }) => after && reading.locate(after.source));
      expect(places.filter((place) => !place?.file.endsWith(".tf") || !place.start)).toEqual([]);
    });

    test("joins every companion of a bucket by a proven reference, although its bucket is unknown", () => {
      const file = join(ORACLES, "terraform-plans/s3-secure/plan.json");
      const reading = readTerraformPlan({ file, bytes: readFileSync(file) });
      const companions = reading.changes.flatMap(({ after }) =>
        after?.type.startsWith("aws_s3_bucket_") ? [after] : [],
      );
      const open = companions.filter(({ native }) => native["bucket"] instanceof Unknown);
      expect(open.length).toBeGreaterThan(3);
      const proven = open.filter(({ references }) => {
        return references.some(
          ({ path, target, certainty }) =>
            path[0] === "bucket" && target?.startsWith("aws_s3_bucket.") && certainty === "proven",
        );
      });
      expect(proven).toHaveLength(open.length);
    });
  },
);

type Verbs = readonly { readonly verb: string }[];

function verbsOf(changes: Verbs): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { verb } of changes) counts[verb] = (counts[verb] ?? 0) + 1;
  return counts;
}

/** The verbs that the entries of a plan stand for, told from their actions alone. */
function expectedVerbs(bytes: Uint8Array): Verbs {
  const parsed = parseJson(new TextDecoder().decode(bytes));
  const plan = parsed.kind === "parsed" ? parsed.value : null;
  return [...listOf(plan, "resource_changes"), ...listOf(plan, "resource_drift")].flatMap(verbsOfEntry);
}

function verbsOfEntry(entry: Value): Verbs {
  const actions = listOf(member(entry, "change"), "actions").map((action) => JSON.stringify(action).slice(1, -1));
  const states = [memberAt(entry, "change", "before"), memberAt(entry, "change", "after")];
  if (actions.includes("no-op") && states.every((state) => state === null)) return [];
  if (textOf(entry, "mode") === "data") return [{ verb: "read" }];
  const names: Readonly<Record<string, string>> = { "no-op": "update", forget: "release" };
  const adopts = isObject(memberAt(entry, "change", "importing"));
  const verbs = adopts ? ["adopt", ...actions.filter((action) => action !== "no-op")] : actions;
  return verbs.map((verb) => ({ verb: names[verb] ?? verb }));
}

/** References that end in nothing that the reading has. */
function astray({ changes, surroundings }: ReturnType<typeof readTerraformPlan>): readonly string[] {
  const resources = [...changes.flatMap(({ after }) => after ?? []), ...surroundings];
  const ids = new Set(resources.map(({ id }) => id));
  return resources.flatMap(({ references }) =>
    references.flatMap(({ target }) => (target === null || ids.has(target) ? [] : [target])),
  );
}
