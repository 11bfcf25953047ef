import { Unknown, type Value, type ValueObject } from "#core/language";
import type { NativeChange, NativeResource } from "#core/model";
import { creationOf } from "../creation.ts";
import type { Expression, HclBlock } from "../hcl/index.ts";
import { put } from "../json/index.ts";
import type { LockedVersions } from "../terraform-plan/provider.ts";
import type { Declared, ModuleDefinition } from "./configuration/definition.ts";
import { attributeIn } from "./configuration/definition.ts";
import { sourceAddress } from "./providers.ts";

/** What a configuration says of itself: where its state is, and which providers and modules it brings along. */
export interface OwnSetting {
  readonly change: NativeChange & { readonly after: NativeResource };
  readonly declared: Declared;
}

/** What of a backend is read. Whatever else stands there may be a secret. */
const BACKEND_SETTINGS = [
  "bucket",
  "encrypt",
  "use_lockfile",
  "dynamodb_table",
  "storage_account_name",
  "use_azuread_auth",
] as const;

/** Where the settings stand, and what the lock file beside them pins. */
export interface OwnContext {
  /** What the reading is called. */
  readonly file: string;
  readonly locked: LockedVersions;
}

/** The settings of the root module, as resources of the types `terraform backend`, `terraform provider` and `terraform module`. */
export function ownSettings({ others, calls }: ModuleDefinition, context: OwnContext): readonly OwnSetting[] {
  const settings = others.get("terraform") ?? [];
  return [
    ...settings.flatMap((declared) => settingsOf(declared, context)),
    ...[...calls].flatMap(([name, declared]) => {
      const native = { source: valueIn(declared.block, "source"), version: valueIn(declared.block, "version") };
      if (isLocal(native.source)) return [];
      return [setting({ type: "terraform module", id: `module.${name}`, name, native }, declared, context)];
    }),
  ];
}

/** Modules in folders of the same configuration come and go with it. */
function isLocal(source: Value): boolean {
  return typeof source === "string" && /^\.\.?(?:[/\\]|$)/.test(source);
}

function settingsOf(declared: Declared, context: OwnContext): readonly OwnSetting[] {
  return declared.block.blocks.flatMap((block) => {
    const inner = { ...declared, block };
    if (block.type === "backend" || block.type === "cloud") return [backendOf(block, inner, context)];
    return block.type === "required_providers" ? providersOf(block, inner, context) : [];
  });
}

function backendOf(block: HclBlock, declared: Declared, context: OwnContext): OwnSetting {
  const type = block.labels[0] ?? block.type;
  const native: Record<string, Value> = { type };
  for (const name of BACKEND_SETTINGS) put(native, name, valueIn(block, name));
  return setting({ type: "terraform backend", id: "terraform.backend", name: type, native }, declared, context);
}

function providersOf(block: HclBlock, declared: Declared, context: OwnContext): readonly OwnSetting[] {
  return block.attributes.map(({ name, value }) => {
    const source = value.kind === "object" ? memberOf(value, "source") : null;
    const version = value.kind === "object" ? memberOf(value, "version") : literalOf(value);
    const locked = context.locked.has(sourceAddress(typeof source === "string" ? source : name));
    const native = { source, version, locked };
    return setting({ type: "terraform provider", id: `terraform.provider.${name}`, name, native }, declared, context);
  });
}

interface Draft {
  readonly type: string;
  readonly id: string;
  readonly name: string;
  readonly native: ValueObject;
}

function setting({ type, id, name, native }: Draft, declared: Declared, { file }: OwnContext): OwnSetting {
  const after = {
    id,
    type,
    provider: "terraform",
    providerVersion: null,
    group: file,
    module: "",
    name,
    scope: "",
    labels: {},
    native,
    references: [],
    source: { file, address: id, path: [] },
  };
  const change = creationOf(after);
  return { change, declared };
}

function valueIn(block: HclBlock, name: string): Value {
  const value = attributeIn(block, name)?.value;
  return value === undefined ? null : literalOf(value);
}

function memberOf({ items }: Extract<Expression, { kind: "object" }>, name: string): Value {
  const item = items.find(({ key }) => key.kind === "literal" && key.value === name);
  return item === undefined ? null : literalOf(item.value);
}

/** A value that is spelt out; what an expression would say is not known. */
function literalOf(value: Expression): Value {
  if (value.kind !== "literal") return new Unknown([{ reason: "not-observed", path: "the expression" }]);
  return typeof value.value === "string" || typeof value.value === "boolean" ? value.value : null;
}
