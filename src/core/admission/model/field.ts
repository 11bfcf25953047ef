import type { Value } from "#core/language";
import { memberAt } from "#core/model";

/** The text at a path of own keys; null where there is none. */
export function textAt(value: Value | undefined, ...path: readonly string[]): string | null {
  const found = memberAt(value, ...path);
  return typeof found === "string" ? found : null;
}
