import { Unknown, type Value, type ValueObject } from "#core/language";
import { isObject, type Path } from "#core/model";
import { evaluateValue } from "./expressions/evaluate.ts";
import { typedId } from "./expressions/resources.ts";
import { canonicalType } from "./resource-types.ts";
import type { TemplateScope } from "./template-scope.ts";

/** The two ways in which a template is evaluated: for values, and for what they are the same as. */
export interface Scopes {
  readonly values: TemplateScope;
  readonly symbols: TemplateScope;
}

/** One resource of a template, after loops and before its properties are evaluated. */
export interface Declared {
  readonly type: string;
  /** The full name, `parent/child` for a child, as far as it is known. */
  readonly name: Value;
  /** The id with a text in braces for everything that only the deployment knows. */
  readonly id: string;
  /** The ids of the resources that it is a part of, the nearest first. */
  readonly parents: readonly string[];
  readonly raw: ValueObject;
  readonly path: Path;
  readonly scopes: Scopes;
  readonly module: string;
  readonly conditional: boolean;
  readonly existing: boolean;
}

/** A resource around the one that is declared. */
export interface Outer {
  readonly type: string;
  readonly name: Value;
  readonly symbolicName: string;
}

/** What names a resource. */
export interface Identity {
  readonly type: string;
  readonly name: Value;
  readonly symbolicName: string;
  readonly id: string;
  /** The ids of the resources that it is a part of, the nearest first. */
  readonly parents: readonly string[];
}

/** Reads what names a resource; null when it has no type or no name. */
export function identityOf(raw: ValueObject, scopes: Scopes, outer: Outer | null): Identity | null {
  const written = evaluateValue(raw["type"] ?? null, scopes.symbols, "type");
  const ownName = evaluateValue(raw["name"] ?? null, scopes.symbols, "name");
  if (typeof written !== "string" || written === "" || typeof ownName !== "string" || ownName === "") return null;
  const inside = outer !== null && !/^[^/]+\.[^/]*\//.test(written);
  const full = inside ? `${outer.type}/${written}` : written;
  const symbolicName = inside ? `${outer.symbolicName}/${ownName}` : ownName;
  const value = evaluateValue(raw["name"] ?? null, scopes.values, "name");
  return {
    ...placed(full, symbolicName, holderOf(raw, scopes)),
    name: inside ? joined(outer.name, value) : value,
    symbolicName,
  };
}

function joined(outer: Value, inner: Value): Value {
  if (outer instanceof Unknown) return inner instanceof Unknown ? outer.merge(inner) : outer;
  return typeof inner === "string" && typeof outer === "string" ? `${outer}/${inner}` : inner;
}

/**
 * What a resource is put on: another one for those that extend others, which they name by its id or by its type and names within the group; a group
 * that it names; else what the template is deployed to.
 */
function holderOf(raw: ValueObject, { symbols }: Scopes): string {
  const scope = evaluateValue(raw["scope"] ?? null, symbols, "scope");
  if (typeof scope !== "string" || !scope.includes("/") || scope === "/") return targetOf(raw, symbols);
  return scope.startsWith("/") ? scope : `${targetOf(raw, symbols)}/providers/${scope}`;
}

/** The resource group that a deployment names, in the subscription that it names; that of its own template where it names none. */
export function targetOf(raw: ValueObject, symbols: TemplateScope): string {
  const group = evaluateValue(raw["resourceGroup"] ?? null, symbols, "resourceGroup");
  const subscription = evaluateValue(raw["subscriptionId"] ?? null, symbols, "subscriptionId");
  const holder = typeof subscription === "string" ? subscription : "{subscription}";
  return typeof group === "string" ? `/subscriptions/${holder}/resourceGroups/${group}` : symbols.group;
}

const EXTENSION = /^(.+)\/providers\/(.+)$/i;

/** Old templates write an extension as a type below `providers` of another, with the name of both; the namespace may stand in the name alone. */
function placed(type: string, name: string, holder: string): Omit<Identity, "name" | "symbolicName"> {
  const [, host, extension] = EXTENSION.exec(type) ?? [];
  if (host === undefined || extension === undefined) return inPlace(type, name.split("/"), holder);
  const names = name.split("/");
  const own = names.slice(host.split("/").length - 1);
  const [namespace = ""] = own;
  const full = extension.includes(".") || !namespace.includes(".") ? extension : `${namespace}/${extension}`;
  const on = inPlace(host, names.slice(0, host.split("/").length - 1), holder).id;
  return inPlace(full, namespace.includes(".") ? own.slice(1) : own, on);
}

function inPlace(type: string, names: readonly string[], holder: string): Omit<Identity, "name" | "symbolicName"> {
  const canonical = canonicalType(type);
  const id = typedId(holder, [canonical, ...names]);
  return {
    type: canonical,
    id: typeof id === "string" ? id : `${holder}/providers/${canonical}/${names.join("/")}`,
    parents: ancestors(canonical, names)
      .flatMap((values) => typedId(holder, values) ?? [])
      .filter((one) => typeof one === "string"),
  };
}

/** The types and names above a child, as in `servers` with one name above `servers/databases` with two. */
function ancestors(type: string, names: readonly string[]): readonly (readonly string[])[] {
  const [namespace, ...types] = type.split("/");
  return types.slice(1).map((_, at) => {
    const depth = types.length - 1 - at;
    return [[namespace, ...types.slice(0, depth)].join("/"), ...names.slice(0, depth)];
  });
}

/** A member of an object that is an object. */
export function objectIn(holder: ValueObject, name: string): ValueObject {
  const value = Object.hasOwn(holder, name) ? holder[name] : undefined;
  return isObject(value) ? value : {};
}
