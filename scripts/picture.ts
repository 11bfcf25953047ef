// Draws docs/images/check.svg: the first lines of a real run on the example, with the colours of the terminal.
import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { REPORTERS } from "#adapters/reporters";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const COMMAND = ["check", "examples/shop/plan.json", "-o", "json"];
const COLUMNS = 112;
const MOST_LINES = 44;
const LINE_HEIGHT = 18;
const CHARACTER_WIDTH = 7.8;

const COLOURS: Readonly<Record<string, string>> = {
  "31": "#f47067",
  "32": "#8ddb8c",
  "33": "#f69d50",
  "35": "#dcbdfb",
  "36": "#6cb6ff",
};

const run = spawnSync("node", ["--conditions=@writ/source", "scripts/writ.ts", ...COMMAND], {
  cwd: ROOT,
  encoding: "utf8",
  maxBuffer: 64 * 1024 * 1024,
});
const options = { colour: true, width: COLUMNS, quiet: false, verbose: false };
const lines = REPORTERS.text.render(JSON.parse(run.stdout), options).trimEnd().split("\n");
const shown = [...lines.slice(0, MOST_LINES - 3), "…", ...lines.slice(-2)];
mkdirSync(`${ROOT}/docs/images`, { recursive: true });
writeFileSync(`${ROOT}/docs/images/check.svg`, draw(["$ npx writ check examples/shop/plan.json", "", ...shown]));

function draw(text: readonly string[]): string {
  const columns = Math.min(COLUMNS, Math.max(...text.map((line) => plain(line).length)));
  const width = Math.round(columns * CHARACTER_WIDTH + 32);
  const height = text.length * LINE_HEIGHT + 32;
  const rows = text.map((line, index) => `<text x="16" y="${28 + index * LINE_HEIGHT}">${spans(line)}</text>`);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="A run of writ check">
<rect width="100%" height="100%" rx="8" fill="#22272e"/>
<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, monospace" font-size="13" fill="#adbac7" xml:space="preserve">
${rows.join("\n")}
</g>
</svg>
`;
}

/** Each stretch between escapes with the style that holds there. */
function spans(line: string): string {
  const styles = new Set<string>();
  return line
    .split(/(\u001b\[\d+m)/)
    .map((part) => {
      const code = /^\u001b\[(\d+)m$/.exec(part)?.[1];
      if (code === undefined) return part === "" ? "" : `<tspan${attributes(styles)}>${escape(part)}</tspan>`;
      if (code === "39") for (const colour of Object.keys(COLOURS)) styles.delete(colour);
      else if (code === "22") for (const weight of ["1", "2"]) styles.delete(weight);
      else styles.add(code);
      return "";
    })
    .join("");
}

function attributes(styles: ReadonlySet<string>): string {
  const colour = [...styles].map((code) => COLOURS[code]).find((found) => found !== undefined);
  const parts = [
    ...(colour === undefined ? [] : [` fill="${colour}"`]),
    ...(styles.has("1") ? [' font-weight="bold"'] : []),
    ...(styles.has("2") ? [' opacity="0.6"'] : []),
  ];
  return parts.join("");
}

function escape(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

function plain(line: string): string {
  return line.replaceAll(/\u001b\[\d+m/g, "");
}
