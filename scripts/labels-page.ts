// Writes docs/labels.md, what the labels of other projects' checks tell of the shipped library: `npm run labels-page`.
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { renderPage } from "../test/labels/render-page.ts";
import { compareAll } from "../test/labels/summarise.ts";

const { summary, comparisons } = compareAll();
writeFileSync(fileURLToPath(new URL("../docs/labels.md", import.meta.url)), renderPage(summary, comparisons));
