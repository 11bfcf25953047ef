import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parseExpression } from "../1-parse/index.ts";
import { writLibraries } from "../functions/index.ts";
import { Authorizer } from "../functions/kubernetes/authorizer/check.ts";
import { AUTHORIZER, authorizerLibrary } from "../functions/kubernetes/authorizer/index.ts";
import { createEnvironment } from "../types/environment.ts";
import { CelError } from "../values/index.ts";
import { compileExpression, uncheckedExpression } from "./index.ts";

interface CostCase {
  readonly lib: string;
  readonly name: string;
  readonly expr: string;
  readonly runtime_cost?: string;
}

const file = join(process.env["WRIT_ORACLES"] ?? "../shared/oracles", "k8s-cel-library", "cases.json");
const environment = createEnvironment({
  variables: { authorizer: AUTHORIZER },
  libraries: [...writLibraries, authorizerLibrary],
});
const ALLOWS = new Authorizer(() => ({ allowed: true, reason: "", error: "" }));

function costOf(expr: string, backend: "generated" | "closures"): number | string {
  const result = parseExpression(expr);
  if (result.kind === "rejected") return "rejected";
  const meter = { spent: 0, limit: 1e9 };
  const value = compileExpression(uncheckedExpression(result.parsed, environment), { backend }).evaluate(
    { authorizer: ALLOWS },
    meter,
  );
  return value instanceof CelError ? value.message : meter.spent;
}

describe.skipIf(!existsSync(file))(`the cost vectors of Kubernetes (skipped without ${file})`, () => {
  const cases: readonly CostCase[] = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : [];
  const vectors = cases.filter(({ runtime_cost }) => runtime_cost !== undefined);

  it.each(vectors.map((vector) => [vector.name, vector] as const))("%s", (_, { expr, runtime_cost }) => {
    expect(costOf(expr, "generated")).toBe(Number(runtime_cost));
    expect(costOf(expr, "closures")).toBe(Number(runtime_cost));
  });
});
