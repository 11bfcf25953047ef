import { readFileSync } from "node:fs";
import { relative, resolve } from "node:path";
import type { LoadedSource, PolicySource } from "#apps/server";
import type { BundleFile } from "#core/bundle";
import { hasErrors, type Diagnostic } from "#core/diagnostics";
import { createLineReader, formatDiagnostic } from "../commands/diagnostics.ts";
import { documentFiles } from "../files/documents.ts";
import { loadPolicies, type LoadedPolicies, type PolicyChoice } from "./load.ts";
import { shippedFiles } from "./shipped.ts";

/** The policies of a server: the shipped library and the user's documents, which decide whole or not at all. */
export function loadPolicySource(choice: PolicyChoice): PolicySource {
  return { load: () => load(choice) };
}

function load(choice: PolicyChoice): LoadedSource {
  const loaded = loadPolicies(choice);
  const lines = createLineReader();
  const problems = loaded.diagnostics.map((diagnostic: Diagnostic) => formatDiagnostic(diagnostic, lines));
  const refusal = refusalOf(loaded);
  return {
    bundle: refusal === null ? loaded.bundle : null,
    problems: refusal === null ? problems : [...problems, refusal],
    files: () => readFiles(choice),
  };
}

/** Why the policies cannot decide; null when they can. */
function refusalOf({ bundle, diagnostics }: LoadedPolicies): string | null {
  if (hasErrors(diagnostics)) return "The policies have errors, and none of them decides until all are good";
  if (bundle === null || bundle.policies.length === 0)
    return "There is no policy to decide by: give one with `--policy`, or leave out `--no-library`";
  return null;
}

/** The same documents that `loadPolicies` reads, as texts. */
function readFiles({ paths, library }: PolicyChoice): readonly BundleFile[] {
  const own = new Set(paths.flatMap((path) => documentFiles(path).files.map(({ file }) => resolve(file))));
  const shipped = shippedFiles().filter(({ path, folder }) => !own.has(path) && (library || folder !== "policies"));
  const all = [...own, ...shipped.map(({ path }) => path)];
  return all.map((file) => ({ file: relative(process.cwd(), file), text: readFileSync(file, "utf8") }));
}
