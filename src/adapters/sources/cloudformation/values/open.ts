import type { UnknownReason, Value } from "#core/language";

/** Where a value comes from that is not known: an attribute of a resource or parameter, or nowhere that could be followed (`target` null). */
export interface Origin {
  readonly target: string | null;
  readonly attribute: string | null;
  readonly certainty: "proven" | "possible";
}

/**
 * A value that is only known once the stack is made.
 *
 * `standIn` is a text that takes its place inside longer ones, such as `${Bucket}`: for what AWS itself makes, which can never be a wildcard or
 * empty. Null for what may be any text at all.
 */
export class Open {
  readonly origins: readonly Origin[];
  readonly reason: UnknownReason;
  readonly standIn: string | null;

  constructor(origins: readonly Origin[], standIn: string | null = null, reason: UnknownReason = "after-apply") {
    this.origins = origins;
    this.standIn = standIn;
    this.reason = reason;
  }
}

/** A text of which some parts are stand-ins. */
export class Composite {
  readonly text: string;
  readonly parts: readonly Open[];

  constructor(text: string, parts: readonly Open[]) {
    this.text = text;
    this.parts = parts;
  }
}

/** What `AWS::NoValue` gives: the property or element that holds it is not there. */
export const REMOVED: unique symbol = Symbol("AWS::NoValue");

/** A value on its way into a property. */
export type Term = Value | Open | Composite | typeof REMOVED;

/** A value that comes from nowhere that could be followed. */
export const UNTRACED: Open = new Open([{ target: null, attribute: null, certainty: "possible" }]);

/** Something made of values that are not known: it may be one of them, and may be anything else. */
export function derivedFrom(terms: readonly Term[]): Open {
  const open = terms.flatMap((term) => (term instanceof Composite ? term.parts : term instanceof Open ? [term] : []));
  const traced = open.flatMap((term) => term.origins).filter(({ target }) => target !== null);
  const origins = traced.slice(0, MOST_ORIGINS).map((origin): Origin => ({ ...origin, certainty: "possible" }));
  const reason = open.some((term) => term.reason === "sensitive") ? "sensitive" : "after-apply";
  return new Open([...origins, ...UNTRACED.origins], null, reason);
}

/** A value that is one of several, depending on what is not known. */
export function oneOf(terms: readonly Term[]): Open {
  const chosen = terms.filter((term) => term !== REMOVED);
  const derived = derivedFrom(chosen);
  const isTraced = chosen.length > 0 && chosen.every(isTracedOpen);
  return isTraced ? new Open(derived.origins.slice(0, -1), null, derived.reason) : derived;
}

function isTracedOpen(term: Term): boolean {
  return term instanceof Open && term.origins.every(({ target }) => target !== null);
}

/** More sources would tell nobody more, and gathering them would take time without bound. */
const MOST_ORIGINS = 64;

/** Tells a list of finished values from all other terms. */
export function isListTerm(term: Term): term is readonly Value[] {
  return Array.isArray(term);
}
