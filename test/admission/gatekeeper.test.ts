import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import {
  creationRequest,
  loadAdmission,
  readAdmissionDocuments,
  reviewConstraints,
  type AdmissionRequest,
} from "#core/admission";
import type { ValueObject } from "#core/language";
import { isObject, memberAt } from "#core/model";

const FOLDER = resolve(
  process.env["WRIT_ORACLES"] ?? resolve(import.meta.dirname, "../../../shared/oracles"),
  "gatekeeper-library",
);
const FILE = join(FOLDER, "INDEX.json");

/** Cases whose verdict differs from what is expected of them, with the reason. Each is run and must still differ. */
const GAPS: Readonly<Record<string, string>> = {};

interface Case {
  readonly suite: string;
  readonly test: string;
  readonly case: string;
  readonly template: string;
  readonly engines: readonly string[];
  readonly constraint: string;
  readonly object: string;
  readonly expected: "violates" | "allowed";
}

function readCases(): readonly Case[] {
  // oxlint-disable-next-line no-unsafe-type-assertion -- the form of the file is that of its README
  return JSON.parse(readFileSync(FILE, "utf8")) as readonly Case[];
}

const textOf = (file: string): string => readFileSync(join(FOLDER, file), "utf8");

function verdictOf({ template, constraint, object }: Case): string {
  const documents = [template, constraint].map((file) => readAdmissionDocuments(file, textOf(file)));
  const { constraints, diagnostics } = loadAdmission(documents);
  expect(diagnostics).toEqual([]);
  const verdicts = reviewConstraints(constraints, requestOf(object), new Map());
  const failures = verdicts.filter(({ decision }) => decision.evaluation !== "admit");
  if (failures.some(({ decision }) => !decision.denies)) return JSON.stringify(failures[0]?.decision);
  return failures.length > 0 ? "violates" : "allowed";
}

/** The request behind a file: a whole one, or the creation of what it holds. */
function requestOf(file: string): AdmissionRequest {
  const [written] = readAdmissionDocuments(file, textOf(file)).objects;
  if (written === undefined) throw new Error(`\`${file}\` holds no object`);
  const review = memberAt(written.value, "request");
  const object = isObject(review) ? memberAt(review, "object") : written.value;
  if (!isObject(object)) throw new Error(`\`${file}\` holds no object to judge`);
  const request = creationRequest(object);
  return isObject(review) ? { ...request, operation: "UPDATE", oldObject: objectOf(review) } : request;
}

function objectOf(review: ValueObject): ValueObject | null {
  const old = memberAt(review, "oldObject");
  return isObject(old) ? old : null;
}

describe.skipIf(!existsSync(FILE))("the library of Gatekeeper (skipped without ../shared/oracles)", () => {
  const cases = existsSync(FILE) ? readCases() : [];
  const native = cases.filter(({ engines }) => engines.includes("K8sNativeValidation"));
  let passed = 0;

  for (const one of native) {
    const id = `${one.suite} ${one.test} ${one.case}`;
    it(id, () => {
      const verdict = verdictOf(one);
      if (id in GAPS) return expect(verdict).not.toBe(one.expected);
      expect(verdict).toBe(one.expected);
      passed++;
    });
  }

  it("has only gaps that are cases", () => {
    const ids = new Set(native.map((one) => `${one.suite} ${one.test} ${one.case}`));
    expect(Object.keys(GAPS).filter((id) => !ids.has(id))).toEqual([]);
  });

  afterAll(() => {
    const gaps = Object.entries(GAPS).map(([id, reason]) => `\n  ${id}: ${reason}`);
    const rego = cases.length - native.length;
    process.stdout.write(
      `Gatekeeper: ${passed} of ${native.length} as expected, ${rego} in Rego alone${gaps.join("")}\n`,
    );
  });
});
