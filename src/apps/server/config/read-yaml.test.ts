import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { readYaml } from "./read-yaml.ts";

const FOLDER = mkdtempSync(join(tmpdir(), "writ-yaml-"));
afterAll(() => rmSync(FOLDER, { recursive: true, force: true }));

function read(text: string | Uint8Array): ReturnType<typeof readYaml> {
  const file = join(FOLDER, "file.yaml");
  writeFileSync(file, text);
  return readYaml(file, "The file");
}

describe("readYaml()", () => {
  it("reads YAML and JSON, and names that objects have of themselves as any other", () => {
    expect(read("a: [1, b]\nconstructor: ü")).toEqual({ kind: "read", value: { a: [1, "b"], constructor: "ü" } });
    expect(read('{"a": null}')).toEqual({ kind: "read", value: { a: null } });
    expect(read("")).toEqual({ kind: "read", value: null });
    const named = read("__proto__: { a: 1 }");
    expect(named.kind === "read" && JSON.stringify(named.value)).toBe('{"__proto__":{"a":1}}');
  });

  it.each<[string, string | Uint8Array, string]>([
    ["no YAML", "a: [", "is not YAML: "],
    ["a key that stands twice", "a: 1\nb: 2\na: 3", "is not YAML: Map keys must be unique"],
    ["two documents", "a: 1\n---\na: 2", "is not YAML: "],
    ["a tag of its own", "a: !secret b", "is not YAML: Unresolved tag"],
    ["an alias", "a: &a [1]\nb: *a", "has an alias"],
    ["nesting without end", "[".repeat(100_000), "is "],
    ["too much", Buffer.alloc(1024 * 1024 + 1, "#"), "is larger than 1 MiB"],
  ])("refuses %s", (_, text, problem) => {
    const result = read(text);
    expect(result).toMatchObject({ kind: "broken", problem: expect.stringContaining(`file.yaml\` ${problem}`) });
  });

  it("refuses a file that is not there, and a folder", () => {
    for (const file of [join(FOLDER, "none.yaml"), FOLDER])
      expect(readYaml(file, "The file")).toEqual({ kind: "broken", problem: `The file \`${file}\` cannot be read` });
  });
});
