import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { html, inline, prose } from "../scripts/site/html.ts";
import { writeSite } from "../scripts/site/write-site.ts";
import { findFiles } from "./find-files.ts";

const ROOT = join(import.meta.dirname, "..");
const folder = mkdtempSync(join(tmpdir(), "writ-site-"));

describe("the site", () => {
  let pages: readonly string[];
  beforeAll(() => {
    writeSite(ROOT, folder);
    pages = findFiles(folder).filter((file) => file.endsWith(".html"));
  }, 120_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("has a page for every control, kind and framework", () => {
    const policies = findFiles(join(ROOT, "library/policies")).filter((file) => file.endsWith("/policy.yaml"));
    const missing = policies.filter((file) => !existsSync(join(folder, "controls", `${basename(dirname(file))}.html`)));
    expect(missing).toEqual([]);
    for (const section of ["kinds", "frameworks"]) {
      const documents = findFiles(join(ROOT, "library", section));
      expect(pages.filter((page) => page.includes(`/${section}/`))).toHaveLength(documents.length + 1);
    }
  });

  it("tells of a control why, what must hold, where it looks, how to repair it, what it serves and what is tested", () => {
    const page = readFileSync(join(folder, "controls/sto-01-object-storage-not-public.html"), "utf8");
    for (const heading of ["Why", "What must hold", "Where it looks", "How to repair", "Frameworks", "Cases"]) {
      expect(page).toContain(`<h2>${heading}</h2>`);
    }
    const told = [
      "aws_s3_bucket_public_access_block",
      "block_public_acls",
      "google_storage_bucket",
      "AC-3",
      "absent-block",
    ];
    for (const words of told) expect(page).toContain(words);
  });

  it("has no link within itself that leads nowhere", () => {
    const broken = pages.flatMap((page) => {
      const links = readFileSync(page, "utf8").matchAll(/(?:href|src)="([^"#:]+)(?:#[^"]*)?"/g);
      const targets = Array.from(links, ([, target = ""]) => target);
      return targets.filter((target) => !existsSync(join(dirname(page), target))).map((target) => `${page}: ${target}`);
    });
    expect(broken).toEqual([]);
  });

  it("loads nothing from elsewhere and allows no script but its own", () => {
    for (const page of pages) {
      const markup = readFileSync(page, "utf8");
      expect(markup).toContain("default-src 'none'");
      expect(markup).not.toMatch(/<script(?! src="assets\/filter\.js")|<link[^>]+https?:|<img[^>]+https?:/);
    }
  });
});

describe("html", () => {
  it("escapes whatever is no markup of its own", () => {
    const hostile = `<i>"1"</i>'&`;
    const escaped = "&lt;i&gt;&quot;1&quot;&lt;/i&gt;&#39;&amp;";
    expect(html`<p title="${hostile}">${[hostile, html`<b>${1}</b>`, null]}</p>`.markup).toBe(
      `<p title="${escaped}">${escaped}<b>1</b></p>`,
    );
  });

  it("marks code between backticks, and paragraphs between blank lines", () => {
    expect(inline("use `a<b` or ` alone").markup).toBe("use <code>a&lt;b</code> or ` alone");
    expect(prose("one\ntwo\n\nthree").markup).toBe("<p>one\ntwo</p><p>three</p>");
    expect(prose(null).markup).toBe("");
  });
});
