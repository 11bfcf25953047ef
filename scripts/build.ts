// Compiles src/ to dist/; `npm ci` and `npm pack` call it through `prepare`. The plain compiler checks and translates every file; then the command
// line with all that it uses becomes one file, because opening five hundred would take most of the time of a short run.
import { spawnSync } from "node:child_process";
import { rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "rolldown";

const root = fileURLToPath(new URL("..", import.meta.url));
rmSync(`${root}/dist`, { recursive: true, force: true });
const compiled = spawnSync("tsc", ["-p", "tsconfig.build.json"], { cwd: root, stdio: "inherit", shell: false });
process.exitCode = compiled.status ?? 1;
if (process.exitCode === 0) {
  await bundle();
  keepLibrary();
}

/** Parses the library once for all runs. The program that was just built does it, so that both are of one version. */
function keepLibrary(): void {
  const main = `${root}/dist/apps/cli/policies/shipped.js`;
  const code = `import { writeSnapshot } from ${JSON.stringify(main)}; process.stdout.write(writeSnapshot());`;
  const kept = spawnSync(process.execPath, ["--input-type=module", "--eval", code], {
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  if (kept.status !== 0) throw new Error(kept.stderr);
  writeFileSync(`${root}/dist/library.json`, kept.stdout);
}

async function bundle(): Promise<void> {
  await build({
    input: `${root}/src/apps/cli/main.ts`,
    platform: "node",
    resolve: { conditionNames: ["@writ/source", "node", "import", "default"] },
    output: { file: `${root}/dist/apps/cli/main.js`, format: "esm" },
    logLevel: "warn",
  });
}
