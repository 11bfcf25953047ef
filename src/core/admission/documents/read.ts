import { sortDiagnostics, suggest, type Diagnostic } from "#core/diagnostics";
import {
  documentDigest,
  isDocumentKind,
  readTrees,
  report,
  toValue,
  type DocumentNode,
  type DocumentTree,
  type Reading,
} from "#core/documents";
import { isObject } from "#core/model";
import { foreignShape, nodeAt, readForeign, textIn } from "./foreign.ts";
import { KYVERNO_GROUPS, readKyvernoTree, type KyvernoFound, type KyvernoPile } from "../kyverno/documents/read.ts";
import { constraintShape } from "../gatekeeper/constraint.ts";
import { templateShape } from "../gatekeeper/template.ts";
import type { ConstraintDocument, TemplateDocument } from "../gatekeeper/types.ts";
import type { ForeignObject, ValidatingBindingDocument, ValidatingPolicyDocument } from "./types.ts";
import { validatingBindingSpecShape } from "./validating-binding.ts";
import { validatingPolicySpecShape } from "./validating-policy.ts";

/** The documents of one or several files, by what they are. */
export interface AdmissionDocuments {
  readonly policies: readonly ValidatingPolicyDocument[];
  readonly bindings: readonly ValidatingBindingDocument[];
  /** Templates and constraints of Gatekeeper. */
  readonly templates: readonly TemplateDocument[];
  readonly constraints: readonly ConstraintDocument[];
  readonly kyverno: KyvernoFound;
  /** Objects of all other kinds: params and namespaces. */
  readonly objects: readonly ForeignObject[];
  /** Of every document, whatever became of it, as those of Writ's own are hashed. */
  readonly digests: readonly string[];
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
  return readAll(trees, reading);
}

/** The same for a file of which it is not known whose documents it holds; null unless all are others'. */
export function readForeignFile(file: string, text: string): AdmissionDocuments | null {
  const { trees, reading } = readTrees(file, text);
  return trees.length > 0 && trees.every(isForeign) ? readAll(trees, reading) : null;
}

/** Whatever names an API other than Writ's, but not a kind of Writ's under what may be a slip. */
function isForeign({ root }: DocumentTree): boolean {
  const apiVersion = textIn(root, "apiVersion") ?? "writ/v1";
  if (apiVersion.startsWith("writ/")) return false;
  const [group = ""] = apiVersion.split("/");
  return group.includes(".") || !isDocumentKind(textIn(root, "kind") ?? "");
}

function readAll(trees: readonly DocumentTree[], reading: Reading): AdmissionDocuments {
  const found: Found = {
    policies: [],
    bindings: [],
    templates: [],
    constraints: [],
    kyverno: { policies: [], exceptions: [], contexts: [] },
    objects: [],
  };
  for (const tree of trees) readTree(tree, reading, found);
  const digests = trees.map(({ root }) => documentDigest(root));
  return { ...found, digests, diagnostics: sortDiagnostics(reading.diagnostics) };
}

interface Found {
  readonly policies: ValidatingPolicyDocument[];
  readonly bindings: ValidatingBindingDocument[];
  readonly templates: TemplateDocument[];
  readonly constraints: ConstraintDocument[];
  readonly kyverno: KyvernoPile;
  readonly objects: ForeignObject[];
}

function readTree(tree: DocumentTree, reading: Reading, found: Found): void {
  const [group = ""] = (textIn(tree.root, "apiVersion") ?? "").split("/");
  const read = Object.hasOwn(GROUPS, group) ? GROUPS[group] : undefined;
  if (read !== undefined) return read(tree, reading, found);
  const value = toValue(tree.root);
  if (isObject(value)) found.objects.push({ value, origin: tree.origin });
}

type ReadGroup = (tree: DocumentTree, reading: Reading, found: Found) => void;

/** How documents of the groups that are run are read. */
const GROUPS: Readonly<Record<string, ReadGroup>> = {
  ...Object.fromEntries(KYVERNO_GROUPS.map((group) => [group, readKyverno])),
  [GROUP]: readAdmissionTree,
  "templates.gatekeeper.sh": ({ root, origin }, reading, found) => {
    const template = readForeign(root, templateShape, reading);
    if (template !== undefined) found.templates.push({ ...template, origin });
  },
  "constraints.gatekeeper.sh": ({ root, origin }, reading, found) => {
    const constraint = readForeign(root, constraintShape, reading);
    if (constraint !== undefined) found.constraints.push({ ...constraint, origin });
  },
};

function readKyverno(tree: DocumentTree, reading: Reading, { kyverno }: Found): void {
  readKyvernoTree(tree, reading, kyverno);
}

function readAdmissionTree({ root, origin }: DocumentTree, reading: Reading, found: Found): void {
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

/** Kinds of the group that exist and are not run. */
const REAL_KIND = /^Mutating|WebhookConfiguration$/;

function refuseKind(root: DocumentNode, kind: string, reading: Reading): void {
  const near = REAL_KIND.test(kind) ? undefined : suggest(kind, KINDS);
  const message = `A \`${kind}\` of \`${GROUP}\` cannot be run here`;
  const hint = near === undefined ? "Leave it out, or rely on the cluster for it" : `Did you mean \`${near}\`?`;
  report(reading, nodeAt(root, "kind"), { code: "foreign-unsupported-kind", message, hint });
}

const policyShape = foreignShape(VERSIONS, "ValidatingAdmissionPolicy", validatingPolicySpecShape);
const bindingShape = foreignShape(VERSIONS, "ValidatingAdmissionPolicyBinding", validatingBindingSpecShape);
