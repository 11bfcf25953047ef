import { html, type Html } from "./html.ts";

/** A page of the site: where it lies below its folder, and what is in it. */
export interface Page {
  /** As in `controls/sto-01.html`. */
  readonly path: string;
  readonly title: string;
  readonly body: Html;
}

const SECTIONS: readonly (readonly [string, string])[] = [
  ["index.html", "Controls"],
  ["kinds/index.html", "Kinds"],
  ["frameworks/index.html", "Frameworks"],
  ["docs/index.html", "Guide"],
];

/** The whole document of a page. Nothing is loaded from elsewhere, and scripts come from the site's own files only. */
export function documentOf({ path, title, body }: Page): string {
  const up = "../".repeat(path.split("/").length - 1);
  const links = SECTIONS.map(([target, name]) => {
    const isHere = target === path || (target !== "index.html" && path.startsWith(target.replace("index.html", "")));
    return isHere
      ? html`<a href="${up}${target}" aria-current="page">${name}</a>`
      : html`<a href="${up}${target}">${name}</a>`;
  });
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta
          http-equiv="Content-Security-Policy"
          content="default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'"
        />
        <meta name="color-scheme" content="light dark" />
        <title>${title} - Writ</title>
        <link rel="stylesheet" href="${up}assets/style.css" />
      </head>
      <body>
        <a class="skip" href="#content">Skip to the content</a>
        <header>
          <a class="brand" href="${up}index.html">Writ</a>
          <nav aria-label="Sections">${links}</nav>
        </header>
        <main id="content">
          <h1>${title}</h1>
          ${body}
        </main>
      </body>
    </html> `.markup;
}
