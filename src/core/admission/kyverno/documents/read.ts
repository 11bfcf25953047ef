import { sortDiagnostics, type Diagnostic } from "#core/diagnostics";
import { readTrees, toValue, type DocumentNode, type DocumentTree, type Reading } from "#core/documents";
import type { ValueObject } from "#core/language";
import { isObject } from "#core/model";
import { foreignShape, readForeign, textIn } from "../../documents/foreign.ts";
import { exceptionSpecShape } from "./exception.ts";
import { passOver, refuseDocument } from "./refusal.ts";
import { kyvernoMutatingSpecShape } from "./mutating-spec.ts";
import { kyvernoSpecShape } from "./spec.ts";
import type {
  KyvernoMutatingKind,
  KyvernoMutatingPolicy,
  KyvernoPolicy,
  KyvernoPolicyKind,
  PolicyException,
} from "./types.ts";

/** What documents of Kyverno were found. */
export interface KyvernoFound {
  readonly policies: readonly KyvernoPolicy[];
  /** Those that change objects before others judge them. */
  readonly mutating: readonly KyvernoMutatingPolicy[];
  readonly exceptions: readonly PolicyException[];
  /** Documents `Context` and `ClusterResource` of its command line, which tell of a cluster. */
  readonly contexts: readonly ValueObject[];
}

/** The documents of Kyverno in one file. */
export interface KyvernoDocuments extends KyvernoFound {
  readonly diagnostics: readonly Diagnostic[];
}

const GROUP = "policies.kyverno.io";
const VERSIONS = ["v1", "v1beta1", "v1alpha1"].map((version) => `${GROUP}/${version}`);

const OLDER_GROUP = "kyverno.io";
const GROUP_OF_MOCKS = "cli.kyverno.io";

/** The groups of Kyverno: of its policies, of its older ones, and of what its command line reads. */
export const KYVERNO_GROUPS: readonly string[] = [GROUP, OLDER_GROUP, GROUP_OF_MOCKS];

/**
 * Reads the policies and exceptions of Kyverno in one file of YAML or JSON and passes over all others.
 *
 * Total. A policy of a type that cannot be run is an error that names the type, and one that Kyverno would refuse is an error with its place;
 * either is left out, since nothing is run approximately.
 */
export function readKyvernoDocuments(file: string, text: string): KyvernoDocuments {
  const { trees, reading } = readTrees(file, text);
  const found: KyvernoPile = { policies: [], mutating: [], exceptions: [], contexts: [] };
  for (const tree of trees) {
    const [group = ""] = (textIn(tree.root, "apiVersion") ?? "").split("/");
    if (group === GROUP || group === OLDER_GROUP) readKyvernoTree(tree, reading, found);
  }
  return { ...found, diagnostics: sortDiagnostics(reading.diagnostics) };
}

/** Documents of Kyverno, as they are found. */
export interface KyvernoPile {
  readonly policies: KyvernoPolicy[];
  readonly mutating: KyvernoMutatingPolicy[];
  readonly exceptions: PolicyException[];
  readonly contexts: ValueObject[];
}

const POLICY_SHAPES = {
  ValidatingPolicy: policyShape("ValidatingPolicy"),
  NamespacedValidatingPolicy: policyShape("NamespacedValidatingPolicy"),
};
const MUTATING_SHAPES = {
  MutatingPolicy: mutatingShape("MutatingPolicy"),
  NamespacedMutatingPolicy: mutatingShape("NamespacedMutatingPolicy"),
};
const EXCEPTION_SHAPE = foreignShape(VERSIONS, "PolicyException", exceptionSpecShape);

function policyShape(
  kind: KyvernoPolicyKind,
): ReturnType<typeof foreignShape<KyvernoPolicyKind, KyvernoPolicy["spec"]>> {
  return foreignShape(VERSIONS, kind, kyvernoSpecShape);
}

function mutatingShape(
  kind: KyvernoMutatingKind,
): ReturnType<typeof foreignShape<KyvernoMutatingKind, KyvernoMutatingPolicy["spec"]>> {
  return foreignShape(VERSIONS, kind, kyvernoMutatingSpecShape);
}

/** Reads one document of a group of Kyverno. */
export function readKyvernoTree({ root, origin }: DocumentTree, reading: Reading, found: KyvernoPile): void {
  const apiVersion = textIn(root, "apiVersion") ?? "";
  const kind = textIn(root, "kind") ?? "";
  if (apiVersion.startsWith(`${GROUP_OF_MOCKS}/`)) readMock({ root, origin }, kind, reading, found);
  else if (kind === "PolicyException" && apiVersion.startsWith(`${GROUP}/`)) {
    const document = readForeign(root, EXCEPTION_SHAPE, reading);
    if (document !== undefined) found.exceptions.push({ ...document, origin });
  } else if (isPolicyKind(kind)) {
    const document = readForeign(root, POLICY_SHAPES[kind], reading);
    if (document !== undefined) found.policies.push({ ...document, origin });
  } else if (isMutatingKind(kind)) {
    const document = readForeign(root, MUTATING_SHAPES[kind], reading);
    if (document !== undefined) found.mutating.push({ ...document, origin });
  } else if (kind === "GlobalContextEntry") passOverEntry(root, reading);
  else refuseDocument(root, kind, apiVersion, reading);
}

function isPolicyKind(kind: string): kind is KyvernoPolicyKind {
  return Object.hasOwn(POLICY_SHAPES, kind);
}

function isMutatingKind(kind: string): kind is KyvernoMutatingKind {
  return Object.hasOwn(MUTATING_SHAPES, kind);
}

/** What of all that Kyverno's command line reads tells of a cluster. */
const TELLING: ReadonlySet<string> = new Set(["Context", "ClusterResource"]);

function readMock({ root }: DocumentTree, kind: string, reading: Reading, found: KyvernoPile): void {
  const value = toValue(root);
  if (TELLING.has(kind) && isObject(value)) return void found.contexts.push(value);
  const message = `A \`${kind}\` of Kyverno's command line means nothing beside policies, so it does nothing`;
  const hint = kind === "Test" ? "Run it with `writ test`" : "Leave it to the tests that name it";
  passOver(root, { message, hint }, reading);
}

/** An entry names data of a cluster, which nobody fetches. */
function passOverEntry(root: DocumentNode, reading: Reading): void {
  const message = "The data of a `GlobalContextEntry` lie in a cluster, so what policies read of it is unknown";
  passOver(root, { message, hint: "Leave it out, or rely on Kyverno for the policies that read it" }, reading);
}
