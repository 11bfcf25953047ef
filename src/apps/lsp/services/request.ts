import { policyEnvironment, recognitionEnvironment, resourceEnvironment } from "#core/bundle";
import {
  parseDocuments,
  type AnyDocument,
  type Mapping,
  type NamedExpression,
  type PolicyDocument,
} from "#core/documents";
import { mappingEnvironment, type Kinds } from "#core/kinds";
import { typeOfText, type Environment, type StructField } from "#core/language";
import type { Project } from "../project/project.ts";
import { placeAt, type Place } from "../text/place.ts";

/** What is asked about: a place in a file as it is typed. */
export interface Request {
  readonly project: Project;
  readonly path: string;
  readonly text: string;
  readonly offset: number;
}

/** A place with the document that it is in. */
export interface Located {
  readonly place: Place;
  /** As it is, or as it would be if what is being typed were a value; null where not even that can be read. */
  readonly document: AnyDocument | null;
}

/** Finds the place of a request and its document. */
export function locate(request: Request): Located {
  const { project, path, text, offset } = request;
  const place = placeAt(text, offset);
  const [document] = textsOf(place, request).flatMap((source) => parseDocuments(path, source).documents.slice(0, 1));
  const before = project.documents.filter(({ origin }) => origin.file === path)[place.document];
  return { place, document: document ?? before ?? null };
}

/** The text of the document at a place as it is, and as it would be if what is being typed were complete. */
export function textsOf({ at, from, start, to }: Place, { text, offset }: Request): readonly string[] {
  const line = (/[^\n]*/.exec(text.slice(start))?.[0] ?? "").length;
  const [before, after] = [text.slice(from, start), text.slice(start + line, to)];
  const typed = at === "key" ? `${before}key: 'true'${after}` : `${before}true${text.slice(offset, to)}`;
  return [text.slice(from, to), `${before}true${after}`, typed];
}

const MOST_KINDS = 4;
const MOST_VARIABLES = 200;

/** The environments of the expressions at a place, one for each kind of resource that they may meet; none where there are no expressions. */
export function environmentsAt({ place: { path }, document }: Located, kinds: Kinds): readonly Environment[] {
  if (document === null) return [];
  if (document.kind === "Settings") return [recognitionEnvironment()];
  if (document.kind === "Grant")
    return subjects(document.spec.kinds, kinds).map((kind) => resourceEnvironment(kinds, kind));
  if (document.kind === "Policy") return policyEnvironments(document, path, kinds);
  if (document.kind !== "ResourceKind" && document.kind !== "ResourceMapping") return [];
  const kind = document.kind === "ResourceKind" ? document.metadata.name : document.spec.kind;
  const mapping = document.spec.mappings[Number(path[2])];
  return mapping === undefined ? [] : [mappingEnvironmentAt(kind, mapping, path, kinds)];
}

/** The kinds that expressions about `names` are checked for; null stands for any. */
function subjects(names: readonly string[], kinds: Kinds): readonly (string | null)[] {
  const known = names.filter((name) => kinds.structs(name) !== undefined).slice(0, MOST_KINDS);
  return known.length === 0 ? [null] : known;
}

type Path = Place["path"];

function policyEnvironments({ spec }: PolicyDocument, path: Path, kinds: Kinds): readonly Environment[] {
  return subjects(spec.match.kinds, kinds).map((kind) => {
    const variables = new Map<string, StructField>();
    const environment = policyEnvironment(resourceEnvironment(kinds, kind), { parameters: spec.parameters, variables });
    declare(spec.variables, path[1] === "variables" ? Number(path[2]) : null, environment, variables);
    return environment;
  });
}

function mappingEnvironmentAt(kind: string, mapping: Mapping, path: Path, kinds: Kinds): Environment {
  const shared = new Map<string, StructField>();
  const environment = mappingEnvironment({ kind, structs: kinds.structs(kind) ?? [] }, mapping, shared);
  declare(mapping.variables, path[3] === "variables" ? Number(path[4]) : null, environment, shared);
  return environment;
}

/** Makes the variables before the one at `until` known, or all. */
function declare(
  variables: readonly NamedExpression[],
  until: number | null,
  environment: Environment,
  known: Map<string, StructField>,
): void {
  for (const { name, expression } of variables.slice(0, until ?? variables.length).slice(-MOST_VARIABLES)) {
    known.set(name, { type: typeOfText(expression.text, environment) });
  }
}
