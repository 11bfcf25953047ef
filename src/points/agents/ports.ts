import type { Proposal } from "#core/model";
import type { ActiveBundle, SessionPorts } from "#points/api";
import type { Act } from "./act.ts";
import type { Asked, Settlement } from "./ruling.ts";

/** Why something is refused before it is decided on. */
export interface Objection {
  /** A permanent word. */
  readonly code: string;
  /** For people, and for agents that can mend what they do. */
  readonly message: string;
}

/** An act that is under way, until it is over. */
export interface Running {
  /** Aborted when the act must not go on. */
  readonly signal: AbortSignal;
  over(): void;
}

/** What somebody stopped. Both answer from memory, and stop everything while what is stopped cannot be read. */
export interface Stops {
  /** Why an act may not begin; null where nobody stopped it. */
  stopped(act: Act): Objection | null;
  /** Registers an act so that a stop reaches it. */
  begin(act: Act): Running;
}

/** The agents that are registered. */
export interface Register {
  /** Why its own registration keeps an agent from an act, whatever is granted; null where nothing does. */
  objection(act: Act, active: ActiveBundle): Objection | null;
}

/** A part of a budget that nobody else can use until it is settled. */
export interface Reservation {
  settle(settlement: Settlement): Promise<void>;
}

/** What agents may use up. */
export interface Budgets {
  /** Rejects with `UnavailableError` where it cannot be told what is left; then nothing is allowed. */
  reserve(act: Act, active: ActiveBundle): Promise<Reserved>;
}

export type Reserved =
  | { readonly kind: "reserved"; readonly reservation: Reservation }
  | { readonly kind: "exceeded"; readonly objection: Objection };

/** The past of one act. */
export interface Recollection {
  /** The proposal with the history that it is judged by. */
  readonly proposal: Proposal;
  /** Adds the act and how it was ruled. Rejects with `UnavailableError` where it may not be kept; then nothing is allowed. */
  add(effect: "allow" | "hold" | "deny"): Promise<void>;
  /** Adds what became of it, after an allow. */
  settle(settlement: Settlement): Promise<void>;
  /** Lets the next act of the same agent be judged; to be called once `add` is over, or not to come. */
  close(): void;
}

/** What agents did before. */
export interface History {
  /**
   * Recalls what the agent did. Until it is closed no other act of the same agent is recalled, so that acts at the same time cannot each be the last that was
   * allowed. Rejects with `UnavailableError` where the history cannot be read.
   */
  recall(act: Act): Promise<Recollection>;
}

/** What waits for a person. */
export interface Holds {
  /**
   * Uses up the approval of exactly this act by exactly this bundle, once of all who try; null where there is none. Rejects with `UnavailableError`.
   */
  release(act: Act, bundleDigest: string): Promise<{ readonly approval: string } | null>;
  /** Asks for the approval of an act, or finds the request that waits already; an objection where it may not be asked for. Rejects with `UnavailableError`. */
  ask(
    act: Act,
    bundleDigest: string,
    reasons: readonly Objection[],
  ): Promise<
    { readonly kind: "asked"; readonly asked: Asked } | { readonly kind: "refused"; readonly objection: Objection }
  >;
}

/** What a governor is given. */
export interface GovernorPorts extends SessionPorts {
  readonly stops: Stops;
  readonly register: Register;
  readonly budgets: Budgets;
  readonly history: History;
  readonly holds: Holds;
  /** A new id (UUIDv7), for the record. */
  newId(): string;
  /** Hears of bugs of ours and of what did not answer; the act was denied, or what became of it is not kept. */
  readonly report: (error: unknown) => void;
}
