import type { ValueObject } from "#core/language";
import type { Expression, HclBody } from "../hcl/index.ts";
import type { LockedVersions, ProviderConfiguration } from "../terraform-plan/provider.ts";
import { exactVersion, providerShortName } from "../terraform-plan/provider.ts";
import { attributeIn, literalText, type Declared, type ModuleDefinition } from "./configuration/definition.ts";
import { spelledOut } from "./configuration/json-body.ts";
import { textFrom } from "./evaluate/convert.ts";
import { elementsOf, isObjectValue, isWhollyKnown, type HclObject, type HclValue } from "./evaluate/values.ts";
import { valueOfBody } from "./modules/block-values.ts";
import type { ModuleInstance } from "./modules/module-instance.ts";
import type { ResourceInstance } from "./modules/resource-instance.ts";

/** Finds the provider configuration that manages a resource. */
export type ProviderOf = (resource: ResourceInstance) => ProviderConfiguration;

/** The name by which a module knows a provider, with the alias of one configuration of it. */
interface LocalName {
  readonly name: string;
  readonly alias: string | null;
}

/** Creates the look-up for one configuration. Each provider configuration is evaluated once for every module instance that it serves. */
export function createProviders(locked: LockedVersions): ProviderOf {
  const known = new Map<ModuleInstance, Map<string, ProviderConfiguration>>();
  return ({ module, declaration }) => {
    const local = localName(declaration.block, declaration.type);
    const byKey = known.get(module) ?? new Map<string, ProviderConfiguration>();
    known.set(module, byKey);
    const key = keyOf(local);
    const found = byKey.get(key) ?? configurationFor(module, local, locked);
    byKey.set(key, found);
    return found;
  };
}

/** What `provider` names, or else the first word of the type. */
function localName(body: HclBody, type: string): LocalName {
  const attribute = attributeIn(body, "provider");
  return (attribute && nameFrom(spelledOut(attribute.value))) ?? { name: type.split("_", 1)[0] ?? type, alias: null };
}

function nameFrom(expression: Expression): LocalName | null {
  if (expression.kind === "variable") return { name: expression.name, alias: null };
  if (expression.kind !== "access" || expression.target.kind !== "variable") return null;
  const [step] = expression.steps;
  return { name: expression.target.name, alias: step?.kind === "name" ? step.name : null };
}

function keyOf({ name, alias }: LocalName): string {
  return alias === null ? name : `${name}.${alias}`;
}

function configurationFor(module: ModuleInstance, local: LocalName, locked: LockedVersions): ProviderConfiguration {
  const { owner, name, block } = ownerOf(module, local);
  const required = [requirementOf(module.definition, local.name), requirementOf(owner.definition, name.name)];
  const source = sourceAddress(
    required.find((one) => one?.source !== undefined && one.source !== null)?.source ?? local.name,
  );
  const prefix = block && owner.caller ? `${owner.path.configuration}:` : "";
  return {
    name: providerShortName(source),
    version: locked.get(source) ?? required.map(versionOf).find((version) => version !== null) ?? null,
    ...settingsOf(`${prefix}${keyOf(name)}`, block ? valueOfBody(block.block, owner.scope()) : {}),
  };
}

function versionOf(required: Requirement | null): string | null {
  return exactVersion(required?.version ?? undefined);
}

function settingsOf(key: string, values: HclObject): Omit<ProviderConfiguration, "name" | "version"> {
  const scope = accountOf(values) ?? textFrom(values["project"]) ?? textFrom(values["subscription_id"]) ?? key;
  return { key, scope, region: textFrom(values["region"]), labels: labelsOf(values) };
}

interface Owner {
  readonly owner: ModuleInstance;
  readonly name: LocalName;
  readonly block: Declared | null;
}

/** Goes up through the callers, along what they hand down, to the module that has the configuration. */
function ownerOf(module: ModuleInstance, local: LocalName): Owner {
  let [owner, name] = [module, local];
  for (;;) {
    const block = blockOf(owner.definition, name);
    if (block || !owner.caller) return { owner, name, block };
    const handed = handedDown(owner.caller.call.block, name);
    // Without being handed down only the configuration without alias is inherited.
    name = handed ?? { ...name, alias: null };
    owner = owner.caller.module;
  }
}

function blockOf({ others }: ModuleDefinition, { name, alias }: LocalName): Declared | null {
  const blocks = others.get("provider") ?? [];
  return blocks.find(({ block }) => block.labels[0] === name && literalText(block, "alias") === alias) ?? null;
}

function handedDown(call: HclBody, local: LocalName): LocalName | null {
  const providers = attributeIn(call, "providers")?.value;
  if (providers?.kind !== "object") return null;
  const wanted = keyOf(local);
  for (const { key, value } of providers.items) {
    const inner = key.kind === "literal" ? { name: String(key.value), alias: null } : nameFrom(key);
    if (inner && keyOf(inner) === wanted) return nameFrom(spelledOut(value));
  }
  return null;
}

interface Requirement {
  readonly source: string | null;
  readonly version: string | null;
}

function requirementOf({ others }: ModuleDefinition, name: string): Requirement | null {
  for (const { block } of others.get("terraform") ?? []) {
    for (const inner of block.blocks) {
      const value = inner.type === "required_providers" ? attributeIn(inner, name)?.value : undefined;
      if (value?.kind === "literal" && typeof value.value === "string") return { source: null, version: value.value };
      if (value?.kind === "object")
        return { source: literalMember(value, "source"), version: literalMember(value, "version") };
    }
  }
  return null;
}

function literalMember({ items }: Extract<Expression, { kind: "object" }>, name: string): string | null {
  const item = items.find(({ key }) => key.kind === "literal" && key.value === name);
  return item?.value.kind === "literal" && typeof item.value.value === "string" ? item.value.value : null;
}

/** The whole address of a provider, as lock files write it. */
export function sourceAddress(source: string): string {
  const parts = source.split("/");
  if (parts.length === 1) return `registry.terraform.io/hashicorp/${source}`;
  return parts.length === 2 ? `registry.terraform.io/${source}` : source;
}

function accountOf(values: HclObject): string | null {
  const allowed = elementsOf(values["allowed_account_ids"]) ?? [];
  if (allowed.length === 1) return textFrom(allowed[0]);
  const arn = textFrom(firstBlock(values["assume_role"])["role_arn"]);
  return /^arn:[^:]+:iam::(\d{12}):role\//.exec(arn ?? "")?.[1] ?? null;
}

function firstBlock(value: HclValue | undefined): HclObject {
  const first = elementsOf(value)?.[0] ?? value;
  return isObjectValue(first) ? first : {};
}

function labelsOf(values: HclObject): ValueObject {
  const labels = firstBlock(values["default_tags"])["tags"] ?? values["default_labels"];
  if (!isObjectValue(labels)) return {};
  const texts = Object.entries(labels).flatMap(([key, value]) => {
    const text = isWhollyKnown(value) ? textFrom(value) : null;
    return text === null ? [] : [[key, text] as const];
  });
  return Object.fromEntries(texts);
}
