import { ANY_KIND, type AnyDocument } from "#core/documents";
import { UNCLASSIFIED } from "#core/model";
import { didYouMean, meantOr, reportAt, type CheckContext } from "./check-context.ts";

/** The part of a document that says which resources it is about. */
export interface Subject {
  readonly kinds: readonly string[];
  readonly types: readonly string[];
  readonly environments: readonly string[];
}

type Path = readonly (string | number)[];

/** Reports kinds, native types and environments that nothing loaded knows; `path` leads to the subject. */
export function checkSubject(document: AnyDocument, subject: Subject, path: Path, context: CheckContext): void {
  const at: Place = { document, path, context };
  for (const [index, kind] of subject.kinds.entries()) checkKind(kind, index, at);
  for (const [index, type] of subject.types.entries()) checkType(type, index, at);
  checkEnvironments(document, subject.environments, [...path, "environments"], context);
}

interface Place {
  readonly document: AnyDocument;
  readonly path: Path;
  readonly context: CheckContext;
}

function checkKind(kind: string, index: number, { document, path, context }: Place): void {
  const { names } = context.kinds;
  if (kind === ANY_KIND || context.kinds.structs(kind) !== undefined) return;
  const hint = kind === UNCLASSIFIED ? BY_TYPE : (didYouMean(kind, names).hint ?? knownKinds(names));
  const message = `No kind \`${kind}\` is loaded`;
  const problem = { code: "bundle-unknown-kind", severity: "error", message, hint } as const;
  reportAt(document, { ...problem, path: [...path, "kinds", index] }, context);
}

const BY_TYPE = "Name in `types` what has no kind, as in `types: [gcloud ai endpoints]`";
const UNMAPPED = "Load the document that maps it, or read `resource.native` alone";

function knownKinds(names: readonly string[]): string {
  if (names.length === 0) return "Load the documents that define the kinds together with the policies";
  return `Loaded kinds are ${names.map((name) => `\`${name}\``).join(", ")}`;
}

function checkType(type: string, index: number, { document, path, context }: Place): void {
  if (context.nativeTypes.has(type)) return;
  const message = `No loaded kind maps the native type \`${type}\`, so that only \`resource.native\` has values for it`;
  const problem = { code: "bundle-unknown-type", severity: "warning", message } as const;
  reportAt(
    document,
    { ...problem, ...meantOr(type, context.nativeTypes, UNMAPPED), path: [...path, "types", index] },
    context,
  );
}

/** Reports environments that no Settings document recognises; without one, that is a warning, for a point may still name them. */
export function checkEnvironments(
  document: AnyDocument,
  names: readonly string[],
  path: Path,
  context: CheckContext,
): void {
  const known = context.settings?.spec.environments.map(({ name }) => name) ?? [];
  const severity = known.length > 0 ? "error" : "warning";
  for (const [index, name] of names.entries()) {
    if (known.includes(name)) continue;
    const message = `No Settings document says how to recognise the environment \`${name}\``;
    const problem = { code: "bundle-unknown-environment", severity, message } as const;
    reportAt(document, { ...problem, ...meantOr(name, known, RECOGNISE), path: [...path, index] }, context);
  }
}

const RECOGNISE = "Add it to `spec.environments` of a Settings document";
