import { sortDiagnostics, type Diagnostic } from "#core/diagnostics";
import { readTrees, report, type DocumentTree, type Reading } from "#core/documents";
import { foreignShape, readForeign, textIn } from "../../documents/foreign.ts";
import { exceptionSpecShape } from "./exception.ts";
import { kyvernoSpecShape } from "./spec.ts";
import type { KyvernoPolicy, KyvernoPolicyKind, PolicyException } from "./types.ts";

/** The documents of Kyverno in one file. */
export interface KyvernoDocuments {
  readonly policies: readonly KyvernoPolicy[];
  readonly exceptions: readonly PolicyException[];
  readonly diagnostics: readonly Diagnostic[];
}

const GROUP = "policies.kyverno.io";
const VERSIONS = ["v1", "v1beta1", "v1alpha1"].map((version) => `${GROUP}/${version}`);
const GROUPS = [GROUP, "kyverno.io"];

/**
 * Reads the documents of Kyverno in one file of YAML or JSON and passes over all others.
 *
 * Total. A policy of a type that cannot be run is an error that names the type, and one that Kyverno would refuse is an error with its place;
 * either is left out, since nothing is run approximately.
 */
export function readKyvernoDocuments(file: string, text: string): KyvernoDocuments {
  const { trees, reading } = readTrees(file, text);
  const found: Found = { policies: [], exceptions: [] };
  for (const tree of trees) readTree(tree, reading, found);
  return { ...found, diagnostics: sortDiagnostics(reading.diagnostics) };
}

interface Found {
  readonly policies: KyvernoPolicy[];
  readonly exceptions: PolicyException[];
}

const POLICY_SHAPES = {
  ValidatingPolicy: policyShape("ValidatingPolicy"),
  NamespacedValidatingPolicy: policyShape("NamespacedValidatingPolicy"),
};
const EXCEPTION_SHAPE = foreignShape(VERSIONS, "PolicyException", exceptionSpecShape);

function policyShape(
  kind: KyvernoPolicyKind,
): ReturnType<typeof foreignShape<KyvernoPolicyKind, KyvernoPolicy["spec"]>> {
  return foreignShape(VERSIONS, kind, kyvernoSpecShape);
}

function readTree({ root, origin }: DocumentTree, reading: Reading, found: Found): void {
  const apiVersion = textIn(root, "apiVersion") ?? "";
  if (!GROUPS.some((group) => apiVersion.startsWith(`${group}/`))) return;
  const kind = textIn(root, "kind") ?? "";
  if (kind === "PolicyException" && apiVersion.startsWith(`${GROUP}/`)) {
    const document = readForeign(root, EXCEPTION_SHAPE, reading);
    if (document !== undefined) found.exceptions.push({ ...document, origin });
  } else if (isPolicyKind(kind)) {
    const document = readForeign(root, POLICY_SHAPES[kind], reading);
    if (document !== undefined) found.policies.push({ ...document, origin });
  } else {
    const message = `A \`${kind}\` of \`${apiVersion}\` cannot be run here, only a ValidatingPolicy, a NamespacedValidatingPolicy and a PolicyException of \`${GROUP}\``;
    report(reading, root, {
      code: "foreign-unsupported-kind",
      message,
      hint: "Leave it out, or rely on Kyverno for it",
    });
  }
}

function isPolicyKind(kind: string): kind is KyvernoPolicyKind {
  return Object.hasOwn(POLICY_SHAPES, kind);
}
