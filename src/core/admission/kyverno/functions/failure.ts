import { CelError } from "#core/language";

const LONGEST_QUOTE = 80;

/** The error of a function that cannot take this text, and why. */
export function invalid(text: string, why: string): CelError {
  const shown = text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE)}…` : text;
  return new CelError("invalid-argument", `Cannot read \`${shown}\`: ${why}`);
}

/** The error of a function that asks the cluster for what nobody provided. */
export function absent(what: string): CelError {
  return new CelError(
    "invalid-argument",
    `${what} is not known here: it lies in a cluster, and no mocked context provides it`,
  );
}
