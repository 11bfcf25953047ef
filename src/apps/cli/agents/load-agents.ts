import { loadWholeBundle, type Bundle } from "#core/bundle";
import { hasErrors } from "#core/diagnostics";
import { readConfig, takesLibrary } from "../config/config.ts";
import { printDiagnostics } from "../commands/diagnostics.ts";
import { connect, type ServerFlags } from "../control-plane/connect.ts";
import { loadPolicies } from "../policies/load.ts";
import { UsageError } from "../usage-error.ts";

/** Where agents and grants come from. */
export interface AgentFlags extends ServerFlags {
  readonly policy?: readonly string[];
  readonly library: boolean;
  readonly config?: string;
}

/** The bundle of policy files, or with `--server` the one that decides there; null after what is wrong with it was printed. */
export async function loadAgents(flags: AgentFlags): Promise<Bundle | null> {
  return flags.server === undefined ? loadFiles(flags) : await loadActive(flags);
}

function loadFiles(flags: AgentFlags): Bundle | null {
  const config = readConfig(flags.config);
  const paths = [...config.policies, ...(flags.policy ?? [])];
  const { bundle, diagnostics } = loadPolicies({ paths, library: takesLibrary(flags, config) });
  printDiagnostics(diagnostics);
  return hasErrors(diagnostics) ? null : bundle;
}

async function loadActive(flags: AgentFlags): Promise<Bundle | null> {
  const client = connect(flags);
  const [head] = (await client.activations()).activations;
  if (head === undefined) throw new UsageError("Nothing decides at the control plane yet");
  const { files } = await client.bundle(head.digest);
  const { bundle, diagnostics } = loadWholeBundle(files);
  if (bundle === null) printDiagnostics(diagnostics);
  return bundle;
}
