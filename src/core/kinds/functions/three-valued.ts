import { Unknown, type Value } from "#core/language";
import { isList } from "#core/model";

/** A truth value that may not be known. */
export type Truth = boolean | Unknown;

/** False when either is; else unknown when either is; the second is asked only when it matters. */
export function and(first: Truth, second: () => Truth): Truth {
  if (first === false) return false;
  const other = second();
  if (other === false || first === true) return other;
  return other instanceof Unknown ? first.merge(other) : first;
}

export function not(truth: Truth): Truth {
  return truth instanceof Unknown ? truth : !truth;
}

/** Whether a test holds for any element. Elements that are not known, and an unknown list, make the answer unknown unless another element decides. */
export function any(list: Value, test: (element: Value) => Truth): Truth {
  if (list instanceof Unknown) return list;
  if (!isList(list)) return false;
  let unknown: Unknown | undefined;
  for (const element of list) {
    const truth = element instanceof Unknown ? element : test(element);
    if (truth === true) return true;
    if (truth instanceof Unknown) unknown = unknown?.merge(truth) ?? truth;
  }
  return unknown ?? false;
}
