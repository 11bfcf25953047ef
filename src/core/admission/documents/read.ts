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
  type Shape,
} from "#core/documents";
import { isObject } from "#core/model";
import { foreignShape, nodeAt, readForeign, textIn } from "./foreign.ts";
import { KYVERNO_GROUPS, readKyvernoTree, type KyvernoFound, type KyvernoPile } from "../kyverno/documents/read.ts";
import { constraintShape } from "../gatekeeper/constraint.ts";
import { templateShape } from "../gatekeeper/template.ts";
import type { ConstraintDocument, TemplateDocument } from "../gatekeeper/types.ts";
import type { ForeignObject, ValidatingBindingDocument, ValidatingPolicyDocument } from "./types.ts";
import { mutatingBindingSpecShape } from "./mutating-binding.ts";
import { mutatingPolicySpecShape } from "./mutating-policy.ts";
import type { MutatingBindingDocument, MutatingPolicyDocument } from "./mutating-types.ts";
import { validatingBindingSpecShape } from "./validating-binding.ts";
import { validatingPolicySpecShape } from "./validating-policy.ts";

/** The documents of one or several files, by what they are. */
export interface AdmissionDocuments {
  readonly policies: readonly ValidatingPolicyDocument[];
  readonly bindings: readonly ValidatingBindingDocument[];
  readonly mutating: MutatingFound;
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

/** Policies that change objects, and what binds them. */
export interface MutatingFound {
  readonly policies: readonly MutatingPolicyDocument[];
  readonly bindings: readonly MutatingBindingDocument[];
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
    mutating: { policies: [], bindings: [] },
    templates: [],
    constraints: [],
    kyverno: { policies: [], mutating: [], exceptions: [], contexts: [] },
    objects: [],
  };
  for (const tree of trees) readTree(tree, reading, found);
  const digests = trees.map(({ root }) => documentDigest(root));
  return { ...found, digests, diagnostics: sortDiagnostics(reading.diagnostics) };
}

interface Found {
  readonly policies: ValidatingPolicyDocument[];
  readonly bindings: ValidatingBindingDocument[];
  readonly mutating: { readonly policies: MutatingPolicyDocument[]; readonly bindings: MutatingBindingDocument[] };
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

function readAdmissionTree(tree: DocumentTree, reading: Reading, found: Found): void {
  const kind = textIn(tree.root, "kind") ?? "";
  const read = Object.hasOwn(KINDS, kind) ? KINDS[kind] : undefined;
  if (read === undefined) refuseKind(tree.root, kind, reading);
  else read(tree, reading, found);
}

const policyShape = foreignShape(VERSIONS, "ValidatingAdmissionPolicy", validatingPolicySpecShape);
const bindingShape = foreignShape(VERSIONS, "ValidatingAdmissionPolicyBinding", validatingBindingSpecShape);
const mutatingPolicyShape = foreignShape(VERSIONS, "MutatingAdmissionPolicy", mutatingPolicySpecShape);
const mutatingBindingShape = foreignShape(VERSIONS, "MutatingAdmissionPolicyBinding", mutatingBindingSpecShape);

/** How documents of the kinds that are run are read. */
const KINDS: Readonly<Record<string, ReadGroup>> = {
  ValidatingAdmissionPolicy: reader(policyShape, ({ policies }) => policies),
  ValidatingAdmissionPolicyBinding: reader(bindingShape, ({ bindings }) => bindings),
  MutatingAdmissionPolicy: reader(mutatingPolicyShape, ({ mutating }) => mutating.policies),
  MutatingAdmissionPolicyBinding: reader(mutatingBindingShape, ({ mutating }) => mutating.bindings),
};

function reader<Document>(
  shape: Shape<Document>,
  pileOf: (found: Found) => (Document & Pick<DocumentTree, "origin">)[],
): ReadGroup {
  return ({ root, origin }, reading, found) => {
    const document = readForeign(root, shape, reading);
    if (document !== undefined) pileOf(found).push({ ...document, origin });
  };
}

/** Kinds of the group that exist and are not run. */
const REAL_KIND = /WebhookConfiguration$/;

function refuseKind(root: DocumentNode, kind: string, reading: Reading): void {
  const near = REAL_KIND.test(kind) ? undefined : suggest(kind, Object.keys(KINDS));
  const message = `A \`${kind}\` of \`${GROUP}\` cannot be run here`;
  const hint = near === undefined ? "Leave it out, or rely on the cluster for it" : `Did you mean \`${near}\`?`;
  report(reading, nodeAt(root, "kind"), { code: "foreign-unsupported-kind", message, hint });
}
