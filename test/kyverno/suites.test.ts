import { describe, expect, it } from "vitest";
import { isMet } from "../../src/apps/cli/kyverno-tests/run.ts";
import { COLLECTIONS, hasCollections, runSuites, type Collection } from "./oracles.ts";

const RUN = new Set(["ValidatingPolicy", "NamespacedValidatingPolicy", "MutatingPolicy", "NamespacedMutatingPolicy"]);

/** Rows by policy and resource that differ from what Kyverno says, each with the reason; a gap that closes fails here. */
const GAPS: Readonly<Record<Collection, Readonly<Record<string, string>>>> = {
  "kyverno-policies": {},
  "kyverno-conformance": {},
};

const MET: Readonly<Record<Collection, number>> = { "kyverno-policies": 796, "kyverno-conformance": 34 };

const REFUSED: Readonly<Record<Collection, readonly string[]>> = {
  "kyverno-policies": [],
  "kyverno-conformance": ["foreign-unsupported-kind", "foreign-unsupported-mode"],
};

describe.skipIf(!hasCollections)("the test suites of Kyverno (skipped without the suites of Kyverno)", () => {
  it.each(COLLECTIONS)("of %s give what Kyverno gives, but for the gaps", (collection) => {
    const runs = runSuites(collection, (kinds) => kinds.some((kind) => RUN.has(kind)));
    const rows = runs.flatMap((run) => run.rows).filter(({ actual }) => actual !== "refused");
    const met = rows.filter(isMet);
    const gaps = rows
      .filter((row) => !isMet(row))
      .map((row) => `${row.policy} ${row.kind} ${row.resource} ${row.expected} ${row.actual}`);
    const refused = runs.flatMap(({ diagnostics }) => diagnostics.map(({ code }) => code));
    // oxlint-disable-next-line no-console -- figures to read
    console.info(
      `${collection}: ${met.length} rows as Kyverno, ${gaps.length} gaps, ${refused.length} policies refused`,
    );
    expect(gaps).toEqual(Object.keys(GAPS[collection]));
    expect(met.length).toBe(MET[collection]);
    expect([...new Set(refused)].toSorted()).toEqual(REFUSED[collection]);
  });

  it.each(COLLECTIONS)("of ClusterPolicies in %s are refused by diagnostics that name the type", (collection) => {
    const runs = runSuites(collection, (kinds) => kinds.every((kind) => kind.startsWith("ClusterPolicy")));
    expect(runs.length).toBeGreaterThan(0);
    for (const { rows, diagnostics } of runs) {
      expect(new Set(rows.map(({ actual }) => actual))).toEqual(new Set(["refused"]));
      expect(diagnostics.length).toBeGreaterThan(0);
      expect(diagnostics.every(({ message }) => message.includes("`ClusterPolicy`"))).toBe(true);
    }
  });
});
