import { createHash } from "node:crypto";
import { printable } from "#adapters/reporters";
import type { ApiAnswer } from "#points/api";

/** Light and dark as the reader's system is, large enough to press, and never without a visible focus. */
const STYLE = `:root{color-scheme:light dark;font:1rem/1.5 system-ui,sans-serif}
body{margin:0 auto;max-width:48rem;padding:1rem}
pre{overflow-x:auto;white-space:pre-wrap;overflow-wrap:anywhere;border:1px solid GrayText;border-radius:.25rem;padding:.75rem}
dt{font-weight:600}dd{margin:0 0 .5rem;overflow-wrap:anywhere}
textarea{box-sizing:border-box;font:inherit;width:100%}
button{font:inherit;margin:.75rem .75rem 0 0;min-height:2.75rem;padding:0 1.25rem}
:focus-visible{outline:3px solid Highlight;outline-offset:2px}
.problem{border-inline-start:.25rem solid currentColor;font-weight:600;padding-inline-start:.75rem}`;

const STYLE_HASH = createHash("sha256").update(STYLE).digest("base64");

const HEADERS: readonly string[] = [
  "Content-Security-Policy",
  `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'`,
  "Referrer-Policy",
  "no-referrer",
  "X-Frame-Options",
  "DENY",
];

export const PAGE_TYPE = "text/html; charset=utf-8";

/** A page without scripts, which nothing else may be loaded into and which no other page may show; `content` is HTML. */
export function pageAnswer(title: string, content: string, status: number = 200): ApiAnswer {
  const head = `<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${htmlText(title)}</title><style>${STYLE}</style>`;
  const body = `<!doctype html><html lang="en"><head>${head}</head><body><main>${content}</main></body></html>\n`;
  return { status, contentType: PAGE_TYPE, body, headers: HEADERS };
}

/** Text of anybody as HTML shows it: on one line, with what would be invisible made visible. */
export function htmlText(text: string): string {
  return printable(text)
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}
