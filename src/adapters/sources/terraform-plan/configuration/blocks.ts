import type { Value, ValueObject } from "#core/language";
import { isObject } from "#core/model";
import type { ModulePath } from "../address.ts";
import { listOf, member, memberAt, textOf } from "../../json/index.ts";
import { expressionTraversals, expressionUses, type ExpressionUse } from "./expressions.ts";
import type { Traversal } from "./traversal.ts";

/** One `resource` or `data` block: the same for all its instances. `address` is relative to its module. */
export interface ResourceBlock {
  readonly address: string;
  readonly providerKey: string | null;
  /** The expressions of the attributes that the configuration sets. */
  readonly expressions: ValueObject;
  readonly uses: readonly ExpressionUse[];
  readonly forEach: readonly Traversal[];
}

/** The block of the configuration that an instance comes from, by what names it. */
export type Blocks = (place: { readonly modules: ModulePath; readonly block: string }) => ResourceBlock | undefined;

/** How many blocks are kept: those that the instances of one module come from, one after another. */
const MAX_KEPT = 64;

/**
 * Creates the blocks of a plan's configuration. A block is read when it is asked for, and only a number of them is kept: all that is said of a
 * hundred thousand blocks takes more memory than their text.
 */
export function createBlocks(plan: Value): Blocks {
  const modules = new Map<string, ReadonlyMap<string, Value>>();
  let kept = new Map<Value, ResourceBlock>();
  return ({ modules: path, block }) => {
    const entries = modules.get(path.configuration) ?? indexResources(moduleAt(plan, path));
    modules.set(path.configuration, entries);
    const entry = entries.get(block);
    if (entry === undefined) return undefined;
    const found = kept.get(entry) ?? readBlock(entry, block);
    // A map that was cleared, not replaced, can keep the entries of its earlier lives from being collected.
    if (kept.size >= MAX_KEPT) kept = new Map();
    kept.set(entry, found);
    return found;
  };
}

function moduleAt(plan: Value, { steps }: ModulePath): Value | undefined {
  const root = memberAt(plan, "configuration", "root_module");
  return steps.reduce<Value | undefined>((module, { name }) => memberAt(module, "module_calls", name, "module"), root);
}

function indexResources(module: Value | undefined): ReadonlyMap<string, Value> {
  const entries = new Map<string, Value>();
  for (const resource of listOf(module, "resources")) {
    const [type, name] = [textOf(resource, "type"), textOf(resource, "name")];
    if (type !== undefined && name !== undefined)
      entries.set(blockAddress(textOf(resource, "mode"), type, name), resource);
  }
  return entries;
}

function readBlock(resource: Value, address: string): ResourceBlock {
  const expressions = member(resource, "expressions");
  return {
    address,
    providerKey: textOf(resource, "provider_config_key") ?? null,
    expressions: isObject(expressions) ? expressions : {},
    uses: expressionUses(expressions),
    forEach: expressionTraversals(member(resource, "for_each_expression")),
  };
}

/** The address of a block inside its module. */
export function blockAddress(mode: string | undefined, type: string, name: string): string {
  return mode === undefined || mode === "managed" ? `${type}.${name}` : `${mode}.${type}.${name}`;
}
