import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { textAt } from "#core/admission";
import { Timestamp, type Value, type ValueObject } from "#core/language";
import { isObject, parseJson, memberAt } from "#core/model";
import { mapsAt } from "../../src/apps/cli/kyverno-tests/read.ts";
import { runSuite, type KyvernoRun } from "../../src/apps/cli/kyverno-tests/run.ts";
import { readSuites, type KyvernoSuite } from "../../src/apps/cli/kyverno-tests/suite.ts";

const ORACLES = process.env["WRIT_ORACLES"] ?? resolve(import.meta.dirname, "../../../shared/oracles");

/** Policies of Kyverno with tests that others wrote; a clone lacks them. */
export const COLLECTIONS = ["kyverno-policies", "kyverno-conformance"] as const;
export type Collection = (typeof COLLECTIONS)[number];

export const hasCollections: boolean = COLLECTIONS.every((name) => existsSync(join(ORACLES, name)));

/** A file of a collection. */
export function fileOf(collection: Collection, file: string): string {
  return join(ORACLES, collection, file);
}

/** The entries of the index of a collection under a key. */
export function indexOf(collection: Collection, key: string): readonly ValueObject[] {
  const result = parseJson(readFileSync(fileOf(collection, "INDEX.json"), "utf8"));
  return result.kind === "parsed" ? mapsAt(result.value, key) : [];
}

/** Later than anything that the suites were written for. */
const NOW = new Timestamp(1_798_761_600, 0);

/** The kinds of the policies of a suite. */
function kindsOf(suite: Value): readonly string[] {
  const policies = memberAt(suite, "policies");
  return isObject(policies)
    ? Object.keys(policies).flatMap((name) => mapsAt(policies, name).map((one) => textAt(one, "kind") ?? ""))
    : [];
}

/** The suites of a collection whose policies are of such kinds, each once. */
export function suitesOf(
  collection: Collection,
  isWanted: (kinds: readonly string[]) => boolean,
): readonly KyvernoSuite[] {
  const wanted = indexOf(collection, "cli_suites").filter((suite) => isWanted(kindsOf(suite)));
  const files = new Set(wanted.map((suite) => textAt(suite, "test") ?? ""));
  return [...files].flatMap((file) => readSuites(fileOf(collection, file)));
}

/** Runs the suites of a collection whose policies are of such kinds. */
export function runSuites(
  collection: Collection,
  isWanted: (kinds: readonly string[]) => boolean,
): readonly KyvernoRun[] {
  return suitesOf(collection, isWanted).map((suite) => runSuite(suite, NOW));
}
