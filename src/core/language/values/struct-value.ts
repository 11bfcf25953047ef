import type { Value } from "./value.ts";

/** A message-like value whose fields are read through methods, because defaults and presence differ from a map's. */
export abstract class StructValue {
  abstract readonly typeName: string;
  /** The field's value or its default, or a `CelError` when the type has no such field. */
  abstract get(field: string): Value;
  /** Whether the field is set, as `has()` sees it, or a `CelError` when the type has no such field. */
  abstract has(field: string): Value;
  abstract equals(other: StructValue): boolean;

  /** Whether no field is set, which `optional.ofNonZeroValue` asks. */
  isZero(): boolean {
    return false;
  }
}
