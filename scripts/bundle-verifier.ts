import { fileURLToPath } from "node:url";
import { build } from "rolldown";

/** Writes the program that verifies evidence as one file that imports nothing but Node's own modules: what lies in every pack. */
export async function bundleVerifier(file: string): Promise<void> {
  await build({
    input: fileURLToPath(new URL("../src/apps/verifier/main.ts", import.meta.url)),
    platform: "node",
    resolve: { conditionNames: ["@writ/source", "node", "import", "default"] },
    output: { file, format: "esm", comments: true },
    logLevel: "warn",
  });
}
