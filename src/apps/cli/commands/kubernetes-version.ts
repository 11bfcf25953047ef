import { Option } from "commander";
import { KUBERNETES_VERSIONS, type KubernetesVersion } from "#core/language";
import type { Config } from "../config/config.ts";
import { UsageError } from "../usage-error.ts";

/** The flag of commands that compile policies for the admission of a cluster. */
export interface KubernetesFlags {
  readonly kubernetesVersion?: string;
}

const { oldest, newest } = KUBERNETES_VERSIONS;

/** `--kubernetes-version`, with what it is the version of. */
export function kubernetesOption(purpose: string): Option {
  return new Option("--kubernetes-version <version>", `${purpose}: 1.${oldest} to 1.${newest} (default 1.${newest})`);
}

/** The version that the flag names, or else the configuration, or else the newest that is known. Throws a `UsageError` for one that is not known. */
export function kubernetesVersion({ kubernetesVersion: flag }: KubernetesFlags, config: Config): KubernetesVersion {
  if (flag !== undefined) return parseVersion(flag, `\`--kubernetes-version ${flag}\``);
  if (config.kubernetesVersion === null) return newest;
  return parseVersion(config.kubernetesVersion, `Setting \`kubernetesVersion: ${config.kubernetesVersion}\``);
}

/** A version as clusters write it, whose last number has no part in what policies may say. */
function parseVersion(text: string, whose: string): KubernetesVersion {
  const version = Number(/^v?1\.(\d{1,3})(?:\.\d{1,3})?$/.exec(text)?.[1]);
  if (version >= oldest && version <= newest) return version;
  throw new UsageError(`${whose} is no version that is known here`, `versions: 1.${oldest} to 1.${newest}`);
}
