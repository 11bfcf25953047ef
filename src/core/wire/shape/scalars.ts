import type { Value, ValueObject } from "#core/language";
import { isObject } from "#core/model";
import { report, reportWrongType, subjectOf, type Shape } from "./shape.ts";

/** Text that is not empty, unless it may be. */
export function text(expected: string, maxLength: number, mayBeEmpty: boolean = false): Shape<string> {
  return {
    expected,
    read(value, place, reading) {
      if (typeof value !== "string") return reportWrongType(value, place, reading, expected);
      if (value === "" && !mayBeEmpty)
        return report(reading, place, `${subjectOf(place)} is empty, but ${expected} is expected`);
      if (value.length <= maxLength) return value;
      const message = `${subjectOf(place)} has ${value.length} characters, but at most ${maxLength} are allowed`;
      return report(reading, place, message);
    },
    schema: () => ({ type: "string", ...(mayBeEmpty ? {} : { minLength: 1 }), maxLength }),
  };
}

/** Text of a pattern; `expected` tells people what it asks for. */
export function matching(pattern: RegExp, expected: string): Shape<string> {
  return {
    expected,
    read(value, place, reading) {
      if (typeof value !== "string") return reportWrongType(value, place, reading, expected);
      if (pattern.test(value)) return value;
      return report(reading, place, `${subjectOf(place)} is \`${value.slice(0, 64)}\`, but ${expected} is expected`);
    },
    schema: () => ({ type: "string", pattern: pattern.source }),
  };
}

/** `true` or `false`. */
export const bool: Shape<boolean> = {
  expected: "`true` or `false`",
  read: (value, place, reading) =>
    typeof value === "boolean" ? value : reportWrongType(value, place, reading, "`true` or `false`"),
  schema: () => ({ type: "boolean" }),
};

/** A whole number in a range. */
export function whole(least: number, most: number): Shape<number> {
  const expected = `a whole number from ${least} to ${most}`;
  return {
    expected,
    read: (value, place, reading) =>
      typeof value === "number" && Number.isInteger(value) && value >= least && value <= most
        ? value
        : reportWrongType(value, place, reading, expected),
    schema: () => ({ type: "integer", minimum: least, maximum: most }),
  };
}

/** A whole number in a range, written as text, as it stands in an address. */
export function numeral(least: number, most: number): Shape<number> {
  const expected = `a whole number from ${least} to ${most}`;
  return {
    expected,
    read: (value, place, reading) => {
      const number = typeof value === "string" && /^\d{1,15}$/.test(value) ? Number(value) : -1;
      if (number >= least && number <= most) return number;
      return report(reading, place, `${subjectOf(place)} must be ${expected}`);
    },
    schema: () => ({ type: "integer", minimum: least, maximum: most }),
  };
}

/** One word of a closed set. */
export function oneOf<T extends string>(words: readonly T[]): Shape<T> {
  const expected = `one of ${words.map((word) => `\`${word}\``).join(", ")}`;
  return {
    expected,
    read(value, place, reading) {
      const word = words.find((candidate) => candidate === value);
      if (word !== undefined) return word;
      if (typeof value !== "string") return reportWrongType(value, place, reading, expected);
      return report(reading, place, `${subjectOf(place)} is \`${value.slice(0, 64)}\`, but ${expected} is expected`);
    },
    schema: () => ({ enum: words }),
  };
}

/** Any value at all, null included. */
export const anyValue: Shape<Value> = { expected: "a value", read: (value) => value, schema: () => ({}) };

/** An object with whatever keys; each is an ordinary one, whatever it is called. */
export const anyObject: Shape<ValueObject> = {
  expected: "an object",
  read: (value, place, reading) => (isObject(value) ? value : reportWrongType(value, place, reading, "an object")),
  schema: () => ({ type: "object" }),
};
