import { SEVERITIES, type Severity } from "#core/model";
import type { CheckOptions } from "#points/check";
import type { Config } from "../config/config.ts";
import { UsageError } from "../usage-error.ts";
import { readBaseline } from "./baseline.ts";
import { firstNonEmpty } from "./flags.ts";
import type { KubernetesFlags } from "./kubernetes-version.ts";
import { parsePrincipal } from "./principal.ts";

/** The flags of `writ check`. */
export interface CheckFlags extends KubernetesFlags {
  readonly policy?: readonly string[];
  readonly library: boolean;
  readonly parameters?: readonly string[];
  readonly output?: readonly string[];
  readonly failOn?: readonly string[];
  readonly principal?: string;
  readonly environment?: string;
  readonly changedOnly?: boolean;
  readonly baseline?: string;
  readonly writeBaseline?: string;
  readonly stdinFilename: string;
  readonly maxInput?: string;
  readonly showPassed?: boolean;
  readonly warnExitCode?: boolean;
  readonly fail: boolean;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
  readonly color: "auto" | "always" | "never";
  readonly config?: string;
}

/** What the flags say, or else the configuration, or else the defaults. Throws a `UsageError` for a level or a principal that is none. */
export function checkOptions(flags: CheckFlags, config: Config): CheckOptions {
  const levels = firstNonEmpty(flags.failOn ?? [], config.failOn === null ? [] : [config.failOn], []);
  const principal = parsePrincipal(flags.principal ?? config.principal ?? "pipeline");
  const baseline = flags.baseline ?? config.baseline;
  return {
    principal,
    environment: flags.environment ?? config.environment,
    changedOnly: flags.changedOnly === true,
    failOn: failThreshold(levels),
    failOnUnknown: levels.includes("unknown") || principal.kind === "agent",
    warnExitCode: flags.warnExitCode === true,
    noFail: !flags.fail,
    showPassed: flags.showPassed === true,
    baseline: baseline === null || baseline === undefined ? new Set() : readBaseline(baseline),
  };
}

/** `--max-input` in bytes, if it was given. Throws a `UsageError` unless it is a whole number that memory can hold. */
export function maxBytes({ maxInput }: CheckFlags): { readonly maxBytes?: number } {
  if (maxInput === undefined) return {};
  if (!/^[1-9]\d{0,3}$/.test(maxInput) || Number(maxInput) > MOST_MIB)
    throw new UsageError(`\`--max-input ${maxInput}\` is no size`, `write a whole number of MiB, 1 to ${MOST_MIB}`);
  return { maxBytes: Number(maxInput) * 1024 * 1024 };
}

/** A longer text than half a gigabyte fits into no string. */
const MOST_MIB = 500;

function failThreshold(levels: readonly string[]): Severity {
  const severities = levels.filter((level) => level !== "unknown");
  for (const level of severities) {
    if (!isSeverity(level))
      throw new UsageError(`\`--fail-on ${level}\` is no level`, `levels: ${SEVERITIES.join(", ")}, unknown`);
  }
  return SEVERITIES.findLast((severity) => severities.includes(severity)) ?? "info";
}

function isSeverity(level: string): level is Severity {
  return (SEVERITIES as readonly string[]).includes(level);
}
