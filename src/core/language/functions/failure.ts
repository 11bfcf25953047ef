import { cut } from "#core/diagnostics";
import { CelError } from "../values/index.ts";

/** The argument has the right type but a value that the function cannot take. */
export function invalidArgument(message: string): CelError {
  return new CelError("invalid-argument", message);
}

/** The value cannot be converted; `text` is shown as it was given, shortened. */
export function invalidConversion(text: string, target: string, why: string): CelError {
  return new CelError("invalid-conversion", `Cannot convert ${quoted(text)} to ${target}: ${why}`);
}

/** The result does not fit its type. */
export function overflow(message: string): CelError {
  return new CelError("overflow", message);
}

/** No overload takes arguments of these types. */
export function noSuchOverload(name: string, typeNames: readonly string[]): CelError {
  return new CelError("no-such-overload", `No overload of \`${name}\` takes (${typeNames.join(", ")})`);
}

const LONGEST_QUOTE = 80;

/** A value given by a user, marked as such and cut to a length that fits a message. */
export function quoted(text: string): string {
  return `\`${cut(text, LONGEST_QUOTE)}\``;
}
