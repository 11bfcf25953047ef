import { existsSync, readFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { recordOf, textOf, textsOf } from "./fields.ts";

/** What a check of another project says of one resource of a fixture, or of a fixture as a whole. */
export interface Label {
  readonly check: string;
  /** The address of the resource; `*` and the name of the fixture where the label is one of the fixture as a whole. */
  readonly at: string;
  /** `pass`, `fail`, or how many resources pass and fail. */
  readonly expected: string;
  readonly fixture: Fixture;
}

/** Where the resources of a label are. */
export interface Fixture {
  readonly format: "terraform" | "kubernetes";
  /** A file or folder; null where the configuration is `text`. */
  readonly path: string | null;
  readonly text: string;
  /** A plan of the folder, where there is one. */
  readonly plan: string | null;
}

/** Every label that can be read, and the checks whose entries hold none. */
export interface Labels {
  readonly labels: readonly Label[];
  readonly unreadable: readonly string[];
}

const ROOT = join(
  process.env["WRIT_ORACLES"] ?? resolve(import.meta.dirname, "../../../shared/oracles"),
  "checkov-fixtures",
);
const INDEX = join(ROOT, "INDEX.json");
const SETS = ["A_examples", "B_inline", "C_graph", "D_kubernetes"];

/** Whether the labels are on this machine; where they are looked for otherwise. */
export const LABELS_PRESENT: boolean = existsSync(INDEX);
export const LABELS_INDEX: string = INDEX;

/** Reads the labels of all checks. An entry that names neither resources nor counts, or no fixture that is there, is unreadable. */
export function readLabels(): Labels {
  const index = recordOf(INDEX, JSON.parse(readFileSync(INDEX, "utf8")));
  const labels: Label[] = [];
  const unreadable: string[] = [];
  for (const set of SETS) {
    for (const value of Array.isArray(index[set]) ? index[set] : []) {
      const entry = recordOf(set, value);
      const check = typeof entry["check_id"] === "string" ? entry["check_id"] : null;
      const own = check === null ? [] : labelsOf(set, check, entry);
      labels.push(...own);
      if (own.length === 0) unreadable.push(check ?? "an entry without a check");
    }
  }
  return { labels, unreadable };
}

function labelsOf(set: string, check: string, entry: Readonly<Record<string, unknown>>): readonly Label[] {
  const fixture = fixtureOf(set, entry);
  if (fixture === null) return [];
  if (fixture.path === null) {
    const expected = entry["expected"] === "PASSED" ? "pass" : "fail";
    return [{ check, at: `* ${textOf(check, "func", entry["func"])}`, expected, fixture }];
  }
  const named = (["pass", "fail"] as const).flatMap((expected) =>
    textsOf(entry[expected]).map((at) => ({ check, at, expected, fixture })),
  );
  return named.length > 0 ? named : countOf(check, fixture, entry["summary"]);
}

/** Terraform entries with bare counts tell nothing of which resource is meant; manifests hold little else than the resources in question. */
function countOf(check: string, fixture: Fixture, summary: unknown): readonly Label[] {
  if (fixture.format === "terraform" || typeof summary !== "object" || summary === null) return [];
  const { passed, failed, skipped } = recordOf(check, summary);
  if (skipped !== undefined && skipped !== 0) return [];
  return [
    {
      check,
      at: `* ${basename(fixture.path ?? "")}`,
      expected: `${String(passed)} pass, ${String(failed)} fail`,
      fixture,
    },
  ];
}

function fixtureOf(set: string, entry: Readonly<Record<string, unknown>>): Fixture | null {
  if (typeof entry["hcl"] === "string") return { format: "terraform", path: null, text: entry["hcl"], plan: null };
  if (typeof entry["fixture"] !== "string") return null;
  const path = join(ROOT, entry["fixture"]);
  if (!existsSync(path)) return null;
  const plan = join(ROOT, "plans", `${set.slice(0, 1)}_${basename(path).replace(/^example_/, "")}.plan.json`);
  return {
    format: set === "D_kubernetes" ? "kubernetes" : "terraform",
    path,
    text: "",
    plan: existsSync(plan) ? plan : null,
  };
}
