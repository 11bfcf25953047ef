import { enginesOf, mutatorsOf, NO_ADMISSION, type AdmissionEngine, type Mutators } from "#core/admission";
import type { Timestamp } from "#core/language";
import type { CheckRequest } from "../run.ts";
import { reviewReadings, type ReviewedReading } from "./review.ts";

/** Policies of others, whether they judge objects or change them. */
export type WithPolicies = Pick<AdmissionEngine, "policies">;

/** Who is asked in a run: policies that change objects, and then the engines of those that judge them. */
export interface Others {
  readonly mutators: Mutators;
  readonly engines: readonly AdmissionEngine[];
  /** Both, as far as they are asked for their policies. */
  readonly all: readonly WithPolicies[];
}

/** The policies of others in a run; none where it has none. */
export function othersFor({ admission = NO_ADMISSION, bundle }: Pick<CheckRequest, "admission" | "bundle">): Others {
  const taken = bundle.policies.map(({ document }) => document.metadata.name);
  const mutators = mutatorsOf(admission, taken);
  const engines = enginesOf(admission, taken);
  return { mutators, engines, all: [mutators, ...engines] };
}

/** What policies of others say of every reading of a run, with the waivers of its bundle; empty without any policy. */
export function askOthers(request: CheckRequest, now: Timestamp): readonly ReviewedReading[] {
  const { admission = NO_ADMISSION, bundle, program, readings, options } = request;
  const waivers = new Map(bundle.waivers.map((waiver) => [waiver.metadata.name, waiver]));
  const waivedIds = new Set(bundle.waivers.map(({ spec }) => spec.resource.id));
  const how = { baseline: options.baseline, now, program, waivers, waivedIds };
  return reviewReadings(othersFor(request), admission.objects, readings, how);
}
