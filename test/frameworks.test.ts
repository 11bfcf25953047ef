import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { loadPolicies } from "../src/apps/cli/policies/load.ts";

const SCHEMAS = resolve(process.env["WRIT_ORACLES"] ?? "../shared/oracles", "schemas");

/** Frameworks of which more than identifiers may be shipped, and how much of it is: titles with credit. */
const WITH_TITLES: ReadonlySet<string> = new Set(["owasp-agentic-2026"]);

/** Whose licence forbids even identifiers, or whose name is a trademark that must not be used. */
const FORBIDDEN = /hitrust|secure controls framework|\bscf\b|unified compliance|common controls framework/i;

const MOST_REQUIREMENTS_OF_A_CONTROL = 5;

const { bundle } = loadPolicies({ paths: [], library: true });
if (bundle === null) throw new Error("the library does not load");
const { frameworks } = bundle;
const controls = new Set(bundle.policies.flatMap(({ document }) => document.metadata.labels["control"] ?? []));

describe.each(frameworks.map((framework) => [framework.metadata.name, framework] as const))(
  "framework %s",
  (name, { metadata, spec }) => {
    it("holds identifiers only, unless its licence lets titles be shipped with credit", () => {
      expect(spec.textPolicy).toBe(WITH_TITLES.has(name) ? "full" : "ids");
      expect(`${metadata.title} ${spec.source}`).not.toMatch(FORBIDDEN);
      const prose = spec.requirements.filter(({ title }) => title !== null && !WITH_TITLES.has(name));
      expect(prose).toEqual([]);
      for (const { id } of spec.requirements) expect(id).toMatch(/^[A-Za-z0-9][A-Za-z0-9.()_:-]{0,23}$/);
    });

    it("demands nothing that no control gives evidence for, and everything that is linked", () => {
      const linked = new Set(spec.crosswalk.flatMap(({ requirements }) => requirements));
      const expected = WITH_TITLES.has(name) ? [...linked] : spec.requirements.map(({ id }) => id);
      expect([...linked].toSorted()).toEqual(expected.toSorted());
    });

    it("links no control that the library lacks", () => {
      const linked = new Set(spec.crosswalk.flatMap((link) => link.controls));
      expect([...linked].filter((control) => !controls.has(control))).toEqual([]);
    });

    it("links a control to at most five requirements", () => {
      const counts = new Map<string, number>();
      for (const link of spec.crosswalk) {
        for (const control of link.controls) counts.set(control, (counts.get(control) ?? 0) + link.requirements.length);
      }
      expect([...counts].filter(([, count]) => count > MOST_REQUIREMENTS_OF_A_CONTROL)).toEqual([]);
    });
  },
);

describe("the hub of all crosswalks", () => {
  const links = frameworks.find(({ metadata }) => metadata.name === "nist-800-53-r5")?.spec.crosswalk ?? [];

  it("links every shipped control", () => {
    const linked = new Set(links.flatMap((link) => link.controls));
    expect([...controls].filter((control) => !linked.has(control))).toEqual([]);
  });

  it("links no technical control to a control of programme management or of written policy", () => {
    const ids = links.flatMap(({ requirements }) => requirements);
    expect(ids.filter((id) => id.startsWith("PM-") || /^[A-Z]{2}-1(?!\d)/.test(id))).toEqual([]);
  });
});

describe.skipIf(!existsSync(SCHEMAS))("requirement ids (skipped without the folder of published catalogues)", () => {
  it.each<[string, () => ReadonlySet<string>]>([
    ["nist-800-53-r5", nistIds],
    ["fedramp-20x", () => new Set(read("fedramp/FRMR.documentation.json").match(/KSI-[A-Z]{3}-[A-Z]{3}/g))],
    ["finos-ccc", () => new Set(commonControls().map(({ id }) => id))],
  ])("of %s stand in its catalogue", (name, published) => {
    const ids = frameworks.find(({ metadata }) => metadata.name === name)?.spec.requirements.map(({ id }) => id) ?? [];
    expect(ids.length).toBeGreaterThan(10);
    expect(ids.filter((id) => !published().has(id))).toEqual([]);
  });

  it("come without the titles that their catalogue gives them", () => {
    const titles = new Set(commonControls().map(({ title }) => title.toLowerCase()));
    const rationales = frameworks.flatMap(({ spec }) => spec.crosswalk.map(({ rationale }) => rationale.toLowerCase()));
    expect(rationales.filter((rationale) => titles.has(rationale))).toEqual([]);
  });
});

function read(file: string): string {
  return readFileSync(join(SCHEMAS, file), "utf8");
}

function commonControls(): readonly { readonly id: string; readonly title: string }[] {
  return JSON.parse(read("frameworks/finos-ccc-controls-index.json"));
}

/** Ids that are still in force, as people write them: `ac-2.1` is `AC-2(1)`. */
function nistIds(): ReadonlySet<string> {
  const index: readonly { readonly id: string; readonly withdrawn: boolean }[] = JSON.parse(
    read("nist-800-53/nist-800-53r5-index.json"),
  );
  const valid = index.filter(({ withdrawn }) => !withdrawn);
  return new Set(valid.map(({ id }) => id.toUpperCase().replace(/\.(\d+)$/, "($1)")));
}
