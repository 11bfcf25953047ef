import type { Companion } from "../source-format.ts";
import { directoryOf } from "../terraform-plan/hcl/module-directory.ts";
import { isVariablesFile, variablesIn } from "./configuration/parse-file.ts";
import type { Budget } from "./evaluate/budget.ts";
import { evaluate } from "./evaluate/evaluate.ts";
import type { Scope } from "./evaluate/scope.ts";
import { notObserved, type HclValue } from "./evaluate/values.ts";
import { callFunction } from "./functions/index.ts";

/**
 * The values of the root module's variables: from the files that Terraform takes by itself (`terraform.tfvars`, then `*.auto.tfvars` in the order
 * of their names), and then from those that were handed in.
 */
export function settingsFrom(
  root: string,
  files: readonly Companion[],
  handedIn: readonly Companion[],
  budget: Budget,
): ReadonlyMap<string, HclValue> {
  const beside = files.filter(({ file }) => isVariablesFile(file) && directoryOf(file) === root);
  const named = (pattern: RegExp): readonly Companion[] =>
    beside.filter(({ file }) => pattern.test(file)).toSorted(byName);
  const ordered = [
    ...named(/(?:^|[/\\])terraform\.tfvars$/),
    ...named(/(?:^|[/\\])terraform\.tfvars\.json$/),
    ...named(/\.auto\.tfvars(?:\.json)?$/),
    ...handedIn,
  ];
  const scope: Scope = {
    bindings: null,
    budget,
    resolve: (_, steps) => ({ value: notObserved(), used: steps.length }),
    call: (name, args) => callFunction(name, args, budget),
  };
  const settings = new Map<string, HclValue>();
  for (const file of ordered)
    for (const { name, value } of variablesIn(file)) settings.set(name, evaluate(value, scope));
  return settings;
}

function byName(a: Companion, b: Companion): number {
  return a.file < b.file ? -1 : 1;
}
