import { describe, expect, it } from "vitest";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { folderOf, ROOT, shell } from "../cli/writ.ts";
import { declaredCodes } from "./declared-codes.ts";
import { codeGroups, commandEntries, diagnosticsOf, entries, printed } from "./entries.ts";
import { renderPage } from "./render-page.ts";

describe("the messages of `writ lint` and the language server", () => {
  const groups = codeGroups();
  const reachable = groups.flatMap(({ title, codes }) => (title === null ? [] : Object.keys(codes)));
  const table = [...entries().values()].flat();

  it("have a meaning in codes.yaml for every code that the sources declare", () => {
    const known = new Set(groups.flatMap(({ codes }) => Object.keys(codes)));
    expect(declaredCodes().filter((code) => !known.has(code))).toEqual([]);
  });

  it("keep every code, since codes are permanent", () => {
    const declared = new Set([...declaredCodes(), ...commandEntries().map(({ code }) => code)]);
    expect(groups.flatMap(({ codes }) => Object.keys(codes)).filter((code) => !declared.has(code))).toEqual([]);
  });

  it("have a document that brings about each code", () => {
    const tried = new Set([...table, ...commandEntries()].map(({ code }) => code));
    expect(reachable.filter((code) => !tried.has(code))).toEqual([]);
  });

  it.each(table.map((entry, at) => [entry.code, entry.expression ?? `document ${at + 1}`, entry] as const))(
    "tell %s of %s as the table has it",
    (code, _, entry) => {
      const diagnostics = diagnosticsOf(entry);
      expect(printed(diagnostics, entry)).toBe(entry.says);
      expect(diagnostics.map((one) => one.code)).toContain(code);
    },
  );

  it("say what, where and what to do, in one sentence each, and nothing twice", () => {
    for (const entry of table) {
      const diagnostics = diagnosticsOf(entry);
      const told = diagnostics.filter(({ code }) => code !== "document-missing-key");
      const places = told.map(({ span, code }) => `${code} ${span?.start.offset}`);
      expect(new Set(places).size, entry.says).toBe(places.length);
      for (const { message, hint, span } of diagnostics) {
        expect(message, entry.says).toMatch(/^[A-Z`].*[^.]$/s);
        expect(span, entry.says).toBeDefined();
        if (hint === undefined) expect(message, entry.says).toMatch(/ but (?:must|one of|.* is expected)/);
        else expect(hint, entry.says).toMatch(/^[A-Z`].*[^.]$/s);
      }
    }
  });

  it.each(commandEntries().map((entry) => [entry.code, entry] as const))("tell %s of files", async (_, entry) => {
    const { code, stdout, stderr } = await shell(folderOf({}), entry.command);
    expect(`${stdout}${stderr}`).toBe(entry.says);
    expect(code).toBe(entry.exits);
  });

  it("are what docs/diagnostics.md has; `npm run diagnostics-page` writes it", () => {
    expect(readFileSync(join(ROOT, "docs/diagnostics.md"), "utf8")).toBe(renderPage());
  });
});
