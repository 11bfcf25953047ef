import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { isConfigurationFile, readSource, readTerraformConfiguration } from "#adapters/sources";
import type { SourceReading } from "#core/model";
import type { Fixture } from "./read-labels.ts";

/** Reads a fixture in every way that it can be read: the configuration, which is what the labels are of, then its plan. */
export function readFixture(fixture: Fixture): readonly (readonly SourceReading[])[] {
  const { format, path, text, plan } = fixture;
  if (path === null) return [[configuration("main.tf", ".", [{ file: "main.tf", text }])]];
  if (format === "kubernetes") return [filesIn(path).filter(isManifest).map(readFile)];
  const planned = plan === null ? [] : [[readFile(plan)]];
  return [readConfigurations(path), ...planned];
}

/** Every folder below a path is a configuration of its own: fixtures hold several that know nothing of one another. */
function readConfigurations(path: string): readonly SourceReading[] {
  const files = filesIn(path)
    .filter((file) => isConfigurationFile(file))
    .map((file) => ({ file, text: readFileSync(file, "utf8") }));
  const folders = [...new Set(files.map(({ file }) => dirname(file)))];
  return folders.map((folder) => configuration(folder, folder, files));
}

function configuration(name: string, root: string, files: readonly { file: string; text: string }[]): SourceReading {
  return readTerraformConfiguration({ name, root, files });
}

function readFile(file: string): SourceReading {
  return readSource({ file, bytes: readFileSync(file) });
}

function isManifest(file: string): boolean {
  return /\.(ya?ml|json)$/.test(file);
}

function filesIn(path: string): readonly string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { recursive: true, encoding: "utf8" })
    .map((file) => join(path, file))
    .filter((file) => statSync(file).isFile())
    .toSorted();
}
