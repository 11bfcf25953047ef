import type { Bundle } from "#core/bundle";
import type { InspectionSettings } from "#core/documents";
import { PolicedInspector, type InspectionPolicy } from "#core/inspection";

/** By what answers are looked into as long as one bundle is active, made once for each, since making one compiles its markings. */
export function activeInspector(
  bundles: { readonly current: { readonly bundle: Bundle } },
  policyBy: (settings: InspectionSettings | null) => InspectionPolicy,
): () => PolicedInspector {
  const inspectors = new WeakMap<Bundle, PolicedInspector>();
  return () => {
    const { bundle } = bundles.current;
    const known = inspectors.get(bundle) ?? new PolicedInspector(policyBy(bundle.settings?.spec.inspection ?? null));
    inspectors.set(bundle, known);
    return known;
  };
}
