import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const ROOT = join(import.meta.dirname, "../../..");
const ROW = /^\| (.+) \| .+ \| `([^`]+\.ts)`: (.+) \|$/;

const lines = readFileSync(join(ROOT, "docs/faults.md"), "utf8")
  .split("\n")
  .filter((line) => /^\| (?!-|fault \|)/.test(line));

/** What the page says: a fault, the file of its test, and how the name of the test begins. */
const rows = lines.map((line) => {
  const [, fault = line, file = "", name = ""] = ROW.exec(line) ?? [];
  return { fault, file, name };
});

describe("docs/faults.md", () => {
  it("has many rows", () => {
    expect(rows.length).toBeGreaterThan(20);
  });

  it.each(rows)("names a test that exists: $fault", ({ file, name }) => {
    const code = readFileSync(join(ROOT, file), "utf8");
    const titles = [...code.matchAll(/\(\s*["`]([^"`]+)["`],/g)].map(([, title = ""]) => title);
    expect(titles.filter((title) => name !== "" && title.startsWith(name))).toHaveLength(1);
  });
});
