/**
 * Something that cannot happen did: a bug in Writ or in the code that calls it, never a mistake of an author or a fact of the world.
 *
 * `code` is permanent kebab-case and what callers test; `cause` is what was caught, where something was.
 */
export class InvariantError extends Error {
  readonly code: string;

  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "InvariantError";
    this.code = code;
  }
}

/**
 * Something outside did not answer as it must: a database that is gone, a disk that is full, a file that is damaged. Nobody may read a result into it:
 * what was asked for may have happened all the same.
 *
 * `code` is permanent kebab-case and what callers test; `cause` is what was caught, where something was.
 */
export class UnavailableError extends Error {
  readonly code: string;

  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "UnavailableError";
    this.code = code;
  }
}
