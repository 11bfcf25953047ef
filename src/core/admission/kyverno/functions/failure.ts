import { cut } from "#core/diagnostics";
import { CelError, Unknown, type Value } from "#core/language";
import type { World } from "./world.ts";

const LONGEST_QUOTE = 80;

/** The error of a function that cannot take this text, and why. */
export function invalid(text: string, why: string): CelError {
  return new CelError("invalid-argument", `Cannot read \`${cut(text, LONGEST_QUOTE)}\`: ${why}`);
}

/** The answer of a function that asks the cluster for what nobody provided: unknown, but an error where all that there is was told. */
export function absent({ isWhole }: Pick<World, "isWhole">, what: string): Value {
  if (!isWhole) return new Unknown([{ reason: "not-observed", path: what }]);
  return new CelError(
    "invalid-argument",
    `${what} is not known here: it lies in a cluster, and no mocked context provides it`,
  );
}
