import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parseAllDocuments } from "yaml";
import { REPORTERS } from "#adapters/reporters";
import { textAt } from "#core/admission";
import type { ValueObject } from "#core/language";
import { runCheck } from "#points/check";
import { mapsAt, readText, readValues } from "../../src/apps/cli/kyverno-tests/read.ts";
import { requestOf } from "../../src/points/check/testing/foreign.ts";
import { fileOf, hasCollections } from "./oracles.ts";

const FOLDER = "test/conformance/chainsaw/validating-policies/report";
const CASES = ["message-exp", "with-exception", "with-exception-pass-result", "with-exception-skip-result"];
const REPORT = /report/;
const OBJECT = /deployment/;

interface Files {
  readonly policies: string;
  readonly manifest: string;
  readonly reports: readonly ValueObject[];
}

function filesOf(name: string): Files {
  const folder = fileOf("kyverno-conformance", `${FOLDER}/${name}`);
  const files = readdirSync(folder).map((file) => `${folder}/${file}`);
  const named = (word: RegExp): readonly string[] => files.filter((file) => word.test(file.slice(folder.length)));
  return {
    policies: joined(files.filter((file) => /\/(?:policy|exception)\.yaml$/.test(file))),
    manifest: joined(named(OBJECT)),
    reports: named(REPORT).flatMap(readValues).flatMap(itemsOf),
  };
}

function joined(files: readonly string[]): string {
  return files.map(readText).join("\n---\n");
}

function itemsOf(value: ValueObject): readonly ValueObject[] {
  const items = mapsAt(value, "items");
  return items.length === 0 ? [value] : items;
}

/** The entries of the report of a run, by the name of the object. */
function entriesOf({ policies, manifest }: Files): ReadonlyMap<string, readonly unknown[]> {
  const text = REPORTERS.policyreport.render(runCheck(requestOf(policies, "", manifest)), {
    colour: false,
    width: null,
    verbose: false,
    quiet: false,
  });
  const results = parseAllDocuments(text).flatMap((one) => one.toJS().results);
  return Map.groupBy(results, ({ resources }) => resources[0].name);
}

describe.skipIf(!hasCollections)("the entries of a PolicyReport (skipped without the suites of Kyverno)", () => {
  it.each(CASES)("are those that a cluster with Kyverno has in %s", (name) => {
    const files = filesOf(name);
    const entries = entriesOf(files);
    expect(files.reports.length).toBeGreaterThan(1);
    for (const report of files.reports) {
      const object = textAt(report, "scope", "name") ?? "";
      expect(entries.get(object)).toMatchObject(mapsAt(report, "results"));
    }
  });
});
