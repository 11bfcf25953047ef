import type { Value } from "#core/language";
import type { RpcError } from "../interceptor.ts";

/** Codes of JSON-RPC and of the protocol. */
export const CODES = {
  parse: -32700,
  invalidRequest: -32600,
  unknownMethod: -32601,
  invalidParams: -32602,
  internal: -32603,
  /** Until 2025-11-25; since then it is `invalidParams`. */
  resourceNotFound: -32002,
  headerMismatch: -32020,
  missingCapability: -32021,
  unsupportedRevision: -32022,
} as const;

/** Makes an error. */
export function rpcError(code: number, message: string, data?: Value): RpcError {
  return data === undefined ? { code, message } : { code, message, data };
}

/** A request that ends with an error, thrown where it is found. */
export class Refused extends Error {
  readonly error: RpcError;

  constructor(code: number, message: string, data?: Value) {
    super(message);
    this.error = rpcError(code, message, data);
  }
}
