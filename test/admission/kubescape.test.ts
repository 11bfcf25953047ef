import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { creationRequest, loadAdmission, ParamObjects, readAdmissionDocuments, reviewRequest } from "#core/admission";
import type { ValueObject } from "#core/language";
import { isObject, parseJson } from "#core/model";

const FOLDER = resolve(
  process.env["WRIT_ORACLES"] ?? resolve(import.meta.dirname, "../../../shared/oracles"),
  "kubescape-cel-vap",
);
const FILE = join(FOLDER, "cases.json");

/** Cases whose verdict differs from what is expected of them, with the reason. Each is run and must still differ. */
const GAPS: Readonly<Record<string, string>> = {};

interface Case {
  readonly id: string;
  readonly name: string;
  readonly policy: string;
  readonly expected: "fail" | "pass" | "warn";
  readonly object: ValueObject;
  readonly binding: unknown;
  readonly params: unknown;
}

function readCases(): readonly Case[] {
  // oxlint-disable-next-line no-unsafe-type-assertion -- the form of the file is that of its README
  return JSON.parse(readFileSync(FILE, "utf8")) as readonly Case[];
}

function verdictOf({ policy, binding, params, object }: Case): string {
  const beside = [binding, params].filter(Boolean).map((one) => JSON.stringify(one));
  const text = [readFileSync(join(FOLDER, policy), "utf8"), ...beside].join("\n---\n");
  const documents = readAdmissionDocuments(policy, text);
  const { policies, diagnostics } = loadAdmission([documents]);
  expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  const surroundings = { namespaces: new Map(), params: new ParamObjects(documents.objects.map(({ value }) => value)) };
  const { verdicts } = reviewRequest(policies, creationRequest(manifest(object)), surroundings);
  const failures = verdicts.filter(({ decision }) => decision.evaluation !== "admit");
  if (failures.some(({ decision }) => decision.evaluation !== "deny")) return JSON.stringify(failures[0]?.decision);
  if (failures.some(({ actions }) => actions.includes("Deny"))) return "fail";
  return failures.length > 0 ? "warn" : "pass";
}

function manifest(object: ValueObject): ValueObject {
  const read = parseJson(JSON.stringify(object));
  return read.kind === "parsed" && isObject(read.value) ? read.value : {};
}

describe.skipIf(!existsSync(FILE))("the policies of Kubescape (skipped without ../shared/oracles)", () => {
  const cases = existsSync(FILE) ? readCases() : [];
  let passed = 0;

  for (const one of cases) {
    it(`${one.id} ${one.name}`, () => {
      const verdict = verdictOf(one);
      if (one.id in GAPS) return expect(verdict).not.toBe(one.expected);
      expect(verdict).toBe(one.expected);
      passed++;
    });
  }

  it("has only gaps that are cases", () => {
    expect(Object.keys(GAPS).filter((id) => !cases.some((one) => one.id === id))).toEqual([]);
  });

  afterAll(() => {
    const gaps = Object.entries(GAPS).map(([id, reason]) => `\n  ${id}: ${reason}`);
    process.stdout.write(`Kubescape: ${passed} of ${cases.length} as expected${gaps.join("")}\n`);
  });
});
