import { readFileSync } from "node:fs";
import { join } from "node:path";

/** The folder of the installed package, which holds `library/` and `spec/`; the same from sources and from the build. */
export const PACKAGE_ROOT: string = join(import.meta.dirname, "..", "..", "..");

/** The version in package.json. */
export function packageVersion(): string {
  const manifest: unknown = JSON.parse(readFileSync(join(PACKAGE_ROOT, "package.json"), "utf8"));
  return typeof manifest === "object" && manifest !== null && "version" in manifest
    ? String(manifest.version)
    : "0.0.0";
}
