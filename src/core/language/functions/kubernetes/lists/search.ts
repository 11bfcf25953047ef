import { equals, type Value } from "../../../values/index.ts";
import { isElement } from "../../standard/containers.ts";

/** The first position of an element that equals the value; unknown when an unknown element before it may be it; -1 when there is none. */
export function firstIndexOf(list: readonly Value[], value: Value): Value {
  for (const [at, element] of list.entries()) {
    const equal = equals(element, value);
    if (equal !== false) return equal === true ? at : equal;
  }
  return -1;
}

/** The last position of an element that equals the value; unknown when an unknown element behind it may be it; -1 when there is none. */
export function lastIndexOf(list: readonly Value[], value: Value): Value {
  for (let at = list.length - 1; at >= 0; at--) {
    const equal = equals(list[at] ?? null, value);
    if (equal !== false) return equal === true ? at : equal;
  }
  return -1;
}

/** Whether a list has the element; for any other value, whether it equals the argument. */
export function includes(target: Value, value: Value): Value {
  return Array.isArray(target) ? isElement(value, target) : equals(target, value);
}
