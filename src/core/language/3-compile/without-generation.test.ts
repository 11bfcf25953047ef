import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

function part(path: string): string {
  return JSON.stringify(new URL(path, import.meta.url).href);
}

it("compileExpression() answers by closures where code generation is forbidden", () => {
  const script = `
    const { parseExpression } = await import(${part("../1-parse/index.ts")});
    const { createEnvironment } = await import(${part("../types/environment.ts")});
    const { compileExpression, uncheckedExpression } = await import(${part("./index.ts")});
    const { parsed } = parseExpression("[1, 2].exists(x, x == a)");
    const expression = compileExpression(uncheckedExpression(parsed, createEnvironment({})));
    const generated = compileExpression(uncheckedExpression(parsed, createEnvironment({})), { backend: "generated" });
    const answers = [expression, generated].map((one) => one.evaluate({ a: 2 }, { spent: 0, limit: 100 }));
    process.stdout.write(JSON.stringify(answers));`;
  const flags = ["--disallow-code-generation-from-strings", "--conditions=@writ/source", "--input-type=module"];
  const root = fileURLToPath(new URL("../../../..", import.meta.url));
  expect(execFileSync(process.execPath, [...flags, "-e", script], { cwd: root, encoding: "utf8" })).toBe("[true,true]");
});
