import { compilePattern, CelError, type Value } from "#core/language";
import { isList } from "#core/model";
import { scalarText } from "./values/compose.ts";

/** What a template declares of a parameter, field by field. */
export type DeclaredParameter = ReadonlyMap<string, Value>;

const NUMBER = /^[-+]?(?:\d{1,40}(?:\.\d{0,40})?|\.\d{1,40})(?:[eE][-+]?\d{1,3})?$/;

/** Why a parameter does not take a text, in words that do not tell it; null when it does. */
export function objectionTo(text: string, declared: DeclaredParameter): string | null {
  const type = scalarText(declared.get("Type") ?? null) ?? "String";
  if (type.startsWith("AWS::SSM::Parameter::")) return null;
  const items = itemsOf(text, type);
  if (/^(?:Number|List<Number>)$/.test(type) && !items.every((item) => NUMBER.test(item)))
    return type === "Number" ? "it is no number" : "it is no list of numbers";
  const objections = [notAmong(items, declared), notLike(items, declared), outOfRange(text, type, declared)];
  return objections.find((one) => one !== null) ?? null;
}

/** The items of a list, as CloudFormation cuts it, or the one text. */
export function itemsOf(text: string, type: string): readonly string[] {
  if (type !== "CommaDelimitedList" && !type.startsWith("List<")) return [text];
  return text === "" ? [] : text.split(",").map((item) => item.trim());
}

function notAmong(items: readonly string[], declared: DeclaredParameter): string | null {
  const allowed = declared.get("AllowedValues");
  if (!isList(allowed)) return null;
  const texts = new Set(allowed.map((one) => scalarText(one)));
  return items.every((item) => texts.has(item)) ? null : "it is none of its `AllowedValues`";
}

/** A pattern is matched as a whole. One that only Java's engine knows is left to CloudFormation. */
function notLike(items: readonly string[], declared: DeclaredParameter): string | null {
  const pattern = scalarText(declared.get("AllowedPattern") ?? null);
  const matcher = pattern === undefined ? null : compilePattern(`^(?:${pattern})$`);
  if (matcher === null || matcher instanceof CelError) return null;
  return items.every((item) => matcher.test(item)) ? null : "it does not match its `AllowedPattern`";
}

function outOfRange(text: string, type: string, declared: DeclaredParameter): string | null {
  const [measure, kind] = type === "Number" ? [Number(text), "Value"] : [text.length, "Length"];
  if (type !== "Number" && type !== "String") return null;
  const limit = (name: string): number => Number(scalarText(declared.get(name) ?? null) ?? Number.NaN);
  if (measure < limit(`Min${kind}`)) return `it is below its \`Min${kind}\``;
  return measure > limit(`Max${kind}`) ? `it is above its \`Max${kind}\`` : null;
}
