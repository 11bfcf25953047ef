import { cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { loadLibrary } from "./library.ts";
import { documentOf, type Page } from "./layout.ts";
import { controlPage } from "./pages/control.ts";
import { documentPages } from "./pages/documents.ts";
import { frameworkPages } from "./pages/frameworks.ts";
import { indexPage } from "./pages/index-page.ts";
import { kindPages } from "./pages/kinds.ts";

/** Writes the site of the repository in `root` into `target`, which is emptied first; answers how many pages it has. */
export function writeSite(root: string, target: string): number {
  const library = loadLibrary(root);
  const pages: readonly Page[] = [
    indexPage(library),
    ...library.controls.map((control) => controlPage(control, library)),
    ...kindPages(library),
    ...frameworkPages(library),
    ...documentPages(root),
  ];
  rmSync(target, { recursive: true, force: true });
  for (const page of pages) {
    const file = join(target, page.path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, documentOf(page));
  }
  cpSync(join(root, "scripts/site/assets"), join(target, "assets"), { recursive: true });
  cpSync(join(root, "docs/images"), join(target, "assets"), { recursive: true });
  return pages.length;
}
