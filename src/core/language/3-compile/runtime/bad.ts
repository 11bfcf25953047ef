import { CelError, typeNameOf, Unknown, type CelErrorCode, type Value } from "../../values/index.ts";

/** A value that takes the place of an answer: every strict operation passes it on. */
export type Bad = CelError | Unknown;

export function isBad(value: Value): value is Bad {
  return value instanceof CelError || value instanceof Unknown;
}

/** The one of two bad values that an operation on both answers: unknowns win over errors and merge, of two errors the first stands. */
export function stronger(first: Bad, second: Bad): Bad {
  if (first instanceof Unknown) return second instanceof Unknown ? first.merge(second) : first;
  return second instanceof Unknown ? second : first;
}

/** What a strict operation on these values answers when one of them is bad; `undefined` when all are good. */
export function firstBad(values: readonly Value[]): Bad | undefined {
  let bad: Bad | undefined;
  for (const value of values) {
    if (isBad(value)) bad = bad === undefined ? value : stronger(bad, value);
  }
  return bad;
}

/**
 * Adds a term that did not decide to a conjunction or disjunction: `collected` is what the terms before it amount to, `term` is neither true nor
 * false.
 */
export function absorb(collected: Value, term: Value, exprId: number): Bad {
  const bad = isBad(term) ? term : notBool(term, exprId);
  return isBad(collected) ? stronger(collected, bad) : bad;
}

/** The answer where a bool is required and this value is none: the value itself when it is bad already. */
export function notBool(value: Value, exprId: number): Bad {
  return isBad(value) ? value : fail("no-such-overload", `A condition must be a bool, not ${article(value)}`, exprId);
}

/** The answer of an operation that does not exist for these arguments. */
export function noOverload(name: string, args: readonly Value[], exprId: number): Bad {
  const bad = firstBad(args);
  if (bad !== undefined) return bad;
  const types = args.map(typeNameOf).join(", ");
  return fail("no-such-overload", `\`${name}\` does not exist for (${types})`, exprId);
}

/** An error at a node. */
export function fail(code: CelErrorCode, message: string, exprId: number): CelError {
  return new CelError(code, message, exprId);
}

/** Names the node in an error that does not name one yet. */
export function placed(value: Value, exprId: number): Value {
  if (!(value instanceof CelError) || value.exprId !== 0) return value;
  return new CelError(value.code, value.message, exprId);
}

function article(value: Value): string {
  const name = typeNameOf(value);
  return /^[aeiou]/.test(name) && name !== "uint" ? `an ${name}` : `a ${name}`;
}
