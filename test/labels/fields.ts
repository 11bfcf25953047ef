/** Reads a map of a document; throws with the document's place when it is none. */
export function recordOf(where: string, value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new Error(`Cannot read \`${where}\`: it must be a map`);
  }
  return Object.fromEntries(Object.entries(value));
}

/** Reads a text that is not empty. */
export function textOf(where: string, key: string, value: unknown): string {
  if (typeof value !== "string" || value === "") {
    throw new Error(`Cannot read \`${where}\`: \`${key}\` must be a text`);
  }
  return value;
}

/** The texts of a list, or of one text alone; none when it is neither. */
export function textsOf(value: unknown): readonly string[] {
  const all: readonly unknown[] = Array.isArray(value) ? value : [value];
  return all.filter((one) => typeof one === "string");
}
