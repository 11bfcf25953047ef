import type { Expression } from "../../hcl/index.ts";
import { put } from "../../terraform-plan/json.ts";
import { booleanFrom, numberFrom, textFrom } from "../evaluate/convert.ts";
import { asUnknown, elementsOf, isListValue, isObjectValue, notObserved, type HclValue } from "../evaluate/values.ts";
import { setOf } from "../functions/collections.ts";

/** What a value has to be converted to. `optional` attributes of an object may be left out. */
export type TypeConstraint =
  | { readonly kind: "any" | "string" | "number" | "bool" }
  | { readonly kind: "list" | "set" | "map"; readonly element: TypeConstraint }
  | { readonly kind: "tuple"; readonly elements: readonly TypeConstraint[] }
  | { readonly kind: "object"; readonly attributes: ReadonlyMap<string, AttributeConstraint> };

interface AttributeConstraint {
  readonly type: TypeConstraint;
  readonly optional: boolean;
  readonly otherwise: Expression | null;
}

const ANY: TypeConstraint = { kind: "any" };

/** No type nests deeper. */
const MAX_DEPTH = 32;

/** Reads a type; what is none constrains nothing. */
export function typeFrom(expression: Expression | undefined, depth = 0): TypeConstraint {
  if (!expression || depth > MAX_DEPTH) return ANY;
  if (expression.kind === "variable") return simple(expression.name);
  if (expression.kind !== "call") return ANY;
  const [arg] = expression.args;
  switch (expression.name) {
    case "list":
    case "set":
    case "map":
      return { kind: expression.name, element: typeFrom(arg, depth + 1) };
    case "tuple":
      return arg?.kind === "list"
        ? { kind: "tuple", elements: arg.elements.map((one) => typeFrom(one, depth + 1)) }
        : ANY;
    case "object":
      return arg?.kind === "object" ? objectType(arg, depth) : ANY;
    case "optional":
      return typeFrom(arg, depth + 1);
    default:
      return ANY;
  }
}

function simple(name: string): TypeConstraint {
  if (name === "string" || name === "number" || name === "bool") return { kind: name };
  return name === "list" || name === "set" || name === "map" ? { kind: name, element: ANY } : ANY;
}

function objectType({ items }: Extract<Expression, { kind: "object" }>, depth: number): TypeConstraint {
  const attributes = new Map<string, AttributeConstraint>();
  for (const { key, value } of items) {
    if (key.kind !== "literal" || typeof key.value !== "string") continue;
    const optional = value.kind === "call" && value.name === "optional";
    const otherwise = optional ? (value.args[1] ?? null) : null;
    attributes.set(key.value, { type: typeFrom(value, depth + 1), optional, otherwise });
  }
  return { kind: "object", attributes };
}

/** Converts a value to a type. `defaultOf` evaluates the default of an optional attribute. What does not fit is not known. */
export function convertTo(
  value: HclValue,
  type: TypeConstraint,
  defaultOf: (expression: Expression) => HclValue,
): HclValue {
  if (value === null || asUnknown(value)) return value;
  switch (type.kind) {
    case "any":
      return value;
    case "string":
      return textFrom(value) ?? notObserved();
    case "number":
      return numberFrom(value) ?? notObserved();
    case "bool":
      return booleanFrom(value) ?? notObserved();
    default:
      return convertCollection(value, type, (part, inner) => convertTo(part, inner, defaultOf), defaultOf);
  }
}

type Compound = Exclude<TypeConstraint, { readonly kind: "any" | "string" | "number" | "bool" }>;

function convertCollection(
  value: HclValue,
  type: Compound,
  convert: (value: HclValue, type: TypeConstraint) => HclValue,
  defaultOf: (expression: Expression) => HclValue,
): HclValue {
  const elements = elementsOf(value);
  if (type.kind === "list" || type.kind === "set") {
    const converted = elements?.map((element) => convert(element, type.element));
    if (!converted) return notObserved();
    return type.kind === "set" ? setOf(converted) : converted;
  }
  if (type.kind === "tuple") {
    return isListValue(value)
      ? value.map((element, index) => convert(element, type.elements[index] ?? ANY))
      : notObserved();
  }
  if (!isObjectValue(value)) return notObserved();
  const object: Record<string, HclValue> = {};
  if (type.kind !== "object") {
    for (const [key, part] of Object.entries(value)) put(object, key, convert(part, type.element));
    return object;
  }
  for (const [name, { type: inner, otherwise }] of type.attributes) {
    const given = Object.hasOwn(value, name) ? (value[name] ?? null) : null;
    put(object, name, convert(given ?? (otherwise ? defaultOf(otherwise) : null), inner));
  }
  return object;
}
