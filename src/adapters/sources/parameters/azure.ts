import { Unknown, type UnknownReason, type Value } from "#core/language";
import { entriesOf, member } from "../json/index.ts";
import type { FoundValue } from "./handed-in.ts";

/** What the developer command line of Azure fills in from its environment before it hands the file on. */
const FILLED_IN = /\$\{[A-Za-z_]\w{0,127}(?:=[^}]{0,1024})?\}/;

/** The values in a parameters file of Azure. One that stands in a vault is secret, and one with `${NAME}` in it not known. */
export function azureValues(root: Value): readonly FoundValue[] {
  return entriesOf(root, "parameters").map(([name, parameter]) => ({
    name,
    value: valueOf(parameter, `parameters.${name}`),
    path: ["parameters", name],
  }));
}

function valueOf(parameter: Value, path: string): Value {
  const unknown = (reason: UnknownReason): Unknown => new Unknown([{ reason, path }]);
  if (member(parameter, "reference") !== undefined) return unknown("sensitive");
  const value = member(parameter, "value");
  if (value === undefined) return unknown("not-observed");
  return typeof value === "string" && FILLED_IN.test(value) ? unknown("not-observed") : value;
}
