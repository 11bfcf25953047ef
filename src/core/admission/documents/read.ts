import { sortDiagnostics, suggest, type Diagnostic } from "#core/diagnostics";
import { readTrees, report, toValue, type DocumentNode, type DocumentTree, type Reading } from "#core/documents";
import { isObject } from "#core/model";
import { foreignShape, nodeAt, readForeign, textIn } from "./foreign.ts";
import type { ForeignObject, ValidatingBindingDocument, ValidatingPolicyDocument } from "./types.ts";
import { validatingBindingSpecShape } from "./validating-binding.ts";
import { validatingPolicySpecShape } from "./validating-policy.ts";

/** The documents of one or several files, by what they are. */
export interface AdmissionDocuments {
  readonly policies: readonly ValidatingPolicyDocument[];
  readonly bindings: readonly ValidatingBindingDocument[];
  /** Objects of all other kinds: params and namespaces. */
  readonly objects: readonly ForeignObject[];
  readonly diagnostics: readonly Diagnostic[];
}

const GROUP = "admissionregistration.k8s.io";
const VERSIONS = ["v1", "v1beta1", "v1alpha1"].map((version) => `${GROUP}/${version}`);

/**
 * Reads documents of Kubernetes' admission, and the objects that they speak of, from one file of YAML or JSON.
 *
 * Total. Whatever the API server would refuse is an error with its place, and the document is left out; nothing is run approximately.
 */
export function readAdmissionDocuments(file: string, text: string): AdmissionDocuments {
  const { trees, reading } = readTrees(file, text);
  const found: Found = { policies: [], bindings: [], objects: [] };
  for (const tree of trees) readTree(tree, reading, found);
  return { ...found, diagnostics: sortDiagnostics(reading.diagnostics) };
}

interface Found {
  readonly policies: ValidatingPolicyDocument[];
  readonly bindings: ValidatingBindingDocument[];
  readonly objects: ForeignObject[];
}

function readTree({ root, origin }: DocumentTree, reading: Reading, found: Found): void {
  const apiVersion = textIn(root, "apiVersion") ?? "";
  if (!apiVersion.startsWith(`${GROUP}/`)) {
    const value = toValue(root);
    if (isObject(value)) found.objects.push({ value, origin });
    return;
  }
  const kind = textIn(root, "kind") ?? "";
  if (kind === "ValidatingAdmissionPolicy") {
    const document = readForeign(root, policyShape, reading);
    if (document !== undefined) found.policies.push({ ...document, origin });
  } else if (kind === "ValidatingAdmissionPolicyBinding") {
    const document = readForeign(root, bindingShape, reading);
    if (document !== undefined) found.bindings.push({ ...document, origin });
  } else refuseKind(root, kind, reading);
}

const KINDS = ["ValidatingAdmissionPolicy", "ValidatingAdmissionPolicyBinding"];

function refuseKind(root: DocumentNode, kind: string, reading: Reading): void {
  const near = suggest(kind, KINDS);
  const message = `A \`${kind}\` of \`${GROUP}\` cannot be run here`;
  const hint = near === undefined ? "Leave it out, or rely on the cluster for it" : `Did you mean \`${near}\`?`;
  report(reading, nodeAt(root, "kind"), { code: "foreign-unsupported-kind", message, hint });
}

const policyShape = foreignShape(VERSIONS, "ValidatingAdmissionPolicy", validatingPolicySpecShape);
const bindingShape = foreignShape(VERSIONS, "ValidatingAdmissionPolicyBinding", validatingBindingSpecShape);
