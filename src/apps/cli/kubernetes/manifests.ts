import { stringify } from "yaml";
import { accountOf, limitsOf, namespaceOf } from "./namespace.ts";
import { closedNetworkOf, disruptionBudgetOf, networkPolicyOf, serviceOf } from "./network.ts";
import type { InstallOptions, Manifest } from "./options.ts";
import { webhooksOf } from "./webhooks.ts";
import { workloadOf } from "./workload.ts";

/** Everything that an installation in a cluster consists of, in the order in which it is applied. */
export function manifestsOf(options: InstallOptions): readonly Manifest[] {
  return [
    namespaceOf(options),
    ...accountOf(options),
    ...limitsOf(options),
    closedNetworkOf(options),
    networkPolicyOf(options),
    serviceOf(options),
    disruptionBudgetOf(options),
    workloadOf(options),
    ...webhooksOf(options),
  ];
}

/** Manifests as one text of YAML, which `kubectl apply -f -` takes. */
export function manifestText(manifests: readonly Manifest[]): string {
  const written = manifests.map((manifest) => stringify(manifest, { aliasDuplicateObjects: false, lineWidth: 0 }));
  return written.join("---\n");
}
