import type { Value, ValueObject } from "#core/language";
import { isList, isObject, parseJson, setOwn, type SourceInput, type SourceReading } from "#core/model";
import { listOf, member, textOf } from "../json/index.ts";
import { directoryOf } from "./hcl/module-directory.ts";
import { readPlan } from "./plan.ts";
import type { TerraformPlanOptions } from "./read.ts";

/** How deep modules may lie in one another. */
const DEEPEST = 64;
const MAX_LENGTH = 512 * 1024 * 1024;

/**
 * Reads a plan once more after it was applied: every change that came to pass, with the values that the state (`terraform show -json`) has for it in place of what
 * was planned. A change that did not come to pass is left out: what was to be there and is not, and what was to be gone and is still there. Null when one of the
 * two cannot be read.
 */
export function readAppliedPlan(
  plan: SourceInput,
  state: Uint8Array,
  options: TerraformPlanOptions = {},
): SourceReading | null {
  const [planned, now] = [parse(plan.bytes), parse(state)];
  if (planned === null || now === null || textOf(now, "format_version") === undefined) return null;
  const resources = resourcesIn(now);
  const entries = listOf(planned, "resource_changes").flatMap((entry) => settle(entry, resources) ?? []);
  const settled = { ...planned, resource_changes: entries, resource_drift: [] };
  return readPlan(settled, { input: plan, hcl: options.hcl ?? [], root: options.root ?? directoryOf(plan.file) });
}

function parse(bytes: Uint8Array): ValueObject | null {
  const parsed = parseJson(new TextDecoder().decode(bytes), { maxLength: MAX_LENGTH });
  return parsed.kind === "parsed" && isObject(parsed.value) ? parsed.value : null;
}

/** The resources of a state by address; deposed objects, which nothing names, are left out. */
function resourcesIn(state: ValueObject): ReadonlyMap<string, ValueObject> {
  const resources = new Map<string, ValueObject>();
  const root = member(member(state, "values"), "root_module");
  const pending: { readonly module: Value | undefined; readonly depth: number }[] = [{ module: root, depth: 0 }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { module, depth } = next;
    if (!isObject(module) || depth > DEEPEST) continue;
    for (const resource of listOf(module, "resources")) {
      const address = textOf(resource, "address");
      if (address !== undefined && isObject(resource) && !Object.hasOwn(resource, "deposed_key"))
        resources.set(address, resource);
    }
    for (const child of listOf(module, "child_modules")) pending.push({ module: child, depth: depth + 1 });
  }
  return resources;
}

/** A change with what came of it; null when it did not come to pass. */
function settle(entry: Value, resources: ReadonlyMap<string, ValueObject>): Value | null {
  const change = member(entry, "change");
  if (!isObject(entry) || !isObject(change)) return entry;
  const now = resources.get(textOf(entry, "address") ?? "");
  const actions = listOf(change, "actions");
  if (actions.includes("forget") || textOf(entry, "deposed") !== undefined) return entry;
  if (isEnd(actions)) return now === undefined ? entry : null;
  if (now === undefined) return null;
  return withChange(entry, {
    ...change,
    after: member(now, "values") ?? null,
    after_unknown: {},
    after_sensitive: sensitiveOf(member(now, "sensitive_values"), member(change, "after_sensitive")),
  });
}

function isEnd(actions: readonly Value[]): boolean {
  return actions.length === 1 && actions[0] === "delete";
}

/** What the state or the plan marks: a part that either of them hides stays hidden. */
function sensitiveOf(state: Value | undefined, plan: Value | undefined, depth = 0): Value {
  if (state === true || plan === true || depth > DEEPEST) return true;
  if (isList(state) || isList(plan)) return mergeLists(state, plan, depth);
  if (!isObject(state) && !isObject(plan)) return false;
  const [a, b] = [isObject(state) ? state : {}, isObject(plan) ? plan : {}];
  const merged: Record<string, Value> = {};
  for (const key of new Set([...Object.keys(a), ...Object.keys(b)])) {
    setOwn(merged, key, sensitiveOf(member(a, key), member(b, key), depth + 1));
  }
  return merged;
}

function mergeLists(state: Value | undefined, plan: Value | undefined, depth: number): Value {
  const [a, b] = [isList(state) ? state : [], isList(plan) ? plan : []];
  return Array.from({ length: Math.max(a.length, b.length) }, (_, at) => sensitiveOf(a[at], b[at], depth + 1));
}

function withChange(entry: ValueObject, change: ValueObject): ValueObject {
  return { ...entry, change };
}
