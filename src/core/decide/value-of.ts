import { InvariantError } from "#core/diagnostics";
import type { ValueObject } from "#core/language";

/** A part of a proposal as the language sees it. Parts are plain objects of values, which their interfaces cannot say. */
export function valueOf(part: object): ValueObject {
  if (isValueObject(part)) return part;
  throw new InvariantError("foreign-proposal", "Cannot judge a list where a part of a proposal should be");
}

function isValueObject(part: object): part is ValueObject {
  return !Array.isArray(part);
}
