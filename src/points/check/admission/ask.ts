import { enginesOf, NO_ADMISSION, type AdmissionEngine } from "#core/admission";
import type { Timestamp } from "#core/language";
import type { CheckRequest } from "../run.ts";
import { reviewReadings, type ReviewedReading } from "./review.ts";

/** The engines of the policies of others in a run; none where it has none. */
export function enginesFor({
  admission,
  bundle,
}: Pick<CheckRequest, "admission" | "bundle">): readonly AdmissionEngine[] {
  return enginesOf(
    admission ?? NO_ADMISSION,
    bundle.policies.map(({ document }) => document.metadata.name),
  );
}

/** What policies of others say of every reading of a run, with the waivers of its bundle; empty without any policy. */
export function askOthers(request: CheckRequest, now: Timestamp): readonly ReviewedReading[] {
  const { admission = NO_ADMISSION, bundle, program, readings, options } = request;
  const waivers = new Map(bundle.waivers.map((waiver) => [waiver.metadata.name, waiver]));
  const waivedIds = new Set(bundle.waivers.map(({ spec }) => spec.resource.id));
  const how = { baseline: options.baseline, now, program, waivers, waivedIds };
  return reviewReadings(enginesFor(request), admission.objects, readings, how);
}
