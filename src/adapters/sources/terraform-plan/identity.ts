import type { Value } from "#core/language";
import { joinAddress, keySuffix, parseModuleAddress, type ModulePath } from "./address.ts";
import type { InstanceKey } from "./configuration/instances.ts";
import { blockAddress } from "./configuration/blocks.ts";
import { member, textOf } from "../json/index.ts";

/** What names one resource instance in a plan. `id` tells a deposed object from the current one at the same address. */
export interface Identity {
  readonly id: string;
  readonly address: string;
  readonly type: string;
  readonly name: string;
  readonly isData: boolean;
  readonly module: string;
  readonly modules: ModulePath;
  readonly block: string;
  readonly key: InstanceKey;
  readonly deposed: string | null;
  readonly providerName: string;
}

/** Reads the identity of an entry of a plan or a state; null when it has no type or name, or a module address that is none. */
export type ReadIdentity = (entry: Value, module?: string) => Identity | null;

/** Creates a reader that parses every module address once. */
export function createIdentityReader(): ReadIdentity {
  const parsed = new Map<string, ModulePath | null>();
  return (entry, enclosing) => {
    const module = enclosing ?? textOf(entry, "module_address") ?? "";
    const modules = parsed.has(module) ? parsed.get(module) : parseModuleAddress(module);
    parsed.set(module, modules ?? null);
    return modules ? identityOf(entry, module, modules) : null;
  };
}

function identityOf(entry: Value, module: string, modules: ModulePath): Identity | null {
  const [type, name, mode] = [textOf(entry, "type"), textOf(entry, "name"), textOf(entry, "mode")];
  if (type === undefined || name === undefined) return null;
  const block = blockAddress(mode, type, name);
  const key = keyOf(entry);
  const address = textOf(entry, "address") ?? joinAddress(module, `${block}${keySuffix(key)}`);
  const deposed = textOf(entry, "deposed") ?? textOf(entry, "deposed_key") ?? null;
  const id = deposed === null ? address : `${address} (deposed ${deposed})`;
  const providerName = textOf(entry, "provider_name") ?? "";
  return { id, address, type, name, isData: mode === "data", module, modules, block, key, deposed, providerName };
}

/** The instance key; one that is not known yet (`index_unknown`) is the wildcard that its address shows. */
function keyOf(entry: Value): InstanceKey {
  const key = member(entry, "index");
  if (typeof key === "string" || typeof key === "number") return key;
  return member(entry, "index_unknown") === true ? "*" : null;
}
