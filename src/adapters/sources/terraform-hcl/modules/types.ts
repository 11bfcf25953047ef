import type { Expression } from "../../hcl/index.ts";
import { put } from "../../json/index.ts";
import { booleanFrom, numberFrom, textFrom } from "../evaluate/convert.ts";
import {
  asUnknown,
  elementsOf,
  isObjectValue,
  notObserved,
  type HclObject,
  type HclValue,
} from "../evaluate/values.ts";
import { setOf } from "../functions/collections.ts";

/** What a value has to be converted to. Attributes of an object may be left out; `otherwise` is what one is then. */
export type TypeConstraint =
  | { readonly kind: "any" | "string" | "number" | "bool" }
  | { readonly kind: "list" | "set" | "map"; readonly element: TypeConstraint }
  | { readonly kind: "tuple"; readonly elements: readonly TypeConstraint[] }
  | { readonly kind: "object"; readonly attributes: ReadonlyMap<string, AttributeConstraint> };

interface AttributeConstraint {
  readonly type: TypeConstraint;
  readonly otherwise: Expression | null;
}

const ANY: TypeConstraint = { kind: "any" };

/** No type nests deeper. */
const MAX_DEPTH = 32;

/** Reads a type; what is none constrains nothing. */
export function typeFrom(expression: Expression | undefined, depth = 0): TypeConstraint {
  if (!expression || depth > MAX_DEPTH) return ANY;
  if (expression.kind === "variable") return simple(expression.name);
  const [arg] = expression.kind === "call" ? expression.args : [];
  return expression.kind === "call" && arg ? constructed(expression.name, arg, depth) : ANY;
}

function constructed(name: string, arg: Expression, depth: number): TypeConstraint {
  if (name === "list" || name === "set" || name === "map") return { kind: name, element: typeFrom(arg, depth + 1) };
  if (name === "object" && arg.kind === "object") return objectType(arg, depth);
  if (name === "tuple" && arg.kind === "list")
    return { kind: "tuple", elements: arg.elements.map((one) => typeFrom(one, depth + 1)) };
  return name === "optional" ? typeFrom(arg, depth + 1) : ANY;
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
    attributes.set(key.value, { type: typeFrom(value, depth + 1), otherwise });
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
      return convertCompound(value, type, {
        convert: (part, inner) => convertTo(part, inner, defaultOf),
        defaultOf,
      });
  }
}

type Compound = Exclude<TypeConstraint, { readonly kind: "any" | "string" | "number" | "bool" }>;

interface Conversion {
  readonly convert: (value: HclValue, type: TypeConstraint) => HclValue;
  readonly defaultOf: (expression: Expression) => HclValue;
}

function convertCompound(value: HclValue, type: Compound, conversion: Conversion): HclValue {
  if (type.kind === "map")
    return isObjectValue(value) ? convertMembers(value, type.element, conversion) : notObserved();
  if (type.kind === "object")
    return isObjectValue(value) ? convertObject(value, type.attributes, conversion) : notObserved();
  const elements = elementsOf(value);
  if (!elements) return notObserved();
  if (type.kind === "tuple")
    return elements.map((element, index) => conversion.convert(element, type.elements[index] ?? ANY));
  const converted = elements.map((element) => conversion.convert(element, type.element));
  return type.kind === "set" ? setOf(converted) : converted;
}

function convertMembers(value: HclObject, element: TypeConstraint, { convert }: Conversion): HclValue {
  const object: Record<string, HclValue> = {};
  for (const [key, part] of Object.entries(value)) put(object, key, convert(part, element));
  return object;
}

/** Attributes that the type does not name are dropped, as Terraform does. */
function convertObject(
  value: HclObject,
  attributes: ReadonlyMap<string, AttributeConstraint>,
  { convert, defaultOf }: Conversion,
): HclValue {
  const object: Record<string, HclValue> = {};
  for (const [name, { type, otherwise }] of attributes) {
    const given = Object.hasOwn(value, name) ? (value[name] ?? null) : null;
    put(object, name, convert(given ?? (otherwise ? defaultOf(otherwise) : null), type));
  }
  return object;
}
