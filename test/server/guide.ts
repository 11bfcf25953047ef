import { readFileSync } from "node:fs";

/** The blocks of commands below a heading of a page in `docs/`. */
export function blocksOf(page: string, heading: string): readonly string[] {
  const text = readFileSync(new URL(`../../docs/${page}`, import.meta.url), "utf8");
  const [, section = ""] = text.split(`${heading}\n`);
  const blocks = (section.split(/^## /m)[0] ?? "").matchAll(/^```sh\n([^]*?)^```$/gm);
  return Array.from(blocks, ([, lines = ""]) => lines);
}
