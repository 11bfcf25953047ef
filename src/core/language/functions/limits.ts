import type { CelError } from "../values/index.ts";
import { invalidArgument } from "./failure.ts";

/** The longest text that a function builds, in UTF-16 code units. */
export const MAX_TEXT_LENGTH: number = 10 * 1024 * 1024;

/** The longest list that a function builds. */
export const MAX_LIST_LENGTH = 1_000_000;

/** An error when a text of this length would be too long to build. */
export function tooLong(length: number): CelError | undefined {
  return length > MAX_TEXT_LENGTH
    ? invalidArgument(`The result would have ${length} characters, more than ${MAX_TEXT_LENGTH}`)
    : undefined;
}

/** An error when a list of this length would be too long to build. */
export function tooMany(length: number): CelError | undefined {
  return length > MAX_LIST_LENGTH
    ? invalidArgument(`The result would have ${length} elements, more than ${MAX_LIST_LENGTH}`)
    : undefined;
}
