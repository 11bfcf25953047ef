import type { ValueObject } from "#core/language";
import type { Outcome, RpcError, ServerMessage } from "../interceptor.ts";
import { jsonText } from "#core/model";
import type { RpcId } from "#core/mcp";

/** A request whose parameters are written already. */
export function requestText(id: RpcId, method: string, params: string): string {
  return `{"jsonrpc":"2.0","id":${JSON.stringify(id)},"method":${JSON.stringify(method)},"params":${params}}`;
}

export function notificationText({ method, params }: ServerMessage): string {
  return `{"jsonrpc":"2.0","method":${JSON.stringify(method)},"params":${jsonText(params)}}`;
}

/** A result; as `text` where it is written already. */
export function resultText(id: RpcId, result: ValueObject, text: string | null = null): string {
  return `{"jsonrpc":"2.0","id":${JSON.stringify(id)},"result":${text ?? jsonText(result)}}`;
}

export function errorText(id: RpcId | null, { code, message, data }: RpcError): string {
  const more = data === undefined ? "" : `,"data":${jsonText(data)}`;
  return `{"jsonrpc":"2.0","id":${JSON.stringify(id)},"error":{"code":${code},"message":${JSON.stringify(message)}${more}}}`;
}

/** The answer to a request. `text` is how its result is written already, null where it is not. */
export function answerText(id: RpcId, answered: Outcome & { readonly text: string | null }): string {
  return answered.kind === "result" ? resultText(id, answered.result, answered.text) : errorText(id, answered.error);
}
