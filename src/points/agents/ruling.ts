import type { Judged } from "#points/api";
import type { ReasonMessage } from "#core/wire";

/** What became of an act that was allowed. */
export interface Settlement {
  /** `unsent` is what never left the point: nothing of its cost was used. */
  readonly kind: "done" | "failed" | "unsent";
  /** What was used; absent where it cannot be told, and then all that was reserved counts. */
  readonly tokens?: number;
  readonly microUsd?: number;
  /** What the result was found to hold: kept in the history, by which later acts are judged. */
  readonly labels?: readonly string[];
}

/** One operation of a JSON Patch (RFC 6902) over the arguments of the act. */
export interface PatchOperation {
  readonly op: "add" | "remove" | "replace";
  readonly path: string;
  readonly value?: unknown;
}

/** What to change so that the act would be allowed, where that is known. */
export interface Repair {
  readonly text: string;
  /** Null where only words are known. */
  readonly patch: readonly PatchOperation[] | null;
}

/** A request for approval that somebody can answer. */
export interface Asked {
  readonly id: string;
  /** Where a person answers it: an address, or the command by which it is done where there is none. */
  readonly url: string;
  /** RFC 3339. */
  readonly expiresAt: string;
}

/** The answer to an act. */
export interface Ruling {
  readonly effect: "allow" | "hold" | "deny";
  readonly judged: Judged;
  /** Why it is not allowed, what matters first first; empty with `allow`. */
  readonly reasons: readonly ReasonMessage[];
  readonly repair: Repair | null;
  /** What was asked for; null with anything but `hold`, and where it could not be asked for. */
  readonly approval: Asked | null;
  /** Ends when the act must not go on, as when somebody stops the agent meanwhile. */
  readonly signal: AbortSignal;
  /** Tells what became of it: once, after an allow. Never rejects; what is never settled counts as done with all that was reserved. */
  settle(settlement: Settlement): Promise<void>;
}
