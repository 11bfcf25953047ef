import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { LABELS_INDEX, LABELS_PRESENT } from "./labels/read-labels.ts";
import { renderPage, summaryLine } from "./labels/render-page.ts";
import { compareAll } from "./labels/summarise.ts";

const LEAST_CHECKS = 170;

describe("labels of other checks", () => {
  if (!LABELS_PRESENT) {
    it("are compared where they are present", ({ skip }) => skip(`the labels are not at ${LABELS_INDEX}`));
    return;
  }
  const { questions, rules, comparisons, summary } = compareAll();

  it("are compared for many checks, by validations that exist", () => {
    const asked = [...questions.values()].flatMap(({ asks }) => asks);
    expect(asked.filter((rule) => !rules.has(rule))).toEqual([]);
    const compared = new Set(comparisons.map(({ label }) => label.check));
    expect([...questions.keys()].filter((check) => !compared.has(check))).toEqual([]);
    expect(summary.checks).toBeGreaterThanOrEqual(LEAST_CHECKS);
    console.log(summaryLine(summary)); // oxlint-disable-line no-console -- figures to read
  });

  it("are answered alike, or as a listed difference says", () => {
    const unlisted = comparisons.filter(({ agrees, ours, difference }) => !agrees && difference?.ours !== ours);
    expect(unlisted.map(({ label, ours }) => `${label.check} ${label.at}: ${label.expected}, ours ${ours}`)).toEqual(
      [],
    );
  });

  it("have no listed difference that has gone", () => {
    const agreeing = comparisons.filter(({ agrees, difference }) => agrees && difference !== null);
    expect(agreeing.map(({ label }) => `${label.check} ${label.at}`)).toEqual([]);
    const known = new Set(comparisons.map(({ label }) => `${label.check} ${label.at}`));
    const listed = [...questions.values()].flatMap(({ check, differences }) =>
      differences.flatMap(({ at }) => at.map((one) => `${check} ${one}`)),
    );
    expect(listed.filter((one) => !known.has(one))).toEqual([]);
  });

  it("are what docs/labels.md tells of", () => {
    const page = readFileSync(join(import.meta.dirname, "../docs/labels.md"), "utf8");
    expect(page).toBe(renderPage(summary, comparisons));
  });
});
