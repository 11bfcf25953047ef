/** A call of a tool that cannot be answered, in one sentence for whoever called it. */
export class ToolProblem extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "ToolProblem";
  }
}
