import type { Companion } from "../source-format.ts";
import { directoryOf } from "../terraform-plan/hcl/module-directory.ts";
import type { Declared } from "./configuration/definition.ts";
import { isVariablesFile, variablesIn } from "./configuration/parse-file.ts";
import type { Budget } from "./evaluate/budget.ts";
import { evaluate } from "./evaluate/evaluate.ts";
import type { Scope } from "./evaluate/scope.ts";
import { isWhollyKnown, notObserved, type HclValue } from "./evaluate/values.ts";
import { callFunction } from "./functions/index.ts";
import type { HclPlace, Issues } from "./issues.ts";
import * as messages from "./modules/messages.ts";
import type { ModuleInstance } from "./modules/module-instance.ts";
import { convertTo } from "./modules/types.ts";

/** The value that a file sets for a variable of the root module, and where. */
export interface Setting {
  readonly value: HclValue;
  readonly place: HclPlace;
}

/**
 * The files that set variables of the root module, the stronger ones last: those that Terraform takes by itself (`terraform.tfvars`, then
 * `*.auto.tfvars` in the order of their names), and then those that were handed in.
 */
export function settingsFiles(
  root: string,
  files: readonly Companion[],
  handedIn: readonly Companion[],
): readonly Companion[] {
  const beside = files.filter(({ file }) => isVariablesFile(file) && directoryOf(file) === root);
  const named = (pattern: RegExp): readonly Companion[] =>
    beside.filter(({ file }) => pattern.test(file)).toSorted(byName);
  return [
    ...named(/(?:^|[/\\])terraform\.tfvars$/),
    ...named(/(?:^|[/\\])terraform\.tfvars\.json$/),
    ...named(/\.auto\.tfvars(?:\.json)?$/),
    ...handedIn,
  ];
}

/** The values that files set for variables of the root module; of several for one variable the last holds. */
export function settingsFrom(files: readonly Companion[], budget: Budget): ReadonlyMap<string, Setting> {
  const scope: Scope = {
    bindings: null,
    budget,
    resolve: (_, steps) => ({ value: notObserved(), used: steps.length }),
    call: (name, args) => callFunction(name, args, budget),
  };
  const settings = new Map<string, Setting>();
  for (const file of files)
    for (const attribute of variablesIn(file))
      settings.set(attribute.name, { value: evaluate(attribute.value, scope), place: { file, extent: attribute } });
  return settings;
}

/** Says what is wrong with values that are set: no such variable, another type, or what a validation of the variable refuses. */
export function checkSettings(module: ModuleInstance, settings: ReadonlyMap<string, Setting>, issues: Issues): void {
  for (const [name, { value, place }] of settings) {
    const variable = module.definition.variables.get(name);
    const objection = variable && (mismatch(module, name, value) ?? refusal(module, variable));
    if (!variable) issues.say(messages.undeclaredVariable(name, module.definition.directory), place);
    else if (objection) issues.leaveOpen(messages.invalidVariable(name, objection), place, `var.${name}`);
  }
}

/** What is known in full as it is written, and is not as a value of the variable's type, does not have that type. */
function mismatch(module: ModuleInstance, name: string, value: HclValue): string | null {
  if (!isWhollyKnown(value) || value === null || module.variableType(name).kind === "any") return null;
  const converted = convertTo(value, module.variableType(name), () => null);
  return isWhollyKnown(converted) ? null : "it does not have its type";
}

function refusal(module: ModuleInstance, { block }: Declared): string | null {
  const validations = block.blocks.filter(({ type }) => type === "validation");
  const refused = validations.some((validation) => module.evaluateIn(validation, "condition") === false);
  return refused ? "a validation of the variable does not hold" : null;
}

function byName(a: Companion, b: Companion): number {
  return a.file < b.file ? -1 : 1;
}
