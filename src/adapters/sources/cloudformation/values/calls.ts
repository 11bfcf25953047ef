import type { ValueObject } from "#core/language";

/** The name of the function that a mapping is a call of, as `Ref` or `Fn::Sub`; undefined for a plain mapping. */
export function functionOf(raw: ValueObject): string | undefined {
  const [name, ...others] = Object.keys(raw);
  if (name === undefined || others.length > 0) return undefined;
  return isFunctionName(name) ? name : undefined;
}

/** Whether a macro would rewrite the mapping. */
export function hasTransform(raw: ValueObject): boolean {
  return Object.hasOwn(raw, "Fn::Transform");
}

/** The function in a mapping that has other keys as well, which means nothing. */
export function strayFunction(raw: ValueObject): string | undefined {
  return Object.keys(raw).find((key) => key !== "Ref" && isFunctionName(key));
}

/** Whether a key is that of a loop. */
export function isLoop(key: string): boolean {
  return key.startsWith("Fn::ForEach::");
}

function isFunctionName(key: string): boolean {
  return key === "Ref" || (key.startsWith("Fn::") && !isLoop(key));
}
