import { sortDiagnostics, type Diagnostic } from "#core/diagnostics";
import type { ValueObject } from "#core/language";
import type { NativeChange, SourceInput, SourceReading, Unresolved } from "#core/model";
import type { SourceOptions } from "../source-format.ts";
import { decodeText } from "../text/index.ts";
import { nothingRead } from "../nothing-read.ts";
import { readDocuments, type ReadDocument } from "./documents.ts";
import { hintFor } from "./hints.ts";
import { createLocate, placeText, type PlacedText, type ResourcePlace } from "./locate.ts";
import { unmaskedPath } from "../masked.ts";
import { Mentionables, readComposition, readManaged, StandIns, type Managed, type Unseen } from "./managed/index.ts";
import { readObjects, type KubernetesObject, type ObjectProblem } from "./object.ts";
import type { Creation } from "../creation.ts";
import { addressOf, createdFrom, identify, managedBy, type ResourceContext } from "./resources.ts";
import type { DocumentProblem } from "../yaml/index.ts";

export const KUBERNETES_FORMAT = "kubernetes-manifest";

/**
 * Reads Kubernetes manifests: a YAML stream or JSON, written by hand or rendered by Helm or Kustomize, as Kubernetes would read them.
 *
 * Total. What cannot be read is an error diagnostic and an unresolved item, so that it is never taken for compliant; the documents around it
 * are read all the same. Every object becomes a `create` with its secrets masked; one that Crossplane or Google Config Connector turns into resources
 * of a cloud becomes those.
 */
export function readKubernetesManifest(input: SourceInput, options: SourceOptions = {}): SourceReading {
  const decoded = decodeText(input, options.maxBytes);
  if (decoded.kind === "rejected") return nothingRead(KUBERNETES_FORMAT, input.file, decoded.diagnostic);
  const placed = placeText(input.file, decoded.text);
  return new ManifestReader(input.file, placed).read(readDocuments(placed.text));
}

/** Reads objects that came as values, not as a text, as `readKubernetesManifest` reads those of a text; nothing in them has a place. */
export function readKubernetesObjects(file: string, objects: readonly ValueObject[]): SourceReading {
  const documents = objects.map((value) => ({ ...NOWHERE, value }));
  return new ManifestReader(file, placeText(file, "")).read(documents);
}

const NOWHERE = { start: 0, end: 0, template: null, syntax: "json", kind: "value" } as const;

class ManifestReader {
  readonly #file: string;
  readonly #placed: PlacedText;
  readonly #changes: NativeChange[] = [];
  readonly #diagnostics: Diagnostic[] = [];
  readonly #unresolved: Unresolved[] = [];
  readonly #places = new Map<string, ResourcePlace>();
  readonly #taken = new Map<string, number>();
  readonly #mentionables = new Mentionables();
  readonly #mentioning: Mentioning[] = [];
  readonly #standIns = new StandIns();
  readonly #documents = new Map<KubernetesObject, ReadDocument>();

  constructor(file: string, placed: PlacedText) {
    this.#file = file;
    this.#placed = placed;
  }

  read(documents: readonly ReadDocument[]): SourceReading {
    for (const [index, document] of documents.entries()) {
      this.#document(document, `document ${index + 1} of ${documents.length} in \`${this.#file}\``);
    }
    if (documents.length === 0) this.#diagnostics.push(noDocuments(this.#file));
    this.#link();
    for (const unseen of this.#standIns.unseen()) this.#leaveOpen(unseen);
    return {
      format: KUBERNETES_FORMAT,
      file: this.#file,
      changes: this.#changes,
      surroundings: [],
      unresolved: this.#unresolved,
      diagnostics: sortDiagnostics(this.#diagnostics),
      locate: createLocate(this.#placed, this.#places),
    };
  }

  #document(document: ReadDocument, which: string): void {
    if (document.kind === "rejected") {
      for (const problem of document.problems) this.#report({ ...problem, severity: "error" }, which);
      return;
    }
    for (const reading of readObjects(document.value)) {
      if (reading.kind === "object") this.#resource(reading.object, document);
      else this.#report(this.#placeProblem(reading.problem, document), which);
    }
  }

  #resource(object: KubernetesObject, document: ReadDocument): void {
    const context = { file: this.#file, id: this.#uniqueId(object, document), template: document.template };
    const managed = readManaged(object);
    for (const one of managed ?? [])
      this.#managed(one, object, { ...context, id: `${context.id}${one.part}` }, document);
    if (managed !== null) return;
    const change = createdFrom(object, context);
    this.#place(object, context, document, (path) => unmaskedPath(change.after.native, path));
    this.#changes.push(change);
    this.#standIns.add(object, context.id);
    this.#documents.set(object, document);
    this.#composed(object, context.id, document);
  }

  /** A resource of a cloud, whose references are followed when all objects are known. */
  #managed(managed: Managed, object: KubernetesObject, context: ResourceContext, document: ReadDocument): void {
    const change = managedBy(managed, object, context);
    this.#place(object, context, document, managed.pathOf);
    const { id, type, module: namespace } = change.after;
    this.#mentionables.add({ id, type, name: object.name, namespace, labels: object.labels });
    this.#changes.push(change);
    this.#mentioning.push({ at: this.#changes.length - 1, change, managed });
  }

  /** What a composition would make; what only a function can tell is said. */
  #composed(object: KubernetesObject, id: string, document: ReadDocument): void {
    const composed = readComposition(object);
    for (const base of composed?.bases ?? []) this.#resource(base, document);
    for (const reason of composed?.opaque ?? []) {
      const message = `Cannot tell all that composition \`${object.name}\` makes: ${reason}`;
      this.#unresolved.push({
        code: "crossplane-composition",
        message,
        source: { file: this.#file, address: id, path: [] },
      });
    }
  }

  /** What is made of an object without anybody seeing it here. */
  #leaveOpen({ code, object, id, reason, hint }: Unseen): void {
    const document = this.#documents.get(object);
    const [start, end] = document ? this.#placed.range(document, [...object.path, "kind"]) : [0, 0];
    const span = this.#placed.lines().span(start, end);
    this.#diagnostics.push({ code, severity: "warning", message: reason, hint, span });
    this.#unresolved.push({ code, message: reason, source: { file: this.#file, address: id, path: [] } });
  }

  #link(): void {
    for (const { at, change, managed } of this.#mentioning) {
      const references = this.#mentionables.referencesOf(managed, change.after);
      if (references.length > 0) this.#changes[at] = { ...change, after: { ...change.after, references } };
    }
  }

  #place(
    object: KubernetesObject,
    context: ResourceContext,
    document: ReadDocument,
    pathOf: ResourcePlace["pathOf"],
  ): void {
    const { start, end, syntax } = document;
    this.#places.set(addressOf(context), { start, end, syntax, path: object.path, pathOf });
  }

  /** Later objects of the same identity get a number; objects whose name is generated may share their prefix. */
  #uniqueId(object: KubernetesObject, document: ReadDocument): string {
    const id = identify(object);
    const count = (this.#taken.get(id) ?? 0) + 1;
    this.#taken.set(id, count);
    if (count === 1) return id;
    if (!object.generated) {
      const [start, end] = this.#placed.range(document, [...object.path, "metadata", "name"]);
      this.#diagnostics.push(duplicate(id, this.#placed.lines().span(start, end)));
    }
    return `${id}#${count}`;
  }

  #placeProblem(problem: ObjectProblem, document: ReadDocument): PlacedProblem {
    const [start, end] = this.#placed.range(document, problem.path);
    return { ...problem, start, end };
  }

  #report(problem: PlacedProblem, which: string): void {
    const { code, severity, start, end } = problem;
    const hint = problem.hint ?? hintFor(code);
    const span = this.#placed.lines().span(start, end);
    const message = `${severity === "error" ? "Cannot read" : "Skipped"} ${which}: ${problem.message}`;
    this.#diagnostics.push({ code, severity, message, hint, span });
    if (severity === "warning") return;
    const source = { file: this.#file, address: which, path: [] };
    this.#unresolved.push({ code: "unreadable-document", message, source });
  }
}

/** A change whose resource may mention others, and where it is among the changes. */
interface Mentioning {
  readonly at: number;
  readonly change: Creation;
  readonly managed: Managed;
}

type PlacedProblem = DocumentProblem & { readonly severity: "error" | "warning" };

function duplicate(id: string, span: NonNullable<Diagnostic["span"]>): Diagnostic {
  return {
    code: "duplicate-resource",
    severity: "warning",
    message: `\`${id}\` is defined more than once in this input, and only the last one holds in the cluster`,
    hint: "Remove one of them, or give them different names or namespaces",
    span,
  };
}

function noDocuments(file: string): Diagnostic {
  return {
    code: "no-documents",
    severity: "error",
    message: `Cannot read \`${file}\`: it has no document in it`,
    hint: "See whether the command that should have written it failed",
  };
}
