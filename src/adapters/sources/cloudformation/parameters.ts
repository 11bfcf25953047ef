import type { Value } from "#core/language";
import { isObject } from "#core/model";
import { scalarText } from "./values/compose.ts";
import { Open, type Term } from "./values/open.ts";

/**
 * The values of the parameters of a template: the default, which holds unless somebody gives another, else not known until the stack is made.
 *
 * A parameter with `NoEcho` is a secret. The default of one that is read from the Parameter Store names where the value is kept, not the value.
 */
export function readParameters(section: Value): ReadonlyMap<string, Term> {
  if (!isObject(section)) return new Map();
  return new Map(Object.entries(section).map(([name, declared]) => [name, parameterValue(name, declared)]));
}

function parameterValue(name: string, declared: Value): Term {
  const fields = new Map(isObject(declared) ? Object.entries(declared) : []);
  const textOf = (field: string): string | undefined => scalarText(fields.get(field) ?? null);
  const origins = [{ target: `Parameters/${name}`, attribute: "Ref", certainty: "proven" }] as const;
  if (textOf("NoEcho") === "true") return new Open(origins, null, "sensitive");
  const [type = "String", text] = [textOf("Type"), textOf("Default")];
  if (text === undefined || type.startsWith("AWS::SSM::Parameter::Value<")) return new Open(origins);
  if (type === "CommaDelimitedList" || type.startsWith("List<")) return splitList(text);
  return type === "Number" && /^-?\d{1,15}$/.test(text) ? Number(text) : text;
}

function splitList(text: string): readonly string[] {
  return text === "" ? [] : text.split(",").map((item) => item.trim());
}
