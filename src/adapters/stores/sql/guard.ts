import { UnavailableError } from "#core/diagnostics";

/** Asks the database, and turns whatever it throws into the error that the port owes. */
export async function guard<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
  try {
    return await ask();
  } catch (cause) {
    if (cause instanceof UnavailableError) throw cause;
    throw new UnavailableError("store-unavailable", "The store did not answer", { cause });
  }
}
