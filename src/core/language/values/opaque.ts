import type { Value } from "./value.ts";

/** A value of a library's own type, such as an IP address or a quantity. Libraries subclass it. */
export abstract class Opaque {
  abstract readonly typeName: string;
  /** CEL equality with a value of the same type name. */
  abstract equals(other: Opaque): boolean;
  /** The value as text, for messages and explanations. */
  abstract toString(): string;
  /** The value as plain data, for JSON output. */
  abstract toPlain(): Value;
}
