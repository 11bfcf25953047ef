/** Thrown inside the rewriting of one expression where the target has no words for what is said; caught where the gap is listed. */
export class InexpressibleError extends Error {
  readonly reason: string;

  constructor(reason: string) {
    super(reason);
    this.name = "InexpressibleError";
    this.reason = reason;
  }
}
