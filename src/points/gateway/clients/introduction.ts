import type { ValueObject } from "#core/language";
import { ownString } from "../protocol/message.ts";
import type { Connection } from "../upstream/connect.ts";
import type { GatewayPorts } from "./ports.ts";

/** What a client is told in a handshake of whom it speaks with. */
export interface Introduction {
  readonly info: ValueObject;
  readonly instructions: string | null;
}

/** One server in its own words, each as far as the interceptor lets it; of many, and of one that has no name, the gateway itself. */
export function introductionOf(
  { servers, info, interceptor }: Pick<GatewayPorts, "servers" | "info" | "interceptor">,
  connections: readonly Connection[],
): Introduction {
  const [only] = connections;
  if (only === undefined || servers.length !== 1) return { info, instructions: null };
  const { instructions } = only;
  const isNamed = ownString(only.info, "name") !== null && interceptor.introduces(only.info);
  const isTold = instructions !== null && interceptor.introduces({ instructions });
  return { info: isNamed ? only.info : info, instructions: isTold ? instructions : null };
}
