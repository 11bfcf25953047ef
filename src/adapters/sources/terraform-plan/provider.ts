import type { Value, ValueObject } from "#core/language";
import { isObject } from "#core/model";
import { listOf, member, memberAt, textOf } from "../json/index.ts";
import { isSensitive } from "./secrets.ts";

/** One provider configuration, as far as the plan says it in literals or root variables. */
export interface ProviderConfiguration {
  /** The name that mappings know the provider by. */
  readonly name: string;
  /** Its key, such as `aws.west`; that of the configuration which a module inherits, where it inherits one. */
  readonly key: string;
  readonly version: string | null;
  readonly region: string | null;
  /** The account, project or subscription; the key of the configuration when it is not known. */
  readonly scope: string;
  /** Labels that the provider puts on everything (`default_tags`, `default_labels`). */
  readonly labels: ValueObject;
}

/** Answers the configuration behind a `provider_config_key`, or behind a provider's name where a block has no key. */
export type ProviderLookup = (key: string | null, providerName: string) => ProviderConfiguration;

/** Versions that a lock file beside the plan pins, by provider source address. */
export type LockedVersions = ReadonlyMap<string, string>;

/**
 * The name that mappings know a provider by: the last part of its source address, whatever the registry and the namespace, so that a fork or a
 * mirror is judged as what it imitates. `google-beta` is `google`: the same types with more attributes.
 */
export function providerShortName(source: string): string {
  const name = source.slice(source.lastIndexOf("/") + 1).toLowerCase();
  return name === "google-beta" ? "google" : name;
}

/** Indexes the provider configurations of a plan. */
export function readProviders(plan: Value, locked: LockedVersions): ProviderLookup {
  const configurations = memberAt(plan, "configuration", "provider_config");
  const read = (key: string | null, providerName: string): ProviderConfiguration => {
    const name = providerShortName(providerName);
    const lockedVersion = locked.get(providerName) ?? null;
    return readProvider(plan, { name, key: resolveKey(key ?? name, configurations), lockedVersion });
  };
  const byName = new Map<string, Map<string | null, ProviderConfiguration>>();
  return (key, providerName) => {
    const byKey = byName.get(providerName) ?? new Map<string | null, ProviderConfiguration>();
    byName.set(providerName, byKey);
    const found = byKey.get(key) ?? read(key, providerName);
    byKey.set(key, found);
    return found;
  };
}

interface ProviderUse {
  readonly name: string;
  readonly key: string;
  readonly lockedVersion: string | null;
}

/**
 * Modules name their provider configurations `module.a.module.b:aws` (`a:aws` in old plans). One without expressions only says which versions
 * the module can work with; what it works with is its parent's configuration of that name.
 */
function resolveKey(key: string, configurations: Value | undefined): string {
  const name = key.slice(key.lastIndexOf(":") + 1);
  const expressions = memberAt(configurations, key, "expressions");
  return isObject(expressions) && Object.keys(expressions).length > 0 ? key : name;
}

function readProvider(plan: Value, { name, key, lockedVersion }: ProviderUse): ProviderConfiguration {
  const configuration = memberAt(plan, "configuration", "provider_config", key);
  const literal = (setting: string): string | null =>
    literalText(memberAt(configuration, "expressions", setting), plan);
  return {
    name,
    key,
    version: lockedVersion ?? exactVersion(textOf(configuration, "version_constraint")),
    region: literal("region"),
    scope: accountOf(plan, configuration) ?? literal("project") ?? literal("subscription_id") ?? key,
    labels: defaultLabels(configuration),
  };
}

/** A constraint tells the version only when it allows no other. */
export function exactVersion(constraint: string | undefined): string | null {
  return /^\s*=?\s*(\d+\.\d+\.\d+[\w.+-]*)\s*$/.exec(constraint ?? "")?.[1] ?? null;
}

/** The text of an expression that is a literal or one root variable that is not sensitive. */
function literalText(expression: Value | undefined, plan: Value): string | null {
  const constant = textOf(expression, "constant_value");
  if (constant !== undefined) return constant;
  const references = listOf(expression, "references");
  const [reference] = references;
  if (references.length !== 1 || typeof reference !== "string" || !reference.startsWith("var.")) return null;
  const name = reference.slice("var.".length);
  if (isSensitive(memberAt(plan, "configuration", "root_module", "variables", name))) return null;
  return textOf(memberAt(plan, "variables", name), "value") ?? null;
}

/** The one AWS account that a configuration may work in: the only allowed one, or that of the role which it assumes. */
function accountOf(plan: Value, configuration: Value | undefined): string | null {
  const allowed = listOf(memberAt(configuration, "expressions", "allowed_account_ids"), "constant_value");
  if (allowed.length === 1 && typeof allowed[0] === "string") return allowed[0];
  const [role] = listOf(member(configuration, "expressions"), "assume_role");
  const arn = literalText(member(role, "role_arn"), plan);
  return /^arn:[^:]+:iam::(\d{12}):role\//.exec(arn ?? "")?.[1] ?? null;
}

function defaultLabels(configuration: Value | undefined): ValueObject {
  const expressions = member(configuration, "expressions");
  const [tags] = listOf(expressions, "default_tags");
  const labels = memberAt(tags, "tags", "constant_value") ?? memberAt(expressions, "default_labels", "constant_value");
  return isObject(labels) ? labels : {};
}
