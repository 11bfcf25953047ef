// Writes docs/diagnostics.md, every code of `writ lint` with an example of what is said: `npm run diagnostics-page`.
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { renderPage } from "../test/messages/render-page.ts";

writeFileSync(fileURLToPath(new URL("../docs/diagnostics.md", import.meta.url)), renderPage());
