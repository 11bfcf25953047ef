import { fileURLToPath } from "node:url";
import { build } from "rolldown";

/** Writes the command line with all that it uses into a folder, `main.js` first; what is loaded lazily, as the language server is, becomes files of its own beside it. */
export async function bundleCommand(folder: string): Promise<void> {
  await build({
    input: fileURLToPath(new URL("../src/apps/cli/main.ts", import.meta.url)),
    platform: "node",
    // The driver of PostgreSQL asks at run time for parts that are not installed, and gRPC and the parsers of SQL for files of their own.
    external: ["pg", "@grpc/grpc-js", "libpg-query", "@guanmingchiu/sqlparser-ts"],
    // Packages that say it have modules beside what Node would require, which cannot always be put into one file.
    resolve: { conditionNames: ["@writ/source", "node", "import", "default"], mainFields: ["module", "main"] },
    output: { dir: folder, entryFileNames: "main.js", chunkFileNames: "chunk-[name].js", format: "esm" },
    logLevel: "warn",
  });
}
