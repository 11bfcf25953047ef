import { CelError, Unknown, type Value } from "#core/language";
import type { Effect, Resource } from "#core/model";
import { CALLS, SOMETHING, type ApiCall, type Told } from "../../../src/adapters/emitters/aws-scp/facts/index.ts";
import { readPath } from "../../../src/core/kinds/native-path.ts";
import type { Request } from "./evaluate.ts";

/**
 * The calls by which an effect on a resource of AWS comes about, as far as they are known. A call that
 * deletes by a setting is one of them where only the setting is judged. Null where an attribute that they tell is not known.
 */
export function requestsFor({ verb, resource }: Effect, judgesDeletion: boolean): readonly Request[] | null {
  const calls = (CALLS[resource.type]?.calls ?? [])
    .filter((call) => verb === "delete" || !judgesDeletion || !call.verbs.includes("delete"))
    .filter((call) => isMadeBy(call, verb, resource));
  const requests = calls.map((call) => requestOf(call, resource));
  const known = requests.filter((request) => request !== null);
  return known.length === requests.length ? known : null;
}

/** A call makes a resource as it is where what it always means is what the resource has; one that changes it says all that it tells. */
function isMadeBy(call: ApiCall, verb: Effect["verb"], resource: Resource): boolean {
  if (verb === "delete") return call.verbs.includes("delete");
  const isSetting = call.verbs.includes("update") && Object.keys(call.tells).length > 0;
  if (!call.verbs.includes("create") && !isSetting) return false;
  return Object.entries(call.tells).every(
    ([path, told]) => path.startsWith("item.") || fits(told, attribute(resource, path)),
  );
}

function fits(told: Told, value: Value): boolean {
  if (told.kind !== "fixed" && told.kind !== "assumed") return true;
  return told.value === SOMETHING ? value !== null : value === told.value;
}

function requestOf(call: ApiCall, resource: Resource): Request | null {
  const told = Object.entries(call.tells).flatMap(([path, one]) =>
    one.kind === "key" && !path.startsWith("item.") ? [[one.key, attribute(resource, path)] as const] : [],
  );
  if (told.some(([, value]) => value instanceof Unknown || value instanceof CelError)) return null;
  const flags = Object.entries(call.tells).flatMap(([path, one]) =>
    one.kind === "flags" ? flagsOf(one.key, attribute(resource, path)) : [],
  );
  const given = told.filter(([, value]) => value !== null && value !== "");
  const settings = Object.values(call.when).flatMap((keys) => Object.entries(keys));
  const tags = call.tags === "request" ? Object.entries(resource.labels) : [];
  const context = new Map<string, string>([
    ...settings.map(([key, value]) => [key, value.toString()] as const),
    ...given.map(([key, value]) => [key, JSON.stringify(value).replaceAll('"', "")] as const),
    ...flags,
    ...tags.map(([key, value]) => [`aws:RequestTag/${key}`, value] as const),
    ...(typeof resource.region === "string" ? [["aws:RequestedRegion", resource.region] as const] : []),
  ]);
  return { action: call.action, resource: call.resource.replaceAll("*", "x"), context };
}

function flagsOf(key: string, value: Value): readonly (readonly [string, string])[] {
  return Array.isArray(value)
    ? value.map((element) => [`${key}/${JSON.stringify(element).replaceAll('"', "")}`, "true"])
    : [];
}

function attribute(resource: Resource, path: string): Value {
  return readPath(resource.native, path.split("."));
}
