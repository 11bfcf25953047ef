/**
 * Names that a plain property load finds on every plain object although they are no key of the data. Fields with these names are read by
 * own-key checks, always.
 */
export const INHERITED_NAMES: ReadonlySet<string> = new Set(Object.getOwnPropertyNames(Object.prototype));

/**
 * Names that a plain property load may find on something else than a plain object: members of the other built-in prototypes, and of the classes
 * of errors, unknowns and maps. A load of such a field counts only on a plain object, whatever the static type promises.
 */
export const AMBIGUOUS_NAMES: ReadonlySet<string> = new Set([
  ...[Array, String, Number, Boolean, BigInt, Uint8Array].flatMap((type) => namesAbove(type.prototype)),
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
