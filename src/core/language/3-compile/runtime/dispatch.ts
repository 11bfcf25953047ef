import type { Overload } from "../../functions/declaration.ts";
import { acceptorOf, CelError, isMap, mapSize, type Value } from "../../values/index.ts";
import type { Meter } from "../compiled.ts";
import { firstBad, isBad, noOverload, placed, stronger } from "./bad.ts";
import { charge, LONG_TEXT, traversalCost } from "./meter.ts";

/** A place in an expression where a function is called: the overloads that its arguments may select, in order. */
export interface CallSite {
  readonly name: string;
  readonly exprId: number;
  readonly candidates: readonly Candidate[];
}

/** An overload with the tests of its parameters made ready. */
export interface Candidate {
  readonly overload: Overload;
  readonly accepts: readonly ((value: Value) => boolean)[];
  readonly readsMap: boolean;
}

/** Prepares a call of one of these overloads with this many arguments, the receiver counted. */
export function callSiteOf(name: string, exprId: number, overloads: readonly Overload[]): CallSite {
  return { name, exprId, candidates: overloads.map(candidateOf) };
}

const candidates = new WeakMap<Overload, Candidate>();

function candidateOf(overload: Overload): Candidate {
  const known = candidates.get(overload);
  if (known !== undefined) return known;
  const readsMap = overload.params.some(({ kind }) => kind === "map");
  const candidate = { overload, accepts: overload.params.map(acceptorOf), readsMap };
  candidates.set(overload, candidate);
  return candidate;
}

/** Calls the overload that the arguments select; bad arguments are absorbed, and no overload is an error. */
export function callAny(site: CallSite, args: readonly Value[], meter: Meter): Value {
  const bad = firstBad(args);
  if (bad !== undefined) return bad;
  for (const candidate of site.candidates) {
    const { overload, accepts } = candidate;
    if (!accepts.every((accept, at) => accept(args[at] ?? null))) continue;
    if (overload.cost !== undefined) charge(meter, overload.cost(...args));
    else for (const arg of args) chargeReading(candidate, arg, meter);
    return finish(overload.evaluate(...args), site);
  }
  return noOverload(site.name, args, site.exprId);
}

/** `callAny` for one argument, without an argument list. */
export function callOne(site: CallSite, arg: Value, meter: Meter): Value {
  if (isBad(arg)) return arg;
  for (const candidate of site.candidates) {
    const { overload, accepts } = candidate;
    if (accepts[0]?.(arg) !== true) continue;
    if (overload.cost !== undefined) charge(meter, overload.cost(arg));
    else chargeReading(candidate, arg, meter);
    return finish(overload.evaluate(arg), site);
  }
  return noOverload(site.name, [arg], site.exprId);
}

/** `callAny` for two arguments, without an argument list. */
export function callTwo(site: CallSite, first: Value, second: Value, meter: Meter): Value {
  if (isBad(first)) return isBad(second) ? stronger(first, second) : first;
  if (isBad(second)) return second;
  for (const candidate of site.candidates) {
    const { overload, accepts } = candidate;
    if (accepts[0]?.(first) !== true || accepts[1]?.(second) !== true) continue;
    if (overload.cost !== undefined) charge(meter, overload.cost(first, second));
    else {
      chargeReading(candidate, first, meter);
      chargeReading(candidate, second, meter);
    }
    return finish(overload.evaluate(first, second), site);
  }
  return noOverload(site.name, [first, second], site.exprId);
}

/**
 * Charges for reading an argument of a function that Kubernetes holds to cost one unit whatever it reads, such as `size()` of a text or a map:
 * nothing while the argument is small, so that its own figures hold, then in proportion. Listing the keys of a large map takes far longer than
 * any other unit of work, so that each key beyond is a unit.
 */
function chargeReading({ readsMap }: Candidate, arg: Value, meter: Meter): void {
  if (typeof arg === "string") {
    if (arg.length > LONG_TEXT) charge(meter, traversalCost(arg.length));
  } else if (readsMap && isMap(arg)) chargeKeys(mapSize(arg), meter);
}

const LARGE_MAP = 1000;

function chargeKeys(count: number, meter: Meter): void {
  charge(meter, Math.floor(count * 0.1) + Math.max(0, count - LARGE_MAP));
}

function finish(value: Value, site: CallSite): Value {
  return value instanceof CelError ? placed(value, site.exprId) : value;
}
