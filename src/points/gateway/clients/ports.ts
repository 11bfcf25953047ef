import type { ValueObject } from "#core/language";
import type { DeskPorts } from "../desk/client.ts";

/** What clients are answered with: some servers, what decides, and what only the process has. */
export interface GatewayPorts extends Omit<DeskPorts, "lend"> {
  /** What the gateway calls itself where it speaks for several servers. */
  readonly info: ValueObject;
  /** A new id that nobody can guess: visible ASCII. */
  newId(): string;
}
