/**
 * Names that a plain property load may find although they are no key of the data: members of the built-in prototypes, and the fields of the
 * classes that errors and unknowns are. Fields with these names are read by own-key checks; all others by a plain load.
 */
export const RISKY_NAMES: ReadonlySet<string> = new Set([
  ...[Object, Array, String, Number, Boolean, BigInt, Map, Uint8Array, Function].flatMap((type) =>
    namesAbove(type.prototype),
  ),
  "code",
  "message",
  "exprId",
  "causes",
  "merge",
  "size",
  "has",
  "get",
  "entries",
]);

function namesAbove(object: object): readonly string[] {
  const parent: unknown = Object.getPrototypeOf(object);
  const inherited = typeof parent === "object" && parent !== null ? namesAbove(parent) : [];
  return [...Object.getOwnPropertyNames(object), ...inherited];
}
