import { basename, dirname, join, relative } from "node:path";
import type { CheckedPolicy } from "#core/bundle";
import type { FrameworkDocument, Mapping, ResourceKindDocument } from "#core/documents";
import { readExpectation, type Expectation } from "../../src/apps/cli/cases/expectation.ts";
import { findCases } from "../../src/apps/cli/cases/find.ts";
import { loadPolicies } from "../../src/apps/cli/policies/load.ts";
import { shippedFiles } from "../../src/apps/cli/policies/shipped.ts";

/** A mapping with the folder of `library/mappings/` that it lies in, such as `terraform-aws`. */
export interface SourcedMapping {
  readonly source: string;
  readonly kind: string;
  readonly mapping: Mapping;
}

export interface PolicyCase {
  readonly name: string;
  readonly expectation: Expectation;
}

/** A shipped policy with its cases. */
export interface Control {
  /** As in `STO-01`. */
  readonly id: string;
  readonly policy: CheckedPolicy["document"];
  readonly cases: readonly PolicyCase[];
}

/** The shipped library as the site shows it. */
export interface Library {
  readonly controls: readonly Control[];
  readonly kinds: readonly ResourceKindDocument[];
  readonly mappings: readonly SourcedMapping[];
  readonly frameworks: readonly FrameworkDocument[];
}

/** Loads the library that lies in `root`; throws when it has an error. */
export function loadLibrary(root: string): Library {
  const { bundle, diagnostics } = loadPolicies({ paths: [], library: true });
  if (bundle === null) throw new Error(diagnostics.map(({ message }) => message).join("\n"));
  const library = join(root, "library");
  return {
    controls: bundle.policies.map(({ document }) => controlOf(document, library)).toSorted(byId),
    kinds: shippedKinds(),
    mappings: shippedMappings(),
    frameworks: bundle.frameworks,
  };
}

function controlOf(policy: Control["policy"], library: string): Control {
  const folder = join(library, "policies", policy.metadata.name, "cases");
  const cases = findCases(folder).map((one) => ({
    name: relative(folder, one.folder),
    expectation: readExpectation(one.expected),
  }));
  return { id: policy.metadata.labels["control"] ?? policy.metadata.name, policy, cases };
}

function byId(a: Control, b: Control): number {
  return a.id.localeCompare(b.id, "en", { numeric: true });
}

function shippedKinds(): readonly ResourceKindDocument[] {
  const documents = shippedFiles().flatMap(({ parsed }) => parsed.documents);
  return documents.filter((document) => document.kind === "ResourceKind");
}

function shippedMappings(): readonly SourcedMapping[] {
  return shippedFiles().flatMap(({ path, parsed }) => {
    const source = basename(dirname(path));
    return parsed.documents.flatMap((document) =>
      document.kind === "ResourceMapping"
        ? document.spec.mappings.map((mapping) => ({ source, kind: document.spec.kind, mapping }))
        : [],
    );
  });
}

type Link = FrameworkDocument["spec"]["crosswalk"][number];

/** A link of a crosswalk with the framework that it belongs to. */
export type Requirement = Link & { readonly framework: FrameworkDocument["metadata"] };

/** What the frameworks link a control to. */
export function requirementsOf(control: string, { frameworks }: Library): readonly Requirement[] {
  return frameworks.flatMap(({ metadata, spec }) =>
    spec.crosswalk
      .filter(({ controls }) => controls.includes(control))
      .map((link) => ({ ...link, framework: metadata })),
  );
}
