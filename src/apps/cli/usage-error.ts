/** The command was called wrongly or its configuration is wrong; ends the run with exit code 2 and this sentence. */
export class UsageError extends Error {
  readonly hint: string | undefined;

  constructor(message: string, hint?: string) {
    super(message);
    this.name = "UsageError";
    this.hint = hint;
  }
}
