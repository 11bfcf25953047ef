import { enginesOf, type LoadedAdmission } from "#core/admission";
import { compileProgram } from "#core/decide";
import { hasErrors, type Diagnostic } from "#core/diagnostics";
import type { CheckRequest } from "#points/check";
import { takesLibrary, type Config } from "../config/config.ts";
import { readInputs } from "../files/inputs.ts";
import { packageVersion } from "../package-root.ts";
import { loadPolicies } from "../policies/load.ts";
import type { Progress } from "../terminal/progress.ts";
import { printDiagnostics } from "./diagnostics.ts";
import { parameterChoices } from "./flags.ts";
import { kubernetesVersion, type KubernetesFlags } from "./kubernetes-version.ts";

/** The flags that say what is judged, and by what. */
export interface RunFlags extends KubernetesFlags {
  readonly policy?: readonly string[];
  readonly library: boolean;
  readonly parameters?: readonly string[];
  readonly stdinFilename?: string;
  /** Bytes. */
  readonly maxBytes?: number;
}

/** A run but for how it decides. */
export type PreparedRun = Omit<CheckRequest, "options">;

/** Loads the policies and reads the inputs, none of which is no mistake here. Without any policy the reasons go to stderr, and the answer is null. */
export function prepareRun(
  paths: readonly string[],
  flags: RunFlags,
  config: Config,
  progress: Progress,
): PreparedRun | null {
  const startedAt = new Date();
  progress.step("loading policies");
  const { bundle, admission, diagnostics } = loadPolicies({
    paths: [...config.policies, ...(flags.policy ?? [])],
    library: takesLibrary(flags, config),
    kubernetes: kubernetesVersion(flags, config),
  });
  if (bundle === null || (bundle.policies.length === 0 && !othersJudge(admission))) {
    rejectPolicies(diagnostics);
    return null;
  }
  const parameters = parameterChoices(flags.parameters, config.parameters);
  const { stdinFilename: stdinName = "stdin", maxBytes } = flags;
  const limit = maxBytes === undefined ? {} : { maxBytes };
  const inputs = paths.length === 0 ? NO_INPUT : readInputs(paths, { stdinName, progress, parameters, ...limit });
  return {
    bundle,
    program: compileProgram(bundle, { othersJudge: othersJudge(admission) }),
    admission,
    readings: inputs.readings,
    unread: inputs.diagnostics,
    textWith: inputs.textWith,
    diagnostics,
    clock: clockFrom(startedAt),
    version: packageVersion(),
  };
}

/** Whether a policy of others would be asked; one that nothing binds is not. */
function othersJudge(admission: LoadedAdmission): boolean {
  return enginesOf(admission).some(({ policies }) => policies.some(({ actions }) => actions.length > 0));
}

const NO_INPUT: ReturnType<typeof readInputs> = { readings: [], diagnostics: [], textWith: () => null };

function clockFrom(startedAt: Date): CheckRequest["clock"] {
  const ms = startedAt.getTime();
  return {
    startedAt: startedAt.toISOString(),
    now: { seconds: Math.floor(ms / 1000), nanos: (ms % 1000) * 1_000_000 },
    elapsedMs: () => Date.now() - ms,
  };
}

function rejectPolicies(diagnostics: readonly Diagnostic[]): void {
  printDiagnostics(diagnostics);
  if (hasErrors(diagnostics)) return;
  process.stderr.write("writ: there is no policy to judge by: give one with --policy, or leave out --no-library\n");
}
