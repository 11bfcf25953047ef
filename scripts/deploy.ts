// Writes what lies in deploy/ and is made from the code of `writ install kubernetes`: `npm run deploy`.
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { deployFiles } from "./deploy/files.ts";

const ROOT = fileURLToPath(new URL("..", import.meta.url));

for (const [path, text] of Object.entries(deployFiles())) {
  const file = join(ROOT, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
