import { describe, expect, it } from "vitest";
import { parseExpression } from "../../1-parse/index.ts";
import { writLibraries } from "../../functions/index.ts";
import { createEnvironment } from "../../types/environment.ts";
import { DYN } from "../../types/type.ts";
import type { ValueObject } from "../../values/index.ts";
import { compileExpression, uncheckedExpression } from "../index.ts";

const environment = createEnvironment({ variables: { labels: DYN }, libraries: writLibraries });

function mapWith(count: number): ValueObject {
  return Object.fromEntries(Array.from({ length: count }, (_, at) => [`k${at}`, at]));
}

function costOfSize(count: number): number {
  const result = parseExpression("labels.size()");
  if (result.kind === "rejected") throw new Error("the expression is rejected");
  const meter = { spent: 0, limit: Infinity };
  compileExpression(uncheckedExpression(result.parsed, environment)).evaluate({ labels: mapWith(count) }, meter);
  return meter.spent;
}

describe("the cost of size() of a map", () => {
  it("is that of Kubernetes while the map is small", () => {
    expect(costOfSize(9)).toBe(costOfSize(0));
  });

  it("is a unit for every key of a large one", () => {
    expect(costOfSize(100_000)).toBeGreaterThan(99_000);
  });
});
