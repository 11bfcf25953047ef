import type { Reporter, SerializedError, TestModule, TestRunEndReason } from "vitest/node";

/** Ends every run with one plain line that any reader of logs understands, and with the reason of each skipped test. */
export class SummaryReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly SerializedError[], _reason: TestRunEndReason): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const count = (state: string): number => tests.filter((test) => test.result().state === state).length;
    for (const module of modules) for (const line of skips(module)) process.stdout.write(`${line}\n`);
    const unrunnable = modules.filter((module) => module.errors().length > 0).length;
    const failed = count("failed") + unrunnable + errors.length;
    process.stdout.write(`${count("passed")} passed, ${failed} failed, ${count("skipped")} skipped\n`);
  }
}

/** Suites that are skipped as a whole say in their name what they need. */
function reasonIn(name: string): string | undefined {
  return /\(skipped:? ([^)]*)\)/.exec(name)?.[1];
}

function skips(module: TestModule): readonly string[] {
  return [...module.children.allTests("skipped")].map((test) => {
    const result = test.result();
    const note = result.state === "skipped" ? result.note : undefined;
    return `skipped: ${test.fullName}: ${note ?? reasonIn(test.fullName) ?? "no reason given"}`;
  });
}
