import { NoAnswerError, RefusedError } from "#client";
import { printable } from "#adapters/reporters";

const ATTEMPTS = 3;

/**
 * Asks once more what was not heard, or could not be answered just then, and says so on stderr; only for questions that may be asked twice. Rejects as the last
 * attempt does, and at once for any other refusal.
 */
export async function insist<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
  for (let left = ATTEMPTS - 1; ; left -= 1) {
    try {
      return await ask();
    } catch (error) {
      if (left === 0 || !mayPass(error)) throw error;
      process.stderr.write(`writ: ${printable(error.message)}, so it is asked again\n`);
    }
  }
}

const UNAVAILABLE = 503;

function mayPass(error: unknown): error is Error {
  return error instanceof NoAnswerError || (error instanceof RefusedError && error.problem.status === UNAVAILABLE);
}
