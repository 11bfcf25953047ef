import { Unknown, type Value, type ValueObject } from "#core/language";
import { isList, isObject, type NativeChange, type NativeReference, type NativeResource, type Path } from "#core/model";
import { creationOf } from "../creation.ts";
import { member, put } from "../json/index.ts";
import type { Declared } from "./declared.ts";
import { evaluateValue } from "./expressions/evaluate.ts";
import { REFERENCE } from "./expressions/resources.ts";
import { unfollowed } from "../unfollowed.ts";
import { maskSecrets } from "./mask.ts";

/** A resource of a deployment under its id in the reading. */
export interface Placed {
  readonly declared: Declared;
  readonly id: string;
}

/** What expressions about deployment order and loops are, and not of the resource. */
const WIRING: ReadonlySet<string> = new Set(["condition", "copy", "dependsOn", "existing", "resources"]);

/** Gives resources their ids: type and name, with a number where a template has two of the same. */
export function placeResources(declared: readonly Declared[]): readonly Placed[] {
  const taken = new Map<string, number>();
  return declared.map((one) => {
    const [, name] = splitId(one);
    const id = `${one.type}/${name}`;
    const count = (taken.get(id) ?? 0) + 1;
    taken.set(id, count);
    return { declared: one, id: count === 1 ? id : `${id}#${count}` };
  });
}

/** The holder of an id and the names in it, as in `account/default`. */
function splitId({ id, type }: Declared): readonly [string, string] {
  const start = id.lastIndexOf(`/providers/${type.split("/")[0]}/`);
  const parts = id.slice(start + "/providers/".length).split("/");
  return [id.slice(0, start), parts.filter((_, at) => at > 0 && at % 2 === 0).join("/")];
}

/** The id of the resource that an extension is put on; null for what is no extension. */
function hostOf(declared: Declared): string | null {
  const [holder] = splitId(declared);
  return holder.includes("/providers/") ? holder : null;
}

/** The resources of a template by their Azure ids in lower case, as references name them. */
export function indexById(placed: readonly Placed[]): ReadonlyMap<string, string> {
  const index = new Map<string, string>();
  for (const { declared, id } of placed)
    if (!index.has(declared.id.toLowerCase())) index.set(declared.id.toLowerCase(), id);
  return index;
}

/** A resource of a template with its references to others. */
export function resourceOf({ declared, id }: Placed, file: string, index: ReadonlyMap<string, string>): NativeResource {
  const { raw, scopes, type, name, parents, module } = declared;
  const host = hostOf(declared);
  const visible = Object.fromEntries(Object.entries(raw).filter(([key]) => !WIRING.has(key)));
  const native = withIdentity(evaluated(visible, declared, "values"), declared, id);
  const symbolic = evaluateValue({ ...visible, ...(host === null ? {} : { scope: host }), parents }, scopes.symbols);
  const references = referencesIn(symbolic, [], { index, own: id });
  // Only the id is Azure's to make.
  const written = Object.fromEntries(Object.entries(native).filter(([key]) => key !== "id"));
  return {
    id,
    type,
    provider: "azure",
    providerVersion: null,
    group: file,
    module,
    name: typeof name === "string" ? name : splitId(declared)[1],
    scope: splitId(declared)[0],
    labels: textsIn(member(native, "tags")),
    native: maskSecrets(native, type),
    references: [...references, ...unfollowed(written, references)],
    source: { file, address: id, path: [] },
  };
}

function evaluated(raw: ValueObject, { scopes }: Declared, mode: "values" | "symbols"): ValueObject {
  const value = evaluateValue(raw, scopes[mode]);
  return isObject(value) ? value : {};
}

/** A child names what it is a part of by `parents`, an extension what it is put on by `scope`; an id is known when the name in it is. */
function withIdentity(native: ValueObject, declared: Declared, where: string): ValueObject {
  const { name, type, id, parents } = declared;
  const host = hostOf(declared);
  const result: Record<string, Value> = { ...native, type };
  put(result, "name", name);
  const open = (path: string): Unknown => new Unknown([{ reason: "after-apply", path: `${where}.${path}` }]);
  put(result, "id", typeof name === "string" ? id : open("id"));
  const written = member(native, "scope") ?? (typeof name === "string" ? "" : open("scope"));
  if (host !== null) put(result, "scope", typeof written !== "string" || written.startsWith("/") ? written : host);
  if (parents.length > 0) put(result, "parents", typeof name === "string" ? parents : open("parents"));
  return result;
}

interface Known {
  readonly index: ReadonlyMap<string, string>;
  readonly own: string;
}

/** Whatever is the id of a resource of the template, or a property of one, wherever it stands. */
function referencesIn(value: Value, path: Path, known: Known): readonly NativeReference[] {
  if (typeof value === "string") return referenceIn(value, path, known);
  if (isList(value)) return value.flatMap((element, at) => referencesIn(element, [...path, at], known));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([name, part]) => referencesIn(part, [...path, name], known));
}

function referenceIn(text: string, path: Path, { index, own }: Known): readonly NativeReference[] {
  const [id, attribute] = text.startsWith(`{`) ? deployed(text) : [text, null];
  const target = id.startsWith("/") ? index.get(id.toLowerCase()) : undefined;
  if (target === undefined || target === own) return [];
  return [{ path, target, attribute, certainty: "proven" }];
}

/** The id and the property in what stands for a property of a deployed resource, such as `{{reference(id)}.principalId}`. */
function deployed(text: string): readonly [string, string | null] {
  const inside = text.replaceAll(/^\{+|\}+$/g, "");
  const end = inside.lastIndexOf(")");
  if (!inside.startsWith(REFERENCE) || end < 0) return ["", null];
  const attribute = inside
    .slice(end + 1)
    .replaceAll(/[{}]/g, "")
    .replace(/^\./, "");
  return [
    inside.slice(REFERENCE.length, end),
    attribute === "" ? null : `properties.${attribute.replace(/^properties\./, "")}`,
  ];
}

function textsIn(value: Value | undefined): Readonly<Record<string, string>> {
  const texts: Record<string, string> = {};
  for (const [name, text] of isObject(value) ? Object.entries(value) : [])
    if (typeof text === "string") put(texts, name, text);
  return texts;
}

/** The change that makes a resource; one that may not be made at all says so. */
export function changeOf(resource: NativeResource, { conditional }: Declared): NativeChange {
  const traits = conditional ? ["conditional"] : [];
  return creationOf(resource, traits);
}
