import {
  BOOL,
  declare,
  Duration,
  DURATION,
  INT,
  listOf,
  method,
  STRING,
  structOf,
  TIMESTAMP,
  Unknown,
  wrapperOf,
  type FunctionLibrary,
  type StructType,
  type Type,
  type Value,
  type ValueObject,
} from "#core/language";
import { isList, member } from "#core/model";

// In lower case, so that no kind can have the name of one.
const HISTORY = "writ.history";
const EVENT = "writ.event";

/** The type of the variable `history`. */
export const HISTORY_TYPE: Type = structOf(HISTORY);

/** Stands for `history` wherever nobody knows what the agent did. */
export const NO_HISTORY: Unknown = new Unknown([{ reason: "not-observed", path: "history" }]);

/** What expressions may read of a history, and of an event in it. */
export const HISTORY_STRUCTS: readonly StructType[] = [
  struct(HISTORY, "What the agent did before, and what was done on its behalf", { labels: listOf(STRING) }),
  struct(EVENT, "One effect that an agent proposed", {
    agent: STRING,
    subAgent: wrapperOf(STRING),
    session: STRING,
    sameSession: BOOL,
    act: STRING,
    verb: STRING,
    kind: STRING,
    type: STRING,
    id: STRING,
    tool: wrapperOf(STRING),
    effect: STRING,
    labels: listOf(STRING),
    tokens: INT,
    microUsd: INT,
    destroyed: INT,
    at: TIMESTAMP,
    age: DURATION,
  }),
];

/** `history.within(duration)`: the only way to the events, so that a rule says how far it looks back. */
export const historyLibrary: FunctionLibrary = {
  name: "writ.history",
  functions: [
    declare(
      "within",
      "The events of the last while, the latest first; not known where the history does not reach back so far.",
      method("writ_history_within", [HISTORY_TYPE, DURATION, listOf(structOf(EVENT))], within, costOfWithin),
    ),
  ],
};

function within(history: ValueObject, { nanos }: Duration): Value {
  const known = member(history, "knownFor");
  if (!(known instanceof Duration) || nanos > known.nanos) return NO_HISTORY;
  const events: Value[] = [];
  for (const event of eventsOf(history)) {
    const age = member(event, "age");
    if (age instanceof Unknown) return age;
    if (age instanceof Duration && age.nanos <= nanos) events.push(event);
  }
  return events;
}

function costOfWithin(history: Value | undefined): number {
  return eventsOf(history ?? null).length;
}

function eventsOf(history: Value): readonly Value[] {
  const events = member(history, "events");
  return events !== undefined && isList(events) ? events : [];
}

function struct(name: string, description: string, fields: Readonly<Record<string, Type>>): StructType {
  return { name, description, fields: new Map(Object.entries(fields).map(([field, type]) => [field, { type }])) };
}
