import type { Value } from "#core/language";
import { joinAddress, type ModulePath } from "../address.ts";
import { entriesOf, member, memberAt, textOf } from "../../json/index.ts";
import { expressionTraversals } from "./expressions.ts";
import type { Traversal } from "./traversal.ts";

/** One module of the configuration, the same for all its instances. `call` is what the parent says of it. */
export interface ModuleBlock {
  readonly address: string;
  readonly parent: ModuleBlock | null;
  readonly source: string | null;
  readonly inputs: ReadonlyMap<string, readonly Traversal[]>;
  readonly forEach: readonly Traversal[];
  readonly outputs: ReadonlyMap<string, readonly Traversal[]>;
}

/** All modules of a plan's configuration by their address without instance keys; the root module's is empty. */
export type Modules = ReadonlyMap<string, ModuleBlock>;

/** Indexes the configuration of a plan. Whatever has not the shape of one is left out. */
export function readModules(plan: Value): Modules {
  const modules = new Map<string, ModuleBlock>();
  addModule(memberAt(plan, "configuration", "root_module"), { address: "", parent: null, call: undefined }, modules);
  return modules;
}

/** The module of the configuration that a module instance comes from. */
export function moduleOf(modules: Modules, path: ModulePath): ModuleBlock | undefined {
  return modules.get(path.configuration);
}

interface Call {
  readonly address: string;
  readonly parent: ModuleBlock | null;
  readonly call: Value | undefined;
}

function addModule(
  module: Value | undefined,
  { address, parent, call }: Call,
  modules: Map<string, ModuleBlock>,
): void {
  const block: ModuleBlock = {
    address,
    parent,
    source: textOf(call, "source") ?? null,
    inputs: traversalsByName(entriesOf(call, "expressions")),
    forEach: expressionTraversals(member(call, "for_each_expression")),
    outputs: traversalsByName(entriesOf(module, "outputs").map(([name, output]) => [name, expressionOf(output)])),
  };
  modules.set(address, block);
  for (const [name, child] of entriesOf(module, "module_calls")) {
    const childAddress = joinAddress(address, `module.${name}`);
    addModule(member(child, "module"), { address: childAddress, parent: block, call: child }, modules);
  }
}

function expressionOf(output: Value): Value {
  return member(output, "expression") ?? null;
}

function traversalsByName(entries: readonly (readonly [string, Value])[]): ReadonlyMap<string, readonly Traversal[]> {
  return new Map(entries.map(([name, expression]) => [name, expressionTraversals(expression)]));
}
