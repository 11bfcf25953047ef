/** What a map of a configuration file holds. */
export type Fields = Readonly<Record<string, unknown>>;

/** Hears what is wrong with a file: one sentence without a full stop. */
export type Complain = (problem: string) => void;

export function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((one) => typeof one === "string");
}

/** A text that is one of some; null for anything else. */
export function oneOf<const Text extends string>(texts: readonly Text[], value: unknown): Text | null {
  return texts.find((text) => text === value) ?? null;
}

/** Choices as a sentence has them. */
export function choices(texts: readonly string[]): string {
  const quoted = texts.map((text) => `\`${text}\``);
  return `${quoted.slice(0, -1).join(", ")} or ${quoted.at(-1) ?? ""}`;
}
