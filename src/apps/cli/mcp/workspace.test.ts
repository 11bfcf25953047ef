import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { LONGEST_INPUT } from "#points/mcp";
import { ToolProblem } from "./tool-problem.ts";
import { readInside } from "./workspace.ts";

describe("readInside()", () => {
  const base = mkdtempSync(join(tmpdir(), "writ-mcp-"));
  const folder = join(base, "work");

  beforeAll(() => {
    mkdirSync(join(folder, "k8s"), { recursive: true });
    mkdirSync(join(base, "work-of-others"));
    writeFileSync(join(folder, "k8s/a.yaml"), "kind: List");
    writeFileSync(join(base, "secret"), "s3cret");
    writeFileSync(join(base, "work-of-others/a.yaml"), "kind: List");
    writeFileSync(join(folder, "large.json"), "x".repeat(LONGEST_INPUT + 1));
    symlinkSync(join(base, "secret"), join(folder, "out.yaml"));
    symlinkSync(base, join(folder, "up"));
    symlinkSync("k8s/a.yaml", join(folder, "in.yaml"));
    execFileSync("/usr/bin/mkfifo", [join(folder, "pipe")]);
  });

  it.each([["k8s/a.yaml"], ["./k8s/../k8s/a.yaml"], ["in.yaml"], [join(folder, "k8s/a.yaml")]])(
    "reads `%s` under its path inside the folder",
    (path) => {
      const { file, bytes } = readInside(folder, path);
      expect({ file, text: new TextDecoder().decode(bytes) }).toEqual({ file: "k8s/a.yaml", text: "kind: List" });
    },
  );

  it.each([
    ["../secret"],
    [join(base, "secret")],
    ["out.yaml"],
    ["up/secret"],
    ["../work-of-others/a.yaml"],
    ["."],
    [".."],
  ])("refuses `%s`, which leads out of the folder (inside-the-folder)", (path) => {
    expect(() => readInside(folder, path)).toThrow("leads out of the folder");
  });

  it.each([
    ["k8s", "no plain file"],
    ["pipe", "no plain file"],
    ["large.json", "is larger than"],
    ["missing.json", "cannot be read"],
    ["a\0b", "cannot be read"],
  ])("refuses `%s`: it %s", (path, reason) => {
    expect(() => readInside(folder, path)).toThrow(ToolProblem);
    expect(() => readInside(folder, path)).toThrow(reason);
  });
});
