import type { Value } from "#core/language";
import { isList, isObject } from "#core/model";

/** The size of a value as JSON in bytes, counted no further than `limit`; what is not known counts nothing. */
export function jsonSize(value: Value, limit: number): number {
  let size = 0;
  const open: Value[] = [value];
  while (open.length > 0 && size <= limit) {
    const one = open.pop() ?? null;
    if (isList(one)) {
      size += 2 + one.length;
      for (const inner of one) open.push(inner);
    } else if (isObject(one)) {
      for (const [key, inner] of Object.entries(one)) {
        size += textSize(key) + 2;
        open.push(inner);
      }
      size += 2;
    } else size += typeof one === "object" ? 0 : textSize(String(one));
  }
  return size;
}

/** Two bytes for the quotes; what is escaped counts as it is. */
function textSize(text: string): number {
  return text.length + 2;
}
