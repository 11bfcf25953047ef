import { Duration, Timestamp, type Value, type ValueObject } from "#core/language";
import type { ActEffect, RememberedAct } from "./act.ts";
import { NO_HISTORY } from "./library.ts";

/** An act and when it was. */
export interface DatedAct {
  readonly id: string;
  readonly atMs: number;
  readonly act: RememberedAct;
}

/** What is known of the past of an act. */
export interface Past {
  /** The latest first. */
  readonly acts: readonly DatedAct[];
  /** Milliseconds since 1970, from which on all acts are known. */
  readonly knownSinceMs: number;
  /** The last act of the session, however long ago; null for its first. */
  readonly last: RememberedAct | null;
  readonly session: string;
  readonly nowMs: number;
}

/**
 * The value of the variable `history`.
 *
 * INVARIANT (forgotten-is-unknown): a window that reaches back further than all acts are known is not known, and of an act that is not remembered whole there is an event
 * whose verb and resource are not known.
 */
export function historyOf(past: Past): ValueObject {
  const { acts, knownSinceMs, nowMs } = past;
  return {
    events: acts.filter(({ atMs }) => atMs >= knownSinceMs).flatMap((one) => eventsOf(one, past)),
    knownFor: durationOf(Math.max(0, nowMs - knownSinceMs)),
    labels: sessionLabels(past),
  };
}

/** What the results of the session were found to hold, also before what is known of it act by act. */
export function sessionLabels({ acts, last, session }: Pick<Past, "acts" | "last" | "session">): string[] {
  const own = acts.map(({ act }) => act).filter((act) => act.session === session);
  const all = [...own, ...(last === null ? [] : [last])].flatMap(({ labels, carried }) => [...labels, ...carried]);
  return [...new Set(all)].toSorted();
}

const NOT_KNOWN = { verb: NO_HISTORY, kind: NO_HISTORY, type: NO_HISTORY, id: NO_HISTORY } as const;

function eventsOf({ id, atMs, act }: DatedAct, { session, nowMs }: Past): readonly ValueObject[] {
  const { tokens, microUsd } = act;
  const destroyed = act.destroyed ?? NO_HISTORY;
  const shared = {
    agent: act.agent,
    subAgent: act.subAgent ?? null,
    session: act.session,
    sameSession: act.session === session,
    act: id,
    tool: act.tool,
    effect: act.effect,
    labels: [...act.labels],
    at: timestampOf(atMs),
    age: durationOf(Math.max(0, nowMs - atMs)),
  };
  const told: readonly (ActEffect | typeof NOT_KNOWN)[] =
    act.isPartial || act.effects.length === 0 ? [...act.effects, NOT_KNOWN] : act.effects;
  return told.map((one, at): { [field: string]: Value } => ({
    ...shared,
    ...one,
    // What an act took stands at its first event, so that sums are right.
    ...(at === 0 ? { tokens, microUsd, destroyed } : { tokens: 0, microUsd: 0, destroyed: 0 }),
  }));
}

function durationOf(ms: number): Duration {
  return new Duration(BigInt(ms) * 1_000_000n);
}

function timestampOf(ms: number): Timestamp {
  return new Timestamp(Math.floor(ms / 1000), (ms % 1000) * 1_000_000);
}
