import { Unknown, type Value } from "#core/language";
import { isList, isObject, type Path } from "#core/model";
import { member, textOf } from "../json/index.ts";
import type { FoundValue } from "./handed-in.ts";

/**
 * The values in a file for CloudFormation: a list of `{ParameterKey, ParameterValue}` or of `Key=Value`, or an object with `Parameters`. Null for
 * a list of anything else. A value that is said to stay as it was is not known.
 */
export function cloudFormationValues(root: Value): readonly FoundValue[] | null {
  const parameters = member(root, "Parameters");
  if (isObject(parameters))
    return Object.entries(parameters).map(([name, value]) => ({ name, value, path: ["Parameters", name] }));
  if (!isList(root) || root.length === 0) return null;
  const values = root.map((entry, at) => (typeof entry === "string" ? assigned(entry, [at]) : listed(entry, [at])));
  return values.every((one) => one !== null) ? values : null;
}

function assigned(text: string, path: Path): FoundValue | null {
  const at = text.indexOf("=");
  return at <= 0 ? null : { name: text.slice(0, at), value: text.slice(at + 1), path };
}

function listed(entry: Value, path: Path): FoundValue | null {
  const name = textOf(entry, "ParameterKey");
  if (name === undefined) return null;
  const value = member(entry, "ParameterValue");
  const previous = new Unknown([{ reason: "not-observed", path: `Parameters.${name}` }]);
  return { name, value: value ?? (member(entry, "UsePreviousValue") === true ? previous : null), path };
}
