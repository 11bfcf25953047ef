import { STOP_KINDS, type Resumption, type Stop, type StopEffect, type StopKind, type StopState } from "#core/store";
import {
  bool,
  list,
  named,
  oneOf,
  optional,
  orNull,
  record,
  required,
  text,
  whole,
  type Shape,
} from "../shape/index.ts";

/** What is to be stopped. */
export interface StopRequest {
  readonly kind: StopKind;
  readonly name: string;
  readonly reason: string;
}

/** That it is stopped; `recorded` is false where the log of records took nothing. */
export interface StoppedMessage {
  readonly stop: Stop;
  readonly recorded: boolean;
}

/** What was stopped, the latest first. */
export interface StopsMessage {
  readonly stops: readonly StopState[];
}

/** That something is to go on. */
export interface ResumeRequest {
  readonly reason: string;
}

/** That it goes on, or by which approval of a second person it will. */
export interface ResumeMessage {
  readonly state: "resumed" | "waiting";
  readonly approval: string;
}

/** How many stops are listed. */
export const MOST_STOPS = 200;
const MOST_REPLICAS = 10_000;

const WORD: Shape<string> = text("a word", 2048);
const PROSE: Shape<string> = text("a text", 8192, true);
const REASON: Shape<string> = text("a reason", 2000);
const MS: Shape<number> = whole(0, Number.MAX_SAFE_INTEGER);
const COUNT: Shape<number> = whole(0, Number.MAX_SAFE_INTEGER);

const stop: Shape<Stop> = named(
  "Stop",
  record<Stop>("a stop", {
    id: required(WORD, "its id (UUIDv7)"),
    kind: required(oneOf(STOP_KINDS), "what is stopped"),
    name: required(PROSE, "which one; empty for everything"),
    reason: required(PROSE, "why"),
    by: required(WORD, "the id of who stopped it"),
    byName: required(PROSE, "the same for people; proves nothing"),
    at: required(WORD, "when"),
  }),
);

const resumption: Shape<Resumption> = record<Resumption>("a resumption", {
  by: required(WORD, "the id of who resumed it"),
  at: required(WORD, "when"),
  reason: required(PROSE, "why"),
  approval: required(WORD, "the approval of a second person"),
});

const effect: Shape<StopEffect> = record<StopEffect>("what a replica did", {
  replica: required(WORD, "which one"),
  refusedAfterMs: required(MS, "milliseconds from the stop until nothing new began there"),
  lastEffectMs: required(orNull(MS), "milliseconds from the stop until the last act was over; null while one is not"),
  cancelled: required(COUNT, "acts that were under way and were cancelled"),
  running: required(COUNT, "of them, those that are not over"),
  revoked: required(COUNT, "credentials that were revoked"),
  failed: required(COUNT, "attempts to revoke that failed"),
});

const stopState: Shape<StopState> = record<StopState>("a stop with what came of it", {
  stop: required(stop, "what was stopped"),
  resumption: required(orNull(resumption), "null while it holds"),
  effects: required(list(effect, "what replicas did", MOST_REPLICAS), "one of each replica"),
});

export const stopRequest: Shape<StopRequest> = named(
  "StopRequest",
  record<StopRequest>("what is to be stopped", {
    kind: required(oneOf(STOP_KINDS), "what is stopped"),
    name: optional(text("a name", 1024, true), "", "which one; nothing for everything"),
    reason: required(REASON, "why"),
  }),
);

export const stoppedMessage: Shape<StoppedMessage> = named(
  "Stopped",
  record<StoppedMessage>("a stop that holds", {
    stop: required(stop, "what was stopped"),
    recorded: required(bool, "whether the log of records has it"),
  }),
);

export const stopsMessage: Shape<StopsMessage> = named(
  "Stops",
  record<StopsMessage>("stops", { stops: required(list(stopState, "stops", MOST_STOPS), "the latest first") }),
);

export const resumeRequest: Shape<ResumeRequest> = named(
  "ResumeRequest",
  record<ResumeRequest>("that something is to go on", { reason: required(REASON, "why") }),
);

export const resumeMessage: Shape<ResumeMessage> = named(
  "Resumed",
  record<ResumeMessage>("whether it goes on", {
    state: required(oneOf(["resumed", "waiting"]), "`waiting` for a second person"),
    approval: required(WORD, "the approval by which it does, or will"),
  }),
);
