import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { Marked } from "marked";
import { findFiles } from "../../../test/find-files.ts";
import { html, Html } from "../html.ts";
import type { Page } from "../layout.ts";

const REPOSITORY = "https://github.com/writ-dev/writ/blob/main";

/** The documents of the repository that are shown, with where they lie; those in `docs/decisions` are added. */
const DOCUMENTS: readonly string[] = [
  "README.md",
  "spec/language.md",
  "docs/ARCHITECTURE.md",
  "docs/glossary.md",
  "docs/inventory.md",
  "docs/agent-config.md",
  "docs/data-platforms.md",
  "docs/dockerfile.md",
  "docs/github-actions.md",
  "docs/parity.md",
  "docs/labels.md",
  "docs/performance.md",
  "CONTRIBUTING.md",
  "CHANGELOG.md",
];

/** The guide: the written documents of the repository and their list. They are ours, so that their markup is trusted. */
export function documentPages(root: string): readonly Page[] {
  const decisions = findFiles(join(root, "docs/decisions")).map((file) => `docs/decisions/${basename(file)}`);
  const paths = [...DOCUMENTS, ...decisions];
  const pages = paths.map((path) => documentPage(root, path, paths));
  const items = pages.map(({ path, title }) => html`<li><a href="${basename(path)}">${title}</a></li>`);
  return [
    {
      path: "docs/index.html",
      title: "Guide",
      body: html`<ul>
        ${items}
      </ul>`,
    },
    ...pages,
  ];
}

function documentPage(root: string, path: string, all: readonly string[]): Page {
  const text = readFileSync(join(root, path), "utf8");
  const title = /^# (.+)$/m.exec(text)?.[1] ?? path;
  const rest = text.replace(/^# .+\n/m, "");
  const marked = new Marked({
    gfm: true,
    walkTokens: (token) => {
      if (token.type === "link" || token.type === "image")
        token["href"] = resolveLink(String(token["href"]), path, all);
    },
  });
  const markup = marked.parse(rest, { async: false });
  return { path: pageOf(path), title, body: new Html(markup) };
}

function pageOf(path: string): string {
  return `docs/${basename(path, ".md").toLowerCase()}.html`;
}

/** Links between shown documents lead to their pages, all others into the repository. */
function resolveLink(href: string, from: string, all: readonly string[]): string {
  if (/^(?:[a-z]+:|#)/.test(href)) return href;
  const [target = "", anchor] = href.split("#");
  const path = new URL(target, `file:///${from}`).pathname.slice(1);
  const suffix = anchor === undefined ? "" : `#${anchor}`;
  if (path.startsWith("docs/images/")) return `../assets/${basename(path)}`;
  return all.includes(path) ? `${basename(pageOf(path))}${suffix}` : `${REPOSITORY}/${path}${suffix}`;
}
