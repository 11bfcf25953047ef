import type { NativeChange } from "#core/model";
import type { Expression } from "../hcl/index.ts";
import { joinAddress } from "../terraform-plan/address.ts";
import { attributeIn, placeOf, type Declared } from "./configuration/definition.ts";
import { spelledOut } from "./configuration/json-body.ts";
import * as messages from "./modules/messages.ts";
import type { ModuleInstance } from "./modules/module-instance.ts";
import type { Circumstances } from "./resources.ts";

/** What `moved` and `import` blocks say of resources, by id. */
export type CircumstancesOf = (id: string) => Circumstances;

/** Collects the `moved` and `import` blocks of a module instance. A block without a key is about every instance. */
export function circumstancesIn(module: ModuleInstance): CircumstancesOf {
  const moved = declared(module, "moved").map(
    ({ block }) => [addressAt(block, "to"), addressAt(block, "from")] as const,
  );
  const imported = new Set(declared(module, "import").map(({ block }) => inModule(module, addressAt(block, "to"))));
  const previous = new Map(moved.map(([to, from]) => [inModule(module, to), inModule(module, from)]));
  return (id) => {
    const block = withoutKey(id);
    const key = id.slice(block.length);
    const from = previous.get(id) ?? null;
    const fromBlock = from === null && key !== "" ? previous.get(block) : undefined;
    const previousId = from ?? (fromBlock === undefined ? null : `${fromBlock}${key}`);
    return { isImported: imported.has(id) || (key !== "" && imported.has(block)), previousId };
  };
}

/** Says of every `removed` block that something goes of which no more is known, and answers that as changes. */
export function removals(
  module: ModuleInstance,
  change: (address: string, declared: Declared) => NativeChange["before"],
): readonly NativeChange[] {
  return declared(module, "removed").flatMap((one): readonly NativeChange[] => {
    const address = inModule(module, addressAt(one.block, "from"));
    const destroys = isDestroyed(one);
    module.surroundings.issues.leaveOpen(messages.removed(address ?? "?", destroys), placeOf(one), address ?? "");
    const before = address === null ? null : change(address, one);
    if (!before) return [];
    return [
      { verb: destroys ? "delete" : "release", before, after: null, changed: true, traits: [], previousId: null },
    ];
  });
}

function isDestroyed({ block }: Declared): boolean {
  const lifecycle = block.blocks.find(({ type }) => type === "lifecycle");
  const destroy = lifecycle && attributeIn(lifecycle, "destroy")?.value;
  return !(destroy?.kind === "literal" && destroy.value === false);
}

function declared(module: ModuleInstance, type: string): readonly Declared[] {
  return module.definition.others.get(type) ?? [];
}

function inModule(module: ModuleInstance, address: string | null): string | null {
  return address === null ? null : joinAddress(module.path.address, address);
}

function addressAt(body: Declared["block"], name: string): string | null {
  const attribute = attributeIn(body, name);
  return attribute ? addressOf(spelledOut(attribute.value)) : null;
}

/** The address that a reference spells, if its keys are plain. */
function addressOf(expression: Expression): string | null {
  if (expression.kind !== "access" || expression.target.kind !== "variable") return null;
  let address = expression.target.name;
  for (const step of expression.steps) {
    if (step.kind === "name") address += `.${step.name}`;
    else if (step.kind === "key" && step.key.kind === "literal") address += `[${JSON.stringify(step.key.value)}]`;
    else return null;
  }
  return address;
}

function withoutKey(id: string): string {
  return /^(?:.*\.)?[^.[\]"]+(?=\[(?:\d+|\*|"[^"]*")\]$)/.exec(id)?.[0] ?? id;
}
