import { CelError, type FunctionDeclaration, type Overload, type Type, type Value } from "#core/language";

/** One signature of a function of this library; `evaluate` sees arguments of the declared types. */
export interface Signature {
  readonly params: readonly Type[];
  readonly result: Type;
  readonly evaluate: Overload["evaluate"];
  /** Absent means that the cost does not grow with the arguments. */
  readonly cost?: NonNullable<Overload["cost"]>;
  /** Set for a function that reads at a path. */
  readonly steps?: NonNullable<Overload["steps"]>;
}

/** A function called by its qualified name, as in `ports.includes(list, 22)`. */
export function globalFunction(
  name: string,
  description: string,
  ...signatures: readonly Signature[]
): FunctionDeclaration {
  return {
    name,
    description,
    overloads: signatures.map((signature, index) => overload(name, signature, index, false)),
  };
}

/** A function called on its first argument, as in `native.at("a.b")`. */
export function memberFunction(
  name: string,
  description: string,
  ...signatures: readonly Signature[]
): FunctionDeclaration {
  return { name, description, overloads: signatures.map((signature, index) => overload(name, signature, index, true)) };
}

function overload(name: string, signature: Signature, index: number, member: boolean): Overload {
  return { ...signature, id: `writ_${name.replaceAll(".", "_")}_${index}`, member };
}

/** What a function answers for an argument that it cannot work with. */
export function invalid(message: string): CelError {
  return new CelError("invalid-argument", message);
}

/** The cost of reading a text once: one unit for each ten characters, as the standard library charges for strings. */
export function textCost(value: Value | undefined): number {
  return typeof value === "string" ? Math.ceil(value.length / 10) : 0;
}

/** The cost of looking at every element of a list once. */
export function listCost(value: Value | undefined): number {
  return Array.isArray(value) ? value.length : 0;
}

/** The string that an argument declared as one holds. */
export function textOf(value: Value | undefined): string {
  return typeof value === "string" ? value : "";
}
