import { nameOf } from "../kyverno/documents/name.ts";
import type { LoadedAdmission } from "../validating/load.ts";
import type { AdmissionEngine, ForeignPolicy } from "./engine.ts";
import { gatekeeperEngine } from "./gatekeeper.ts";
import { kubernetesEngine } from "./kubernetes.ts";
import { kyvernoEngine } from "./kyverno.ts";
import { createMutators, type Mutators } from "./mutators.ts";
import { nameApart } from "./names.ts";

type Loaded = Pick<LoadedAdmission, "policies" | "constraints" | "kyverno" | "mutating" | "authorize">;

/** The engines of what was loaded, in the order in which they are asked. `taken` are the names of policies that are none of theirs. */
export function enginesOf(loaded: Loaded, taken: Iterable<string> = []): readonly AdmissionEngine[] {
  const { policies, constraints, kyverno, authorize } = loaded;
  const naming = nameApart(namesOf(loaded), taken);
  return [
    kubernetesEngine(policies, authorize, naming),
    gatekeeperEngine(constraints, naming),
    kyvernoEngine(kyverno, naming),
  ];
}

/** What changes objects before the engines are asked about them. */
export function mutatorsOf(loaded: Loaded, taken: Iterable<string> = []): Mutators {
  return createMutators(loaded, nameApart(namesOf(loaded), taken));
}

/** The policies of others as reports and waivers name them, beside policies with the names that are `taken`. */
export function foreignPolicies(loaded: Loaded, taken: Iterable<string>): readonly ForeignPolicy[] {
  const names = [...taken];
  return [mutatorsOf(loaded, names), ...enginesOf(loaded, names)].flatMap(({ policies }) => policies);
}

/** Several constraints share their template, whose name counts once. */
function namesOf({ policies, constraints, kyverno, mutating }: Loaded): readonly string[] {
  return [
    ...policies.map(({ document }) => document.metadata.name),
    ...new Set(constraints.map(({ document }) => document.metadata.name)),
    ...[...kyverno.policies, ...kyverno.mutating].map(({ document }) => nameOf(document)),
    ...mutating.map(({ document }) => document.metadata.name),
  ];
}
