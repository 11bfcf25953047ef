import { describe, expect, it } from "vitest";
import { createActReader } from "./read-act.ts";

const read = createActReader(() => ({ effects: [], unresolved: [] }));

function codesOf(script: string): readonly string[] {
  const source = { file: "script", address: "", path: [] };
  const setting = { cwd: "/ws", home: null, workspace: "/ws", env: new Map(), reach: [], depth: 0, source };
  return read({ kind: "shell", script, setting }).unresolved.map(({ code }) => code);
}

describe("code that an act writes", () => {
  it.each([
    "echo x > a.sh; bash a.sh",
    "cp b a; ./a",
    "cd s; echo x > a.py; python a.py",
    "echo x | tee a.js; node ./a.js",
  ])("is not known in `%s`", (script) => {
    expect(codesOf(script)).toContain("code-written-here");
  });

  it("is none where what is written is not what runs", () => {
    expect(codesOf("npm test > test.log; node a.js; cat a.js > b.js")).toEqual([]);
  });
});
