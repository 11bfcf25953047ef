import type { LoadedAdmission } from "../validating/load.ts";
import type { AdmissionEngine } from "./engine.ts";
import { gatekeeperEngine } from "./gatekeeper.ts";
import { kubernetesEngine } from "./kubernetes.ts";
import { kyvernoEngine } from "./kyverno.ts";

/** The engines of what was loaded, in the order in which they are asked. */
export function enginesOf({
  policies,
  constraints,
  kyverno,
}: Pick<LoadedAdmission, "policies" | "constraints" | "kyverno">): readonly AdmissionEngine[] {
  return [kubernetesEngine(policies), gatekeeperEngine(constraints), kyvernoEngine(kyverno)];
}
