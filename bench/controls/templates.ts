import { readFileSync } from "node:fs";
import { join } from "node:path";
import { findCases } from "../../src/apps/cli/cases/find.ts";

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
type JsonObject = { readonly [key: string]: Json };

/** A resource of a shipped case, as an inventory would tell it. */
export interface Template {
  readonly type: string;
  readonly provider: string;
  readonly id: string;
  readonly native: Json;
}

/** The resources of one case, which may be linked with one another. */
export type Group = readonly Template[];

interface PlannedChange {
  readonly address: string;
  readonly mode: string;
  readonly type: string;
  readonly provider_name?: string;
  readonly change: { readonly after: Json; readonly after_unknown?: Json };
}

const POLICIES = join(import.meta.dirname, "../../library/policies");

/** The resources of every case of the shipped policies that is a Terraform plan, with marks where a case does not know a value. */
export function allCases(): readonly Group[] {
  return casesIn(
    () => true,
    ({ after, after_unknown: unknown = {} }) => marked(after, unknown),
  );
}

/** The same of the cases that are to pass, without what is known after apply only. */
export function passingCases(): readonly Group[] {
  return casesIn(isAllPassed, ({ after }) => after);
}

/** The part of a planned change that tells what will stand there, as an observer would tell it. */
type NativeOf = (change: PlannedChange["change"]) => Json;

function isAllPassed(expected: string): boolean {
  return !/"(?:fail|unknown|error)"/.test(expected);
}

function casesIn(isWanted: (expected: string) => boolean, nativeOf: NativeOf): readonly Group[] {
  return findCases(POLICIES)
    .filter(({ expected }) => isWanted(readFileSync(expected, "utf8")))
    .map(({ input }) => readFileSync(input, "utf8"))
    .filter((text) => /^\s*\{\s*"format_version"/.test(text))
    .map((text) => groupOf(text, nativeOf))
    .filter((group) => group.length > 0);
}

function groupOf(text: string, nativeOf: NativeOf): Group {
  const { resource_changes: changes = [] }: { readonly resource_changes?: readonly PlannedChange[] } = JSON.parse(text);
  return changes
    .filter(({ mode, change }) => mode === "managed" && isObject(change.after))
    .map(({ address, type, provider_name: name = "", change }) => ({
      type,
      provider: name.slice(name.lastIndexOf("/") + 1),
      id: address,
      native: nativeOf(change),
    }));
}

/** The value with a mark wherever the plan says that it is known after apply only. */
function marked(value: Json, unknown: Json): Json {
  if (unknown === true) return { $unknown: "not-observed" };
  if (isObject(value) && isObject(unknown)) {
    const keys = new Set([...Object.keys(value), ...Object.keys(unknown)]);
    return Object.fromEntries(Array.from(keys, (key) => [key, marked(value[key] ?? null, unknown[key] ?? false)]));
  }
  if (!isList(value) || !isList(unknown)) return value;
  return value.map((item, at) => marked(item, unknown[at] ?? false));
}

function isObject(value: Json): value is JsonObject {
  return typeof value === "object" && value !== null && !isList(value);
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
