import { UnavailableError } from "#core/diagnostics";
import type { Fetched } from "#core/distribution";

/** Runs a question to a source; whatever it throws is unavailability, in words that hold no credential. */
export async function attempt(name: string, ask: () => Promise<Fetched>): Promise<Fetched> {
  try {
    return await ask();
  } catch (cause) {
    const reason = cause instanceof UnavailableError ? cause.message : `\`${name}\` cannot be read`;
    return { kind: "unavailable", reason };
  }
}
