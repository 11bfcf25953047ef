/** Why an evaluation failed, after the error conditions of the CEL specification. */
export type CelErrorCode =
  | "no-such-key"
  | "no-such-field"
  | "no-such-overload"
  | "no-such-variable"
  | "index-out-of-range"
  | "division-by-zero"
  | "overflow"
  | "invalid-argument"
  | "invalid-conversion"
  | "duplicate-key"
  | "cost-exceeded";

/**
 * An evaluation error as a value. It is not an exception: creating one takes no stack. `exprId` names the node that failed, 0 when unknown.
 */
export class CelError {
  readonly code: CelErrorCode;
  readonly message: string;
  readonly exprId: number;

  constructor(code: CelErrorCode, message: string, exprId = 0) {
    this.code = code;
    this.message = message;
    this.exprId = exprId;
  }
}
