import { validationNames, type ForeignPolicy } from "#core/admission";
import type { FrameworkDocument, PolicyDocument, WaiverDocument } from "#core/documents";
import { didYouMean, meantOr, reportAt, type CheckContext } from "./check-context.ts";

/** A policy that waivers may name, whoever wrote it. */
export interface WaivablePolicy {
  readonly validations: readonly string[];
  /** What binds a policy of others; Writ's own are bound by nothing. */
  readonly bindings: readonly string[];
}

/** Every policy that waivers may name, by the name that reports give it. */
export function waivablePolicies(
  own: readonly PolicyDocument[],
  others: readonly ForeignPolicy[],
): ReadonlyMap<string, WaivablePolicy> {
  return new Map([
    ...own.map(
      ({ metadata, spec }) =>
        [metadata.name, { validations: spec.validations.map(({ id }) => id), bindings: [] }] as const,
    ),
    ...others.map(
      ({ name, messages, bindings }) => [name, { validations: validationNames(messages), bindings }] as const,
    ),
  ]);
}

/** Reports a waiver of a policy, validation or binding that is not loaded: nobody may rely on what turns nothing aside. */
export function checkWaiver(
  waiver: WaiverDocument,
  policies: ReadonlyMap<string, WaivablePolicy>,
  context: CheckContext,
): void {
  const { policy: name, validation, binding } = waiver.spec;
  const policy = policies.get(name);
  if (policy === undefined) {
    const message = `No policy \`${name}\` is loaded, so the waiver turns nothing aside`;
    const problem = { code: "waiver-unknown-policy", severity: "error", message } as const;
    const hint = "Load the policy beside the waiver, or remove the waiver";
    reportAt(waiver, { ...problem, hint, ...didYouMean(name, policies.keys()), path: ["spec", "policy"] }, context);
    return;
  }
  checkPart(waiver, { part: "validation", named: validation, known: policy.validations }, context);
  checkPart(waiver, { part: "binding", named: binding, known: policy.bindings }, context);
}

interface Part {
  readonly part: "validation" | "binding";
  readonly named: string | null;
  readonly known: readonly string[];
}

const UNKNOWN_PARTS = {
  validation: { code: "waiver-unknown-validation" },
  binding: { code: "waiver-unknown-binding" },
} as const;

function checkPart(waiver: WaiverDocument, { part, named, known }: Part, context: CheckContext): void {
  if (named === null || known.includes(named)) return;
  const message = `Policy \`${waiver.spec.policy}\` has no ${part} \`${named}\`, so the waiver turns nothing aside`;
  const problem = { ...UNKNOWN_PARTS[part], severity: "error", message } as const;
  const hint = known.length === 0 ? "Remove the key" : `It has ${known.map((one) => `\`${one}\``).join(", ")}`;
  reportAt(waiver, { ...problem, hint, ...didYouMean(named, known), path: ["spec", part] }, context);
}

/** Reports links of a framework's crosswalk to requirements that it does not have; controls that are not loaded are taken on trust. */
export function checkCrosswalk(framework: FrameworkDocument, requirements: Requirements, context: CheckContext): void {
  const known = requirements.get(framework.metadata.name) ?? new Set();
  for (const [at, link] of framework.spec.crosswalk.entries()) {
    for (const [index, id] of link.requirements.entries()) {
      if (known.has(id)) continue;
      const message = `The crosswalk of \`${framework.metadata.name}\` links to \`${id}\`, which is none of its requirements`;
      const problem = { code: "framework-unknown-requirement", severity: "error", message } as const;
      const path = ["spec", "crosswalk", at, "requirements", index];
      const hint = "Add it to `requirements`, or remove it here";
      reportAt(framework, { ...problem, ...meantOr(id, known, hint), path }, context);
    }
  }
}

/** The ids of a framework's requirements by its name. */
export type Requirements = ReadonlyMap<string, ReadonlySet<string>>;

/** Indexes what the loaded frameworks demand. */
export function indexRequirements(frameworks: readonly FrameworkDocument[]): Requirements {
  return new Map(
    frameworks.map(({ metadata, spec }) => [metadata.name, new Set(spec.requirements.map(({ id }) => id))]),
  );
}

/** Reports requirements that a loaded framework does not have; frameworks that are not loaded are taken on trust. */
export function checkSatisfies(policy: PolicyDocument, requirements: Requirements, context: CheckContext): void {
  for (const [index, reference] of policy.spec.satisfies.entries()) {
    const slash = reference.indexOf("/");
    const [framework, id] = [reference.slice(0, slash), reference.slice(slash + 1)];
    const known = requirements.get(framework);
    if (known === undefined || known.has(id)) continue;
    const message = `Framework \`${framework}\` has no requirement \`${id}\``;
    const problem = { code: "policy-unknown-requirement", severity: "error", message } as const;
    const hint = "Name one that the framework has, or remove it";
    const full = Array.from(known, (one) => `${framework}/${one}`);
    reportAt(policy, { ...problem, ...meantOr(reference, full, hint), path: ["spec", "satisfies", index] }, context);
  }
}
