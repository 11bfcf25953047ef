/** How one setting is read, wherever it is set. */
export interface SettingForm<T> {
  readonly flag: string;
  readonly environment: string;
  readonly fallback: T;
  /** What it must be, with its article. */
  readonly expected: string;
  readonly description: string;
  /** Whether its value may hold a password, and is never shown. */
  readonly isSecret?: boolean;
  /** Takes a text as flags and the environment have it, or a value of a file; `undefined` when it is not as expected. */
  parse(value: unknown): T | undefined;
}

/** A text that says something. */
export const text: SettingForm<string>["parse"] = (value) =>
  typeof value === "string" && value !== "" ? value : undefined;

/** On or off. */
export const switched: SettingForm<boolean>["parse"] = (value) => {
  if (value === true || value === "true" || value === "1") return true;
  return value === false || value === "false" || value === "0" ? false : undefined;
};

/** A list, which flags and the environment part by commas. */
export const texts: SettingForm<readonly string[]>["parse"] = (value) => {
  if (typeof value === "string") return value.split(",").filter((part) => part !== "");
  return Array.isArray(value) && value.every((one) => typeof one === "string" && one !== "")
    ? value.map(String)
    : undefined;
};

/** A whole number between two others, both included. */
export const whole =
  (least: number, most: number): ((value: unknown) => number | undefined) =>
  (value) => {
    const number = typeof value === "string" && /^\d{1,15}$/.test(value) ? Number(value) : value;
    return typeof number === "number" && Number.isInteger(number) && number >= least && number <= most
      ? number
      : undefined;
  };
