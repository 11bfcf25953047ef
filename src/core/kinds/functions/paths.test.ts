import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  CelError,
  compileExpression,
  createEnvironment,
  DYN,
  parseExpression,
  Unknown,
  writLibraries,
} from "#core/language";
import type { CompiledExpression, Meter, Value } from "#core/language";
import { checkExpression } from "#core/language";
import { resourceLibrary } from "./index.ts";

const seed = Number(process.env["WRIT_SEED"] ?? Date.now() % 2 ** 31);
const environment = createEnvironment({
  variables: { x: DYN, y: DYN },
  libraries: [...writLibraries, resourceLibrary],
});

const KEYS = ["a", "b", "constructor", "toString", "length", "__proto__", "size"];

const LEAVES: readonly Value[] = [
  null,
  true,
  "text",
  7,
  [],
  {},
  new Unknown([{ reason: "after-apply", path: "x" }]),
  new CelError("invalid-argument", "broken"),
];

const { native } = fc.letrec<{ native: Value }>((tie) => ({
  native: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.constantFrom(...LEAVES),
    fc.array(tie("native"), { maxLength: 2 }),
    fc.array(fc.tuple(fc.constantFrom(...KEYS), tie("native")), { maxLength: 4 }).map(Object.fromEntries),
  ),
}));

const path = fc.array(fc.constantFrom(...KEYS), { minLength: 1, maxLength: 3 }).map((keys) => keys.join("."));

const expression = fc.oneof(
  path.map((at) => `x.at("${at}")`),
  path.map((at) => `x.at("${at}", "else")`),
  path.map((at) => `x.at("${at}", y)`),
  path.map((at) => `x.at("${at}") == y.at("${at}")`),
  path.map((at) => `x.?${at.replaceAll(".", ".?").replaceAll("__proto__", "a")}.orValue("else")`),
);

function compiled(text: string, backend: "generated" | "closures"): CompiledExpression {
  const parsed = parseExpression(text);
  if (parsed.kind === "rejected") throw new Error(`\`${text}\` is rejected`);
  const checked = checkExpression(parsed.parsed, environment);
  if (checked.kind === "rejected") throw new Error(`\`${text}\` has another type`);
  return compileExpression(checked.checked, { backend });
}

/** An answer without the node that an error names, and its price. */
function ask(program: CompiledExpression, x: Value, y: Value): unknown {
  const meter: Meter = { spent: 0, limit: 100_000 };
  const value = program.evaluate({ x, y }, meter);
  if (value instanceof CelError) return { error: value.code, message: value.message };
  return { value: value instanceof Unknown ? "unknown" : value, spent: meter.spent };
}

describe(`reading at a path, with seed ${seed}`, () => {
  it("answers the same at the same cost whether code is generated for the path or not", () => {
    const property = fc.property(expression, native, native, (text, x, y) => {
      expect(ask(compiled(text, "generated"), x, y)).toEqual(ask(compiled(text, "closures"), x, y));
    });
    fc.assert(property, { seed, numRuns: 4_000, interruptAfterTimeLimit: 4_000 });
  });
});
