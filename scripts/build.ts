// Compiles src/ to dist/; `npm ci` and `npm pack` call it through `prepare`. The plain compiler checks and translates every file; then the command
// line with all that it uses becomes one file, because opening five hundred would take most of the time of a short run.
import { spawnSync } from "node:child_process";
import { rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { bundleCommand } from "./bundle-command.ts";
import { bundleVerifier } from "./bundle-verifier.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
rmSync(`${root}/dist`, { recursive: true, force: true });
const compiled = spawnSync("tsc", ["-p", "tsconfig.build.json"], { cwd: root, stdio: "inherit", shell: false });
process.exitCode = compiled.status ?? 1;
if (process.exitCode === 0) {
  await bundleCommand(`${root}/dist/apps/cli`);
  await bundleVerifier(`${root}/dist/apps/verifier/verify.mjs`);
  await keepLibrary();
}

/** Parses the library once for all runs, by the program that was just built. */
async function keepLibrary(): Promise<void> {
  const { writeSnapshot } = await import("../src/apps/cli/policies/shipped.ts");
  writeFileSync(`${root}/dist/library.json`, writeSnapshot());
}
