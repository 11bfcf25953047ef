import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { writLibraries } from "#core/language";
import { resourceLibrary } from "#core/kinds";
import { loadBundle } from "./index.ts";

const PAGE = readFileSync(new URL("../../../spec/language.md", import.meta.url), "utf8");

/** What is named with a sign that no author writes, or in another way on the page. */
const SAID_OTHERWISE = /^(?:[@_!-]|.*\.@|get[A-Z]|math\.|ports\.|format\.|is[A-Z]|ip\.)/;

describe("spec/language.md", () => {
  it("spec/language.md has examples that load without a remark", () => {
    const examples = Array.from(PAGE.matchAll(/```yaml\n([^]*?)```/g), ([, text = ""], index) => ({
      file: `example-${index}.yaml`,
      text,
    }));
    expect(examples.length).toBeGreaterThan(0);
    const { bundle, diagnostics } = loadBundle(examples);
    expect(diagnostics).toEqual([]);
    expect(bundle?.policies[0]?.parameters).toEqual({ minimumDays: 90 });
  });

  it("spec/language.md names the functions for resources", () => {
    const missing = [
      resourceLibrary,
      ...writLibraries.filter(({ name }) => ["strings", "sets", "regex"].includes(name)),
    ]
      .flatMap(({ functions }) => functions.map(({ name }) => name))
      .filter((name) => !SAID_OTHERWISE.test(name) && !PAGE.includes(name));
    expect(missing).toEqual([]);
  });
});
