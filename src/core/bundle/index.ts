export type {
  Bundle,
  BundleFile,
  BundleResult,
  CheckedEnvironment,
  CheckedGrant,
  CheckedPolicy,
  CheckedValidation,
} from "./bundle.ts";
export { loadDocuments, loadWholeBundle, loadWholeBundleInSteps, type LoadedDocuments } from "./load-documents.ts";
export { loadBundle } from "./load-bundle.ts";
export { createReplacer, type ReplacePolicy } from "./replace-policy.ts";
export { policyEnvironment, type PolicyNames } from "./environment/policy-environment.ts";
export { recognitionEnvironment, resourceEnvironment } from "./environment/resource-environment.ts";
