import type { NativeChange, NativeReference, NativeResource, SourceReading } from "#core/model";
import { readTerraformPlan, type TerraformPlanOptions } from "../read.ts";

/** JSON as tests write it. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

interface JsonObject {
  readonly [key: string]: Json;
}

/** An entry of `resource_changes` for `address` (`module.m.type.name[key]`), by default a create. `more` overrides members of the entry. */
export function changeOf(address: string, change: JsonObject = {}, more: JsonObject = {}): JsonObject {
  const [, module, data, type, name, key] =
    /^(?:(module\..*)\.)?(data\.)?(\w+)\.([\w-]+)(?:\[(.*)\])?$/.exec(address) ?? [];
  return {
    address,
    ...(module === undefined ? {} : { module_address: module }),
    mode: data === undefined ? "managed" : "data",
    type: type ?? "",
    name: name ?? "",
    ...(key === undefined ? {} : { index: indexOf(key) }),
    provider_name: "registry.terraform.io/hashicorp/aws",
    change: {
      actions: ["create"],
      before: null,
      after: {},
      after_unknown: {},
      before_sensitive: false,
      after_sensitive: {},
      ...change,
    },
    ...more,
  };
}

function indexOf(key: string): string | number {
  return key.startsWith('"') ? key.slice(1, -1) : Number(key);
}

/** A block of a module's configuration. Expressions are given by what they refer to. */
export function blockOf(address: string, expressions: JsonObject = {}, more: JsonObject = {}): JsonObject {
  const [, data, type, name] = /^(data\.)?(\w+)\.([\w-]+)$/.exec(address) ?? [];
  const mode = data === undefined ? "managed" : "data";
  return {
    address,
    mode,
    type: type ?? "",
    name: name ?? "",
    provider_config_key: "aws",
    expressions,
    schema_version: 0,
    ...more,
  };
}

/** The expression that refers to the given traversals, with their prefixes behind each, as plans have them. */
export function refs(...traversals: readonly string[]): JsonObject {
  return { references: traversals.flatMap(withPrefixes) };
}

function withPrefixes(traversal: string): readonly string[] {
  const shorter = traversal.replace(/(?:\.[\w-]+|\[[^\]]*\])$/, "");
  const isRoot = shorter === traversal || !shorter.includes(".");
  return isRoot ? [traversal] : [traversal, ...withPrefixes(shorter)];
}

/** A plan of format version 1.2. */
export function planOf(changes: readonly Json[], more: JsonObject = {}): JsonObject {
  return {
    format_version: "1.2",
    terraform_version: "1.11.4",
    planned_values: { root_module: {} },
    resource_changes: changes,
    configuration: { root_module: {} },
    applyable: true,
    complete: true,
    errored: false,
    ...more,
  };
}

/** The configuration of a plan whose root module has these members. */
export function configuration(rootModule: JsonObject, providers: JsonObject = {}): JsonObject {
  return { configuration: { provider_config: providers, root_module: rootModule } };
}

/** Reads a plan, or a text as it is. */
export function read(plan: Json, options: TerraformPlanOptions = {}): SourceReading {
  const text = typeof plan === "string" ? plan : JSON.stringify(plan);
  return readTerraformPlan({ file: "plan.json", bytes: new TextEncoder().encode(text) }, options);
}

/** The only change of a reading. */
export function onlyChange(reading: SourceReading): NativeChange {
  const [change] = reading.changes;
  if (!change || reading.changes.length !== 1) throw new Error(`${reading.changes.length} changes instead of one`);
  return change;
}

/** The state after the change at an id, or before it where nothing is left. */
export function resourceAt(reading: SourceReading, id: string): NativeResource {
  const resources = reading.changes.map(({ before, after }) => after ?? before);
  const found = resources.find((resource) => resource?.id === id);
  if (!found) throw new Error(`no ${id}`);
  return found;
}

/** References as lines: `path -> target.attribute (certainty)`. */
export function printReferences(references: readonly NativeReference[]): readonly string[] {
  return references.map(({ path, target, attribute, certainty }) => {
    const end = target === null ? "?" : `${target}${attribute === null ? "" : `.${attribute}`}`;
    return `${path.join(".")} -> ${end} (${certainty})`;
  });
}

/** The verbs of all changes with what they are about. */
export function printChanges(reading: SourceReading): readonly string[] {
  return reading.changes.map(({ verb, before, after, changed, traits }) => {
    const sides = `${before ? "before" : ""}${before && after ? "+" : ""}${after ? "after" : ""}`;
    return [verb, (after ?? before)?.id ?? "?", sides, changed ? "" : "unchanged", ...traits]
      .filter((word) => word !== "")
      .join(" ");
  });
}

/** The codes of what is unresolved. */
export function codes(list: readonly { readonly code: string }[]): readonly string[] {
  return list.map(({ code }) => code);
}
