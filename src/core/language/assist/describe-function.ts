import type { FunctionDeclaration, Overload } from "../functions/declaration.ts";
import { formatType } from "../types/format-type.ts";

/** A macro as authors write it, and one sentence on what it does. */
export interface MacroForm {
  readonly name: string;
  readonly form: string;
  readonly description: string;
  /** Whether it is called on a value. */
  readonly member: boolean;
}

/** The signatures of a function as authors read them, each once: `string.contains(string): bool`. */
export function signaturesOf({ name, overloads }: FunctionDeclaration): readonly string[] {
  return [...new Set(overloads.map((overload) => signature(name, overload)))];
}

function signature(name: string, { member, params, result }: Overload): string {
  const types = params.map(formatType);
  const [receiver = "", ...rest] = types;
  const call = member ? `${receiver}.${name}(${rest.join(", ")})` : `${name}(${types.join(", ")})`;
  return `${call}: ${formatType(result)}`;
}

/** The macros that authors use. */
export const MACRO_FORMS: readonly MacroForm[] = [
  form("has", "has(object.field)", "Whether a field or key is there", false),
  form("all", "list.all(x, condition)", "Whether the condition holds for every element or key"),
  form("exists", "list.exists(x, condition)", "Whether the condition holds for some element or key"),
  form("exists_one", "list.exists_one(x, condition)", "Whether the condition holds for exactly one element or key"),
  form("filter", "list.filter(x, condition)", "The elements or keys for which the condition holds"),
  form("map", "list.map(x, value)", "The value for each element or key"),
  form("sortBy", "list.sortBy(x, key)", "The elements in the order of a key"),
  form(
    "transformList",
    "list.transformList(i, x, value)",
    "The value for each element, whose position or key is known as well",
  ),
  form("transformMap", "map.transformMap(k, v, value)", "A map with the same keys and other values"),
  form("optMap", "optional.optMap(x, value)", "The value made of what an optional holds, or none"),
  form("optFlatMap", "optional.optFlatMap(x, optional)", "The optional made of what an optional holds, or none"),
  form("cel.bind", "cel.bind(name, value, result)", "The result, in which the name stands for the value", false),
];

function form(name: string, written: string, description: string, member = true): MacroForm {
  return { name, form: written, description, member };
}
