// Writes docs/parity.md, the table of the acts of spec/parity: `npm run parity-table`.
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { readActs } from "../test/parity/acts.ts";
import { renderTable } from "../test/parity/table.ts";

writeFileSync(fileURLToPath(new URL("../docs/parity.md", import.meta.url)), renderTable(readActs()));
