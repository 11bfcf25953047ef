import type { Caller } from "#core/access";
import type { Bundle } from "#core/bundle";
import type { Program } from "#core/decide";
import type { Timestamp, ValueObject } from "#core/language";
import type { Point, Principal } from "#core/model";
import type { EvaluationRequest } from "#core/wire";
import type { Judged, Refusal } from "./judge.ts";

/** What decides at the moment: a bundle and the program that was compiled from it. */
export interface ActiveBundle {
  readonly bundle: Bundle;
  readonly program: Program;
}

/** Something that searches may find. */
export interface KnownEntity {
  readonly id: string;
  readonly properties: ValueObject;
}

/** What searches look through: whoever is asked about one entity says all that is known of it, but a search must know whom there is. */
export interface Directory {
  subjects(type: string): readonly KnownEntity[];
  resources(type: string): readonly KnownEntity[];
}

/** Decisions that one request asked for, and by whom. */
export interface DecisionRecord {
  readonly caller: Caller;
  readonly requestId: string;
  readonly now: Timestamp;
  readonly judged: readonly Judged[];
  /** What else is to be recorded of the one decision; absent where there is nothing. */
  readonly about?: DecisionAbout;
}

/** What a record says of a decision beside what was judged. */
export interface DecisionAbout {
  /** The id of the record, for whoever refers to it (UUIDv7). */
  readonly record: string;
  readonly point: Point;
  /** The approval by which it is allowed; null where none was needed. */
  readonly approval: string | null;
}

/**
 * Hears of decisions after they were kept, before they are answered: it must be quick, must not throw, and is not waited for. `by` is what decided, and at
 * what time.
 */
export type Heard = (judged: readonly Judged[], by: { readonly active: ActiveBundle; readonly now: Timestamp }) => void;

/** An evaluation that is held, as it was asked without the approval that it may name. */
export interface HeldEvaluation {
  readonly caller: Caller;
  readonly asked: EvaluationRequest;
  readonly judged: Judged;
}

/** What lets a caller ask for an approval of what was denied. */
export interface AccessOffer {
  readonly binding_token: string;
  /** RFC 3339. */
  readonly expires_at: string;
}

/** How what is held waits for a person, by the Access Request and Approval Profile of AuthZEN. */
export interface AccessRequests {
  offer(held: HeldEvaluation): AccessOffer;
  /**
   * Uses up the approval of exactly this evaluation, if it is the one that is named, and answers the id for the record of it; null where there is none. Rejects
   * with `UnavailableError`.
   */
  release(held: HeldEvaluation, approval: string): Promise<{ readonly record: string } | null>;
}

/** What this point is given. */
export interface ApiPorts {
  /** The bundle that decides now; one request asks once, so that it is answered by one bundle whatever happens meanwhile. */
  active(): ActiveBundle;
  now(): Timestamp;
  readonly directory: Directory;
  /**
   * Keeps decisions. Resolves when they are durable; rejects with `UnavailableError` when they may not be, and then nothing of the request is
   * allowed. Null where nothing is kept.
   */
  readonly record: ((record: DecisionRecord) => Promise<void>) | null;
  /** Null where nobody listens. */
  readonly heard: Heard | null;
  /** Why nothing that a principal proposes is decided on: somebody stopped it. Absent where nobody stops anything; null where nobody did. */
  readonly stopped?: (principal: Principal) => Refusal | null;
  /** Absent where nobody is asked to approve anything. */
  readonly requests?: AccessRequests;
}
