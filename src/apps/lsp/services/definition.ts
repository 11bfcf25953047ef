import type { Span } from "#core/diagnostics";
import type { AnyDocument } from "#core/documents";
import { contextAt } from "#core/language";
import type { Project } from "../project/project.ts";
import { targetsAt } from "./references.ts";
import { locate, type Located, type Request } from "./request.ts";
import { isExpression, schemasAt } from "./schema.ts";
import { atWordEnd } from "./word.ts";

/** Where what the word at a place names is defined; null when it names nothing that a document defines. */
export function definition(request: Request): Span | null {
  const located = locate(atWordEnd(request, false));
  const { place } = located;
  if (place.at === "value" && isExpression(schemasAt(place.kind, place.path))) return inExpression(located, request);
  const whole = locate(atWordEnd(request, true));
  const target = targetsAt(whole, request.project).get(whole.place.before.trim());
  return target === undefined ? null : target.document.origin.at(target.path);
}

function inExpression(located: Located, { project, path }: Request): Span | null {
  const context = contextAt(located.place.before);
  if (context === null || context.receiver === null || located.document === null) return null;
  const own = currentOf(located.document, project, path);
  const { word, receiver } = context;
  if (receiver === "variables") return variable(own, word, located.place.path);
  if (receiver === "params")
    return own.kind === "Policy" && Object.hasOwn(own.spec.parameters, word)
      ? own.origin.at(["spec", "parameters", word])
      : null;
  return receiver === "resource.properties" || receiver === "before.properties" ? property(own, word, project) : null;
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

function property(document: AnyDocument, name: string, { documents }: Project): Span | null {
  const kinds =
    document.kind === "Policy" ? document.spec.match.kinds : document.kind === "Grant" ? document.spec.kinds : [];
  const source = documents.find(
    (one) =>
      one.kind === "ResourceKind" && kinds.includes(one.metadata.name) && Object.hasOwn(one.spec.properties, name),
  );
  return source?.origin.at(["spec", "properties", name]) ?? null;
}
