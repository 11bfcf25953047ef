import { Unknown, type Value } from "../../values/index.ts";
import { ElementIndex } from "../element-index.ts";

/** The elements without those that equal an earlier one; unknown when that cannot be told. */
export function distinct(list: readonly Value[]): Value {
  const seen = new ElementIndex();
  const result: Value[] = [];
  for (const element of list) {
    const isRepeated = element instanceof Unknown ? element : seen.has(element);
    if (typeof isRepeated !== "boolean") return isRepeated;
    if (isRepeated) continue;
    seen.add(element);
    result.push(element);
  }
  return result;
}
