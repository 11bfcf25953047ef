import { describe, expect, it } from "vitest";
import { textAt } from "#core/admission";
import type { ValueObject } from "#core/language";
import { runCheck } from "#points/check";
import { readText } from "../../src/apps/cli/kyverno-tests/read.ts";
import { isMet } from "../../src/apps/cli/kyverno-tests/run.ts";
import type { Expected, KyvernoSuite } from "../../src/apps/cli/kyverno-tests/suite.ts";
import { requestOf } from "../../src/points/check/testing/foreign.ts";
import { COLLECTIONS, hasCollections, suitesOf, type Collection } from "./oracles.ts";

const RUN = new Set(["ValidatingPolicy", "NamespacedValidatingPolicy"]);

/** What a check said of one object by one policy. */
interface Said {
  readonly policy: string;
  readonly kind: string;
  readonly name: string;
  readonly scope: string;
  readonly result: string;
}

/** Asks about the creation of the objects of a suite, told of the cluster what its contexts and objects tell. */
function check(suite: KyvernoSuite): readonly Said[] {
  const told = suite.mocks.filter(tellsOfCluster);
  const documents = [...suite.policyFiles, ...suite.exceptionFiles].map(readText);
  const policies = [...documents, ...told.map((one) => JSON.stringify(one))].join("\n---\n");
  const manifest = suite.resources.map((one) => JSON.stringify(one)).join("\n---\n");
  const { findings, quiet } = runCheck(requestOf(policies, "", manifest));
  return [
    ...findings.map(({ foreign, outcome, resource: { kind, name, scope } }) => ({
      policy: foreign?.policy ?? "",
      result: outcome === "unknown" ? "unknown" : (foreign?.result ?? ""),
      kind,
      name,
      scope,
    })),
    ...quiet.map(({ foreign, subject: { type, name, scope } }) => ({
      policy: foreign?.policy ?? "",
      result: foreign?.result ?? "",
      kind: type.slice(type.lastIndexOf(" ") + 1),
      name,
      scope,
    })),
  ];
}

const TELLING = new Set(["Context", "ClusterResource"]);

function tellsOfCluster(mock: ValueObject): boolean {
  const apiVersion = textAt(mock, "apiVersion") ?? "";
  return TELLING.has(textAt(mock, "kind") ?? "") || (apiVersion !== "" && !apiVersion.startsWith("cli.kyverno.io/"));
}

interface Row {
  readonly expected: string;
  readonly actual: string;
}

function rowsOf(suite: KyvernoSuite): readonly (Row & { readonly name: string })[] {
  const said = check(suite);
  const asked = suite.expected.filter(({ operation }) => operation === null || operation === "CREATE");
  return asked.flatMap((row) =>
    row.resources.map((resource) => {
      const results = said.filter((one) => isMeant(one, row, resource)).map(({ result }) => result);
      const actual = results.find((result) => result !== row.result) ?? results[0] ?? "excluded";
      return { name: `${row.policy} ${row.kind} ${resource}`, expected: row.result, actual };
    }),
  );
}

function isMeant({ policy, kind, name, scope }: Said, row: Expected, resource: string): boolean {
  const place = scope === "" ? "default" : scope;
  return (
    (row.policy === policy || row.policy === `default/${policy}`) &&
    (row.kind === "" || row.kind === kind) &&
    (resource === name || resource === `${place}/${name}`)
  );
}

/** Rows that are as Kyverno has them, and rows of which only a cluster can tell. */
const FIGURES: Readonly<Record<Collection, readonly [number, number]>> = {
  "kyverno-policies": [749, 11],
  "kyverno-conformance": [24, 1],
};

describe.skipIf(!hasCollections)(
  "writ check with the policies and objects of the test suites of Kyverno (skipped without the suites of Kyverno)",
  () => {
    it.each(COLLECTIONS)("of %s says what Kyverno says, or that it is not known", (collection) => {
      const suites = suitesOf(collection, (kinds) => kinds.length > 0 && kinds.every((kind) => RUN.has(kind)));
      const rows = suites.filter(({ resources }) => resources.length > 0).flatMap(rowsOf);
      const met = rows.filter(
        (row) => row.actual !== "unknown" && isMet({ ...row, policy: "", kind: "", resource: "", message: "" }),
      );
      const open = rows.filter(({ actual }) => actual === "unknown");
      expect(rows.filter((row) => !met.includes(row) && !open.includes(row))).toEqual([]);
      expect([met.length, open.length]).toEqual(FIGURES[collection]);
    });
  },
);
