import type { KubernetesObject } from "../object.ts";
import { readConfigConnector } from "./config-connector.ts";
import { readCrossplane } from "./crossplane.ts";
import type { Managed } from "./managed.ts";

export { readComposition } from "./composition.ts";
export { Mentionables } from "./link.ts";
export type { Managed } from "./managed.ts";
export { CHART_HINT, choosesComposition, standsForChart, StandIns, type Unseen } from "./unseen.ts";

/** The cloud resources that an object stands for, which Crossplane or Google Config Connector make of it; null when it is the cluster's own. */
export function readManaged(object: KubernetesObject): readonly Managed[] | null {
  const crossplane = readCrossplane(object);
  return crossplane === null ? readConfigConnector(object) : [crossplane];
}
