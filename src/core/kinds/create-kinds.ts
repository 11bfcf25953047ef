import { InvariantError, sortDiagnostics, suggest, type Diagnostic } from "#core/diagnostics";
import type { Mapping, Origin, ResourceKindDocument, ResourceMappingDocument } from "#core/documents";
import { finish, UNCLASSIFIED, type Steps } from "#core/model";
import { checkMapping, type CheckedMapping, type MappedKind } from "./mapping/check-mapping.ts";
import { MappingProgram } from "./mapping/mapping-program.ts";
import { KindRegistry, type Kinds, type KnownKind } from "./registry.ts";
import { structTypesOf } from "./schema/struct-types.ts";

export interface KindsResult {
  readonly kinds: Kinds;
  readonly diagnostics: readonly Diagnostic[];
}

/** Documents that say what kinds there are, and which native types become them. */
export type KindDocument = ResourceKindDocument | ResourceMappingDocument;

/**
 * Checks and compiles ResourceKind and ResourceMapping documents. A mapping with an error is left out and reported; the rest still works. The
 * mappings of a kind's own document come first, then those of others by the name of their document.
 *
 * `trusted` are documents that were found without error before: their mappings are checked when a resource first needs them, and throw
 * `InvariantError` if they have one after all.
 */
export function createKinds(documents: readonly KindDocument[], trusted: ReadonlySet<object> = new Set()): KindsResult {
  return finish(createKindsInSteps(documents, trusted));
}

/** As `createKinds`, one mapping a step. Those of the same documents, all of them trusted, are made once: many bundles over one library share what is compiled of it. */
export function* createKindsInSteps(
  documents: readonly KindDocument[],
  trusted: ReadonlySet<object>,
): Steps<KindsResult> {
  const [first] = documents;
  if (first === undefined || !documents.every((document) => trusted.has(document)))
    return yield* make(documents, trusted);
  const known = SHARED.get(first);
  if (known !== undefined && isSame(known.documents, documents)) return known.result;
  const result = yield* make(documents, trusted);
  SHARED.set(first, { documents, result });
  return result;
}

/** The kinds of trusted documents that were made last, by the first of the documents. */
const SHARED = new WeakMap<
  KindDocument,
  { readonly documents: readonly KindDocument[]; readonly result: KindsResult }
>();

function isSame(some: readonly KindDocument[], others: readonly KindDocument[]): boolean {
  return some.length === others.length && some.every((document, at) => document === others[at]);
}

function* make(documents: readonly KindDocument[], trusted: ReadonlySet<object>): Steps<KindsResult> {
  const collector = new KindCollector(trusted);
  for (const document of documents) if (document.kind === "ResourceKind") yield* collector.define(document);
  const further = documents.filter((document) => document.kind === "ResourceMapping");
  for (const document of further.toSorted(byName)) yield* collector.extend(document);
  return collector.result();
}

class KindCollector {
  readonly #kinds = new Map<string, MappedKind>();
  readonly #programs: MappingProgram[] = [];
  readonly #diagnostics: Diagnostic[] = [];
  readonly #trusted: ReadonlySet<object>;

  constructor(trusted: ReadonlySet<object>) {
    this.#trusted = trusted;
  }

  *define(document: ResourceKindDocument): Steps<void> {
    const { name } = document.metadata;
    const refusal = refuse(document, this.#kinds);
    if (refusal !== null) {
      this.#diagnostics.push(refusal);
      return;
    }
    const { properties, description } = document.spec;
    const kind = { kind: name, properties, structs: structTypesOf(`writ.${name}`, properties, description) };
    this.#kinds.set(name, kind);
    yield* this.#add(kind, document);
  }

  *extend(document: ResourceMappingDocument): Steps<void> {
    const kind = this.#kinds.get(document.spec.kind);
    if (kind === undefined) this.#diagnostics.push(unknownKind(document, this.#kinds.keys()));
    else yield* this.#add(kind, document);
  }

  result(): KindsResult {
    const known = new Map(Array.from(this.#kinds, ([name, kind]) => [name, knownKind(kind)]));
    return { kinds: new KindRegistry(known, this.#programs), diagnostics: sortDiagnostics(this.#diagnostics) };
  }

  *#add(kind: MappedKind, document: KindDocument): Steps<void> {
    for (const rule of document.spec.mappings) {
      const program = this.#trusted.has(document)
        ? new MappingProgram(kind.kind, rule, () => checkTrusted(kind, rule, document.origin))
        : this.#checkNow(kind, rule, document.origin);
      if (program !== null) this.#programs.push(program);
      yield;
    }
  }

  #checkNow(kind: MappedKind, rule: Mapping, origin: Origin): MappingProgram | null {
    const { mapping, diagnostics } = checkMapping(kind, rule, origin);
    this.#diagnostics.push(...diagnostics);
    return mapping && new MappingProgram(kind.kind, rule, () => mapping);
  }
}

function knownKind({ structs, properties }: MappedKind): KnownKind {
  const untold = { description: null, unit: null, enum: null, items: null, values: null };
  return { structs, schema: { type: "object", ...untold, properties } };
}

function checkTrusted(kind: MappedKind, rule: Mapping, origin: Origin): CheckedMapping {
  const { mapping, diagnostics } = checkMapping(kind, rule, origin);
  if (mapping !== null) return mapping;
  throw new InvariantError("trusted-mapping", `A mapping in \`${origin.file}\` is wrong: ${diagnostics[0]?.message}`);
}

function byName(a: ResourceMappingDocument, b: ResourceMappingDocument): number {
  if (a.metadata.name === b.metadata.name) return 0;
  return a.metadata.name < b.metadata.name ? -1 : 1;
}

function refuse({ metadata, origin }: ResourceKindDocument, known: ReadonlyMap<string, unknown>): Diagnostic | null {
  const { name } = metadata;
  // A place is looked for only where there is something to place, because that reads the document again.
  const problem = (code: string, message: string): Diagnostic => {
    return { code, severity: "error", message, hint: "Choose another name", span: origin.at(["metadata", "name"]) };
  };
  if (name === UNCLASSIFIED) {
    const message = `Kind \`${name}\` is what resources without a kind are called, so that no document can define it`;
    return problem("kind-reserved-name", message);
  }
  return known.has(name) ? problem("kind-duplicate", `Kind \`${name}\` is defined twice`) : null;
}

function unknownKind({ metadata, spec, origin }: ResourceMappingDocument, known: Iterable<string>): Diagnostic {
  const likely = suggest(spec.kind, known);
  return {
    code: "mapping-unknown-kind",
    severity: "error",
    message: `Mapping \`${metadata.name}\` maps to kind \`${spec.kind}\`, which no document defines`,
    hint: likely === undefined ? "Load the document that defines the kind as well" : `Did you mean \`${likely}\`?`,
    span: origin.at(["spec", "kind"]),
  };
}
