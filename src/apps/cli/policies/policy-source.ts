import type { KnownFiles, LoadedSource, PolicySource } from "#apps/server";
import type { BundleFile } from "#core/bundle";
import { hasErrors, type Diagnostic } from "#core/diagnostics";
import { createLineReader, formatDiagnostic, noLines, type LineReader } from "../commands/diagnostics.ts";
import { shippedFiles } from "./shipped.ts";
import { loadBeside, loadPolicies, type LoadedPolicies, type PolicyChoice } from "./load.ts";

/** The policies of a server: the shipped library and the user's documents, which decide whole or not at all. */
export function loadPolicySource(choice: PolicyChoice): PolicySource {
  return {
    load: () => judge(loadPolicies(choice), createLineReader()),
    beside: (files) => judge(loadBeside(files, { ...choice, without: new Set() }), noLines),
    known: knownAmong,
  };
}

function judge(loaded: LoadedPolicies, lines: LineReader): LoadedSource {
  const problems = loaded.diagnostics.map((diagnostic: Diagnostic) => formatDiagnostic(diagnostic, lines));
  const refusal = refusalOf(loaded);
  return {
    bundle: refusal === null ? loaded.bundle : null,
    problems: refusal === null ? problems : [...problems, refusal],
    files: loaded.files,
  };
}

/** Policies are checked against kinds, so that nothing is known of those that stand without all that they were checked with. */
function knownAmong(files: readonly BundleFile[]): KnownFiles {
  const byText = new Map(shippedFiles().map((one) => [one.text, one]));
  const found = new Set(files.flatMap(({ text }) => byText.get(text) ?? []));
  const isWhole = shippedFiles().every((one) => one.folder !== "kinds" || found.has(one));
  if (!isWhole) return { shipped: [], others: files };
  return {
    shipped: Array.from(found, ({ parsed }) => parsed),
    others: files.filter(({ text }) => !byText.has(text)),
  };
}

/** Why the policies cannot decide; null when they can. */
function refusalOf({ bundle, diagnostics }: LoadedPolicies): string | null {
  if (hasErrors(diagnostics)) return "The policies have errors, and none of them decides until all are good";
  if (bundle === null || bundle.policies.length === 0)
    return "There is no policy to decide by: give one with `--policy`, or leave out `--no-library`";
  return null;
}
