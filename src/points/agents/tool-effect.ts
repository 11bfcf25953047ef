import type { Value } from "#core/language";
import { actOn, type Effect, type SourceRef, type Verb } from "#core/model";

/** What of a server of tools something is done to. */
export interface ToolTarget {
  readonly type: "mcp-tool" | "mcp-resource" | "mcp-prompt" | "mcp-request";
  readonly server: string;
  readonly name: string;
  readonly argument: Value;
}

/** What is done to a part of a server of tools, by whichever way it is called. */
export function toolEffect(verb: Verb, { type, server, name, argument }: ToolTarget, source: SourceRef): Effect {
  const id = `${server}/${name}`;
  const properties = { server, name, arguments: argument };
  return actOn(verb, { kind: "Tool", type, provider: "mcp", id, name, scope: server, properties }, source);
}
