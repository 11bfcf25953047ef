import type { Span } from "#core/diagnostics";
import type { AnyDocument } from "#core/documents";
import { contextAt, environmentWithin, typeOfText } from "#core/language";
import type { Project } from "../project/project.ts";
import { keyTargetsAt } from "./key-references.ts";
import { propertyPlace } from "./property-place.ts";
import { targetsAt } from "./references.ts";
import { environmentsAt, locate, type Located, type Request } from "./request.ts";
import { isExpression, schemasAt } from "./schema.ts";
import { atWordEnd } from "./word.ts";

/** Where what the word at a place names is defined; null when it names nothing that a document defines. */
export function definition(request: Request): Span | null {
  const located = locate(atWordEnd(request, "name"));
  const { place } = located;
  if (place.at === "value" && isExpression(schemasAt(place.kind, place.path))) return inExpression(located, request);
  const value = locate(atWordEnd(request, "value"));
  const key = locate(atWordEnd(request, "key"));
  const target =
    targetsAt(value, request.project).get(value.place.before.trim()) ??
    keyTargetsAt(key, request.project).get(key.place.before.trim());
  if (target === undefined) return null;
  const { origin } = target.document;
  return target.atKey === true ? origin.key(target.path) : origin.at(target.path);
}

function inExpression(located: Located, { project, path }: Request): Span | null {
  const context = contextAt(located.place.before);
  if (context === null || context.receiver === null || located.document === null) return null;
  const own = currentOf(located.document, project, path);
  const { word, receiver } = context;
  if (receiver === "variables") return variable(own, word, located.place.path);
  if (receiver === "params")
    return own.kind === "Policy" && Object.hasOwn(own.spec.parameters, word)
      ? own.origin.key(["spec", "parameters", word])
      : null;
  for (const outer of environmentsAt({ ...located, document: own }, project.kinds)) {
    const environment = environmentWithin(context, outer);
    const found = propertyPlace(typeOfText(receiver, environment), word, project.documents);
    if (found !== null) return found;
  }
  return null;
}

/** The document as it stands in its file, where it could be read. */
function currentOf(document: AnyDocument, project: Project, path: string): AnyDocument {
  const { kind, metadata } = document;
  const same = project.documents.find(
    (one) => one.origin.file === path && one.kind === kind && one.metadata.name === metadata.name,
  );
  return same ?? document;
}

function variable(document: AnyDocument, name: string, path: readonly (string | number)[]): Span | null {
  const isMapped = document.kind === "ResourceKind" || document.kind === "ResourceMapping";
  const base = isMapped ? path.slice(0, 3) : ["spec"];
  const variables = isMapped
    ? document.spec.mappings[Number(path[2])]?.variables
    : document.kind === "Policy"
      ? document.spec.variables
      : undefined;
  const at = variables?.findIndex((one) => one.name === name) ?? -1;
  return at === -1 ? null : document.origin.at([...base, "variables", at, "name"]);
}
