import { optional, type Shape } from "#core/documents";
import { orNull, otherwise } from "./scalars.ts";

type Field<T> = ReturnType<typeof optional<T, null>>;

/** An optional field of a foreign document; absent or empty it is null. */
export function maybe<T>(shape: Shape<T>, description: string): Field<T | null> {
  return optional(orNull(shape), null, description);
}

/** An optional field of a foreign document; absent or empty it has its default. */
export function defaulted<T>(
  shape: Shape<T>,
  value: T,
  description: string,
): { readonly shape: Shape<T>; readonly description: string; readonly required: false; readonly otherwise: T } {
  return { shape: otherwise(shape, value), description, required: false, otherwise: value };
}
