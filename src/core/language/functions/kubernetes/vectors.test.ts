import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { CelError, doubleOf, Optional, type Value } from "../../values/index.ts";
import { evaluate, valueOf } from "../testing/evaluate.ts";
import { Authorizer } from "./authorizer/check.ts";

interface Vector {
  readonly lib: string;
  readonly expr: string;
  readonly expect?: { readonly type: string; readonly value: boolean | number | string | null };
  readonly expect_go?: string;
  readonly runtime_error?: string;
  readonly runtime_cost?: string | number;
}

const file = resolve(
  process.env["WRIT_ORACLES"] ?? resolve(import.meta.dirname, "../../../../../../shared/oracles"),
  "k8s-cel-library/cases.json",
);
const isPresent = existsSync(file);
if (!isPresent) console.log(`skipped: the vectors of Kubernetes are not at ${file}`); // oxlint-disable-line no-console -- a skip says why

/** Allows everything, as the one by which Kubernetes tests its costs. */
const ALLOWS = new Authorizer(() => ({ allowed: true, reason: "", error: "" }));

function load(): readonly Vector[] {
  return isPresent ? JSON.parse(readFileSync(file, "utf8")) : [];
}

function meets(vector: Vector): boolean {
  const outcome = evaluate(vector.expr, null, { authorizer: ALLOWS });
  if (outcome.kind === "rejected") return false;
  if (vector.runtime_error !== undefined) return outcome.value instanceof CelError;
  if (vector.runtime_cost !== undefined) return outcome.cost === Number(vector.runtime_cost);
  if (vector.expect !== undefined) return isExpected(outcome.value, vector.expect);
  return !(outcome.value instanceof CelError);
}

function isExpected(value: Value, { type, value: expected }: NonNullable<Vector["expect"]>): boolean {
  if (type === "optional") return value instanceof Optional && value.value === undefined;
  return JSON.stringify(value) === JSON.stringify(type === "double" ? doubleOf(Number(expected)) : expected);
}

describe.skipIf(!isPresent)("the vectors of Kubernetes (skipped without the folder k8s-cel-library)", () => {
  const vectors = load();

  test.each(vectors)("$lib: $expr", (vector) => {
    expect(meets(vector)).toBe(true);
  });

  test.each([
    ["cidr('192.168.0.0/24').masked() == cidr('192.168.0.0/24')"],
    ["cidr('2001:db8::/32').ip() == ip('2001:db8::')"],
    ["quantity('12Mi') == quantity('12582912')"],
  ])("what Kubernetes writes as a Go literal: %s", (source) => {
    expect(valueOf(source)).toBe(true);
  });

  test("names are judged in the words of Kubernetes", () => {
    for (const { expr, expect_go: literal } of vectors.filter(
      ({ lib, expect_go: go }) => lib === "format" && go !== undefined,
    )) {
      const value = valueOf(expr);
      const problems = value instanceof Optional && Array.isArray(value.value) ? value.value : [];
      expect(problems, expr).toHaveLength(1);
      expect(literal, expr).toContain(String(problems[0]));
    }
  });
});
