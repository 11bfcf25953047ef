import { foreignPolicies, NO_ADMISSION, type LoadedAdmission } from "#core/admission";
import { hasErrors, sortDiagnostics, type Diagnostic } from "#core/diagnostics";
import {
  parseDocuments,
  type AnyDocument,
  type DocumentKind,
  type ParsedDocuments,
  type PolicyDocument,
} from "#core/documents";
import { createKindsInSteps } from "#core/kinds";
import { finish, type Steps } from "#core/model";
import type { Bundle, BundleFile, BundleResult, CheckedPolicy } from "./bundle.ts";
import { checkAgents } from "./check/check-agents.ts";
import type { CheckContext } from "./check/check-context.ts";
import { checkGrant } from "./check/check-grant.ts";
import { checkPolicy } from "./check/check-policy.ts";
import {
  checkCrosswalk,
  checkSatisfies,
  checkWaiver,
  indexRequirements,
  waivablePolicies,
} from "./check/check-references.ts";
import { checkRecognition } from "./check/check-settings.ts";
import { checkOverrides } from "./check/effective-parameters.ts";
import { TrustedPolicy } from "./check/trusted-policy.ts";
import { combineDigests, digestOfAll } from "./digest.ts";
import { environmentTableOf } from "./environment/environment-table.ts";
import { uniqueDocuments } from "./unique-documents.ts";

/**
 * Parses documents of all kinds, validates each and checks them against each other.
 *
 * Pure and total: equal files give an equal answer, in whatever order they come, and hostile text gives diagnostics. A bundle is loaded whole or
 * not at all. `shipped` are documents that were found without error before: their mappings and policies are checked when they are first needed.
 * `admission` holds the policies of others, which waivers may name as well.
 */
export function loadBundle(
  files: readonly BundleFile[],
  shipped: readonly ParsedDocuments[] = [],
  admission: LoadedAdmission = NO_ADMISSION,
): BundleResult {
  return finish(loadBundleInSteps(files, shipped, admission));
}

/** As `loadBundle`, with a file, a mapping or a policy a step. */
export function* loadBundleInSteps(
  files: readonly BundleFile[],
  shipped: readonly ParsedDocuments[] = [],
  admission: LoadedAdmission = NO_ADMISSION,
): Steps<BundleResult> {
  const parsed = [...shipped];
  for (const { file, text } of files.toSorted(byFile)) {
    parsed.push(parseDocuments(file, text));
    yield;
  }
  const diagnostics = parsed.flatMap((one) => one.diagnostics);
  const documents = parsed.flatMap((one) => one.documents);
  const digests = parsed.flatMap((one) => one.digests);
  const trusted = new Set(shipped.flatMap((one) => one.documents));
  const parts = yield* checkDocuments(uniqueDocuments(documents, diagnostics), trusted, { admission, diagnostics });
  const digest = digestOfAll(combineDigests(digests), admission);
  const kindsDigest = combineDigests(parsed.flatMap(digestsOfKinds));
  const bundle = hasErrors(diagnostics) ? null : { digest, kindsDigest, ...parts, admission };
  return { bundle, diagnostics: sortDiagnostics(diagnostics) };
}

function digestsOfKinds({ documents, digests }: ParsedDocuments): readonly string[] {
  return documents.flatMap(({ kind }, at) => (KINDS.has(kind) ? (digests[at] ?? []) : []));
}

const KINDS: ReadonlySet<DocumentKind> = new Set(["ResourceKind", "ResourceMapping"]);

function byFile(a: BundleFile, b: BundleFile): number {
  if (a.file === b.file) return 0;
  return a.file < b.file ? -1 : 1;
}

function* checkDocuments(
  documents: readonly AnyDocument[],
  trusted: ReadonlySet<AnyDocument>,
  { admission, diagnostics }: { readonly admission: LoadedAdmission; readonly diagnostics: Diagnostic[] },
): Steps<Omit<Bundle, "digest" | "kindsDigest" | "admission">> {
  const context = yield* createContext(documents, trusted, diagnostics);
  const policies = ofKind(documents, "Policy");
  const frameworks = ofKind(documents, "Framework");
  const waivers = ofKind(documents, "Waiver");
  const agents = ofKind(documents, "Agent");
  const requirements = indexRequirements(frameworks);
  const others = foreignPolicies(
    admission,
    policies.map(({ metadata }) => metadata.name),
  );
  const waivable = waivablePolicies(policies, others);
  for (const framework of frameworks) checkCrosswalk(framework, requirements, context);
  for (const policy of policies) checkSatisfies(policy, requirements, context);
  for (const waiver of waivers) checkWaiver(waiver, waivable, context);
  checkAgents(agents, context);
  checkOverrides(policies, context);
  return {
    kinds: context.kinds,
    policies: yield* checkPolicies(policies, trusted, context),
    grants: ofKind(documents, "Grant").flatMap((grant) => checkGrant(grant, context) ?? []),
    agents,
    waivers,
    frameworks,
    settings: context.settings,
    environments: context.settings === null ? [] : checkRecognition(context.settings, context),
  };
}

function* checkPolicies(
  policies: readonly PolicyDocument[],
  trusted: ReadonlySet<AnyDocument>,
  context: CheckContext,
): Steps<readonly CheckedPolicy[]> {
  const checked: CheckedPolicy[] = [];
  for (const policy of policies) {
    const one = trusted.has(policy) ? new TrustedPolicy(policy, context) : checkPolicy(policy, context);
    if (one !== null) checked.push(one);
    yield;
  }
  return checked;
}

function* createContext(
  documents: readonly AnyDocument[],
  trusted: ReadonlySet<AnyDocument>,
  diagnostics: Diagnostic[],
): Steps<CheckContext> {
  const definitions = [...ofKind(documents, "ResourceKind"), ...ofKind(documents, "ResourceMapping")];
  const { kinds, diagnostics: problems } = yield* createKindsInSteps(definitions, trusted);
  for (const problem of problems) diagnostics.push(problem);
  return {
    kinds,
    nativeTypes: new Set(definitions.flatMap(({ spec }) => spec.mappings.flatMap(({ types }) => types))),
    settings: ofKind(documents, "Settings")[0] ?? null,
    environments: environmentTableOf(kinds),
    diagnostics,
  };
}

function ofKind<Kind extends DocumentKind>(
  documents: readonly AnyDocument[],
  kind: Kind,
): readonly Extract<AnyDocument, { kind: Kind }>[] {
  return documents.filter((document): document is Extract<AnyDocument, { kind: Kind }> => document.kind === kind);
}
