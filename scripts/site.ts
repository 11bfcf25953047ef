// Writes the documentation as a static site: `npm run site` makes it in site/, `npm run site -- FOLDER` elsewhere.
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { writeSite } from "./site/write-site.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const target = resolve(process.argv[2] ?? `${root}/site`);
const count = writeSite(root, target);
process.stdout.write(`${count} pages in ${target}\nOpen ${target}/index.html\n`);
