import { Option, type Command } from "commander";
import { PLAN_TOOLS, type PlanTool } from "#core/wire";
import { hasErrors } from "#core/diagnostics";
import type { Bundle } from "#core/bundle";
import { printDiagnostics } from "../commands/diagnostics.ts";
import { collect } from "../commands/flags.ts";
import { readConfig } from "../config/config.ts";
import { addServerFlags, type ServerFlags } from "../control-plane/connect.ts";
import { loadPolicies } from "../policies/load.ts";
import { UsageError } from "../usage-error.ts";

/** Where a receipt lies unless another file is named. */
export const RECEIPT = "writ-receipt.json";

/** The flags of every command that reads a saved plan. */
export interface PlanFlags extends ServerFlags {
  readonly tool?: PlanTool;
  readonly chdir: string;
  readonly environment?: string;
  readonly policy?: readonly string[];
  readonly config?: string;
  readonly output?: readonly string[];
  readonly color: "auto" | "always" | "never";
}

/** Adds them. */
export function addPlanFlags(command: Command): Command {
  return addServerFlags(command)
    .addOption(
      new Option("--tool <tool>", "what made the plan (default: whichever is on the PATH)").choices([...PLAN_TOOLS]),
    )
    .option("--chdir <folder>", "the folder of the root module", ".")
    .option("--environment <name>", "the environment of resources that the settings of the control plane do not place")
    .option(
      "-p, --policy <path>",
      "documents of kinds that the control plane has beside the library (repeatable)",
      collect,
    )
    .option("-o, --output <format[=path]>", "report format, to stdout or a file (repeatable; default text)", collect)
    .addOption(new Option("--color <when>", "colour the text").choices(["auto", "always", "never"]).default("auto"))
    .option("--config <file>", "configuration file (default: writ.yaml, found upwards)");
}

/** The kinds that plans are read by, and their digest. Throws a `UsageError` when they cannot be loaded. */
export function loadKinds(
  flags: PlanFlags,
): Pick<Bundle, "kinds" | "kindsDigest"> & { readonly environment: string | null } {
  const config = readConfig(flags.config);
  const paths = [...config.policies, ...(flags.policy ?? [])];
  const { bundle, diagnostics } = loadPolicies({ paths, library: false });
  if (bundle === null || hasErrors(diagnostics)) {
    printDiagnostics(diagnostics);
    throw new UsageError("The documents of kinds have errors, and a plan is not read by half of them");
  }
  const { kinds, kindsDigest } = bundle;
  return { kinds, kindsDigest, environment: flags.environment ?? config.environment };
}
