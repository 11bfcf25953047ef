import { joinAddress, modulePath } from "../../terraform-plan/address.ts";
import { placeOf, type Declared } from "../configuration/definition.ts";
import { notObserved, Traced, type HclValue } from "../evaluate/values.ts";
import { expand, valueOf } from "./expansion.ts";
import * as issues from "./messages.ts";
import type { ModuleInstance } from "./module-instance.ts";

/** What a call of a module amounts to: its value for references, and the instances. */
export interface Children {
  readonly value: HclValue;
  readonly instances: readonly ModuleInstance[];
}

/** A module that is not there may hold anything, and its outputs may come from anywhere. */
const MISSING: Children = { value: notObserved(), instances: [] };

/** What an instance of a module is made from. */
export type ModuleParts = Pick<ModuleInstance, "path" | "definition" | "caller" | "surroundings">;

/** A call: by which name, in which module, and how the instances are made. */
export interface Call {
  readonly parent: ModuleInstance;
  readonly name: string;
  readonly call: Declared;
  readonly make: (parts: ModuleParts) => ModuleInstance;
}

/** Calls the modules of a `module` block. Why one is not called is said. */
export function createChildren({ parent, name, call, make }: Call): Children {
  const { directories, issues: said, budget } = parent.surroundings;
  const place = placeOf(call);
  const address = joinAddress(parent.path.address, `module.${name}`);
  const key = [...parent.path.steps.map((step) => step.name), name].join(".");
  const target = directories.target(call, key, parent.definition.directory);
  if (target.kind !== "directory") {
    said.leaveOpen(
      target.kind === "remote" ? issues.notInstalled(address, target.source) : issues.noSource(address),
      place,
      address,
    );
    return MISSING;
  }
  const definition = directories.definition(target.directory);
  if (!definition) {
    said.leaveOpen(issues.missingModule(address, target.directory), place, address);
    return MISSING;
  }
  if (isWithin(parent, target.directory)) {
    said.leaveOpen(issues.moduleCycle(address), place, address);
    return MISSING;
  }
  const expansion = expand(call.block, parent.scope());
  if (!expansion || !budget.takeModules(expansion.keys.length)) {
    said.leaveOpen(issues.tooManyInstances(address), place, address);
    return { value: new Traced("not-observed", [{ target: null, attribute: null }], false), instances: [] };
  }
  const instances = expansion.keys.map(({ key: own, each }) =>
    make({
      path: modulePath([...parent.path.steps, { name, key: own }]),
      definition,
      caller: { module: parent, call, scope: parent.scope(each) },
      surroundings: parent.surroundings,
    }),
  );
  return { value: valueOf(expansion, instances), instances };
}

/** Tells whether a module is called, directly or not, from the files of a directory. */
function isWithin(module: ModuleInstance, directory: string): boolean {
  for (let one: ModuleInstance | undefined = module; one; one = one.caller?.module) {
    if (one.definition.directory === directory) return true;
  }
  return false;
}
