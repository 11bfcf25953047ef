import { numberFrom, textFrom } from "./convert.ts";
import {
  asUnknown,
  derivedFrom,
  Failure,
  Handle,
  HclSet,
  Instances,
  isListValue,
  isObjectValue,
  Traced,
  type HclValue,
} from "./values.ts";

/** The value under a name. */
export function attributeOf(value: HclValue, name: string): HclValue {
  if (value instanceof Handle) return value.attribute(name);
  if (value instanceof Failure) return value;
  if (value instanceof Traced) return value.part(name);
  if (value instanceof Instances) return value.whole();
  if (isListValue(value)) return new Failure(`a list has no attribute \`${name}\``);
  return isObjectValue(value) && Object.hasOwn(value, name)
    ? (value[name] ?? null)
    : new Failure(`there is no attribute \`${name}\``);
}

/** The value under a key or at a position. */
export function elementAt(value: HclValue, key: HclValue): HclValue {
  if (value instanceof Instances) return value.representative;
  if (value instanceof Failure) return value;
  if (asUnknown(key)) return derivedFrom([value, key]);
  if (value instanceof Handle) return attributeOf(value, textFrom(key) ?? "");
  if (value instanceof Traced) return value.part(typeof key === "string" ? key : String(textFrom(key)));
  if (isListValue(value)) return inList(value, key);
  const name = textFrom(key);
  if (name === null || value instanceof HclSet) return new Failure("the value has no elements under such a key");
  return attributeOf(value, name);
}

function inList(list: readonly HclValue[], key: HclValue): HclValue {
  const index = numberFrom(key);
  const element = typeof index === "number" ? list[index] : undefined;
  return element === undefined ? new Failure("the list has no element at such a position") : element;
}

/** What a splat goes through: the elements of a list or set, nothing for null, and else the value itself. */
export function splatElements(value: HclValue): readonly HclValue[] | Traced {
  if (value === null) return [];
  if (value instanceof HclSet) return value.elements;
  if (isListValue(value)) return value;
  if (value instanceof Traced) return value.blurred();
  return value instanceof Instances ? value.whole() : [value];
}
