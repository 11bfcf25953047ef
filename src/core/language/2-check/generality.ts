import { everyPart, sameHead } from "../types/type-parts.ts";
import type { Type } from "../types/type.ts";

/** Tells whether a type is decided at run time, or unknown because of a problem that is already reported. */
export function isDynamic(type: Type): boolean {
  return type.kind === "dyn" || type.kind === "any" || type.kind === "error";
}

/** The more general of two types of which one may stand for the other: `dyn` over all, nullable types over null, wrappers over primitives. */
export function mostGeneral(a: Type, b: Type): Type {
  return isAtLeastAsGeneral(a, b) ? a : b;
}

function isAtLeastAsGeneral(a: Type, b: Type): boolean {
  if (isOpen(a)) return true;
  if (isOpen(b)) return false;
  if (b.kind === "null" || a.kind === "wrapper" || (a.kind === "type" && b.kind === "type")) return true;
  return sameHead(a, b) && everyPart(a, b, isAtLeastAsGeneral);
}

function isOpen(type: Type): boolean {
  return type.kind === "param" || isDynamic(type);
}
