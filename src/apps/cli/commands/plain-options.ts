import type { CheckOptions } from "#points/check";
import type { Config } from "../config/config.ts";
import { parsePrincipal } from "./principal.ts";

/** How a run decides that has no flags of its own for it: by the configuration, or else the defaults, and never mindful of a baseline. */
export function plainOptions(config: Config): CheckOptions {
  return {
    principal: parsePrincipal(config.principal ?? "pipeline"),
    environment: config.environment,
    changedOnly: false,
    failOn: "info",
    failOnUnknown: false,
    warnExitCode: false,
    noFail: false,
    showPassed: false,
    baseline: new Set(),
  };
}
