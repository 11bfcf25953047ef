import { declare, type FunctionLibrary, type Overload } from "#core/language";

/** A function under both of its spellings, `Get` and `get`. */
export function spellings(
  namespace: string,
  name: string,
  description: string,
  overloads: readonly Overload[],
): FunctionLibrary["functions"] {
  const camel = name.charAt(0).toLowerCase() + name.slice(1);
  return [name, camel].map((spelling) => declare(`${namespace}.${spelling}`, description, ...overloads));
}
