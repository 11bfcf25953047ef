import type { BundleFile } from "#core/bundle";
import { hasErrors } from "#core/diagnostics";
import { printDiagnostics } from "../commands/diagnostics.ts";
import { readConfig, takesLibrary } from "../config/config.ts";
import { loadPolicies } from "../policies/load.ts";
import { UsageError } from "../usage-error.ts";

/** Which documents go into a bundle. */
export interface DocumentFlags {
  readonly library: boolean;
  readonly config?: string;
}

/** The documents of paths and of the shipped library as a bundle has them; throws a `UsageError` after every mistake in them was told. */
export function documentsOf(paths: readonly string[], flags: DocumentFlags): readonly BundleFile[] {
  const config = readConfig(flags.config);
  const all = paths.length > 0 ? paths : config.policies;
  const { diagnostics, files } = loadPolicies({ paths: all, library: takesLibrary(flags, config) });
  if (!hasErrors(diagnostics)) return files;
  printDiagnostics(diagnostics);
  throw new UsageError("The documents have errors, and nothing was sent");
}
