import type { UnknownReason } from "#core/language";

/** Where a value comes from: an attribute of a resource, the resource as such, or (`target` null) something that cannot be followed. */
export interface Origin {
  readonly target: string | null;
  readonly attribute: string | null;
}

/** More origins than this tell nobody more. */
const MAX_ORIGINS = 16;

const DEAD_END: readonly Origin[] = [{ target: null, attribute: null }];

/**
 * A value that is not known, with where it may come from. It is `exact` when it is that one attribute itself, and not made from it.
 */
export class Traced {
  readonly reason: UnknownReason;
  readonly origins: readonly Origin[];
  readonly exact: boolean;

  constructor(reason: UnknownReason, origins: readonly Origin[], exact: boolean) {
    this.reason = reason;
    this.origins = origins;
    this.exact = exact;
  }

  /** The part of it under a name or a position. */
  part(step: string | number): Traced {
    const [origin] = this.origins;
    if (!this.exact || !origin || origin.target === null) return this;
    const attribute = origin.attribute === null ? String(step) : `${origin.attribute}.${step}`;
    return new Traced(this.reason, [{ target: origin.target, attribute }], true);
  }

  /** The same without being that attribute itself. */
  blurred(): Traced {
    return this.exact ? new Traced(this.reason, this.origins, false) : this;
  }
}

/** What an expression that Terraform refuses amounts to; `try` and `can` tell it from other unknowns. */
export class Failure extends Traced {
  readonly message: string;

  constructor(message: string) {
    super("not-observed", DEAD_END, false);
    this.message = message;
  }
}

/** A set. Its elements are unique, and in the order in which Terraform goes through them. */
export class HclSet {
  readonly elements: readonly HclValue[];

  constructor(elements: readonly HclValue[]) {
    this.elements = elements;
  }
}

/** An instance of a resource or a module, of which parts are known before the whole is. */
export abstract class Handle {
  abstract attribute(name: string): HclValue;
  /** The whole as something that is not known. */
  abstract whole(): Traced;
}

/** All instances of a block of which it is not known how many there are. Any one of them is like `representative`. */
export class Instances {
  readonly representative: Handle;

  constructor(representative: Handle) {
    this.representative = representative;
  }

  whole(): Traced {
    return this.representative.whole().blurred();
  }
}

export interface HclObject {
  readonly [key: string]: HclValue;
}

/** A value of Terraform as JavaScript holds it. Objects are plain, with own members only. */
export type HclValue =
  | null
  | boolean
  | number
  | bigint
  | string
  | Traced
  | HclSet
  | Handle
  | Instances
  | readonly HclValue[]
  | HclObject;

export function isObjectValue(value: HclValue | undefined): value is HclObject {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

export function isListValue(value: HclValue | undefined): value is readonly HclValue[] {
  return Array.isArray(value);
}

export function isNumeric(value: HclValue | undefined): value is number | bigint {
  return typeof value === "number" || typeof value === "bigint";
}

/** What could be looked at, were it known. */
export function notObserved(): Traced {
  return new Traced("not-observed", DEAD_END, true);
}

/** The value as one that is not known, if it is one. */
export function asUnknown(value: HclValue | undefined): Traced | null {
  if (value instanceof Traced) return value;
  return value instanceof Handle || value instanceof Instances ? value.whole() : null;
}

/** The elements of a list or a set. */
export function elementsOf(value: HclValue | undefined): readonly HclValue[] | null {
  if (value instanceof HclSet) return value.elements;
  return isListValue(value) ? value : null;
}

/** The members of an object in the order in which Terraform goes through them. */
export function sortedEntries(value: HclObject): readonly (readonly [string, HclValue])[] {
  return Object.keys(value)
    .toSorted(byCodePoint)
    .map((key) => [key, value[key] ?? null]);
}

/** Compares texts by their code points, as Go does by their bytes. */
export function byCodePoint(a: string, b: string): number {
  if (a === b) return 0;
  for (let at = 0; ; at++) {
    const [left, right] = [a.charCodeAt(at), b.charCodeAt(at)];
    if (left === right) continue;
    if (Number.isNaN(left)) return -1;
    if (Number.isNaN(right)) return 1;
    const surrogates = isSurrogate(left) !== isSurrogate(right);
    return left < right !== surrogates ? -1 : 1;
  }
}

function isSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdfff;
}

/** What is made from several values of which some are not known: it is not known either. */
export function derivedFrom(values: readonly (HclValue | undefined)[]): Traced {
  const found: Traced[] = [];
  for (const value of values) collectUnknowns(value, found, 0);
  if (found.length === 0) return new Traced("not-observed", DEAD_END, false);
  const origins = new Map<string, Origin>();
  for (const { origins: some } of found) {
    for (const origin of some) {
      if (origins.size < MAX_ORIGINS) origins.set(`${origin.target ?? ""} ${origin.attribute ?? ""}`, origin);
    }
  }
  return new Traced(reasonOf(found), [...origins.values()], false);
}

/** What is secret stays secret whatever it is mixed with; what nobody has looked at is not made by an apply. */
function reasonOf(found: readonly Traced[]): UnknownReason {
  const reasons = new Set(found.map(({ reason }) => reason));
  if (reasons.has("sensitive")) return "sensitive";
  return reasons.has("not-observed") ? "not-observed" : "after-apply";
}

/** No value nests deeper: what does is not looked into. */
const MAX_VALUE_DEPTH = 64;

function collectUnknowns(value: HclValue | undefined, found: Traced[], depth: number): void {
  if (found.length > MAX_ORIGINS || typeof value !== "object" || value === null) return;
  const unknown = asUnknown(value);
  if (unknown) found.push(unknown);
  else if (depth < MAX_VALUE_DEPTH) for (const part of partsOf(value)) collectUnknowns(part, found, depth + 1);
}

function partsOf(value: HclValue): readonly HclValue[] {
  return elementsOf(value) ?? (isObjectValue(value) ? Object.values(value) : []);
}

/** Tells whether all of a value is known, down to its last part. */
export function isWhollyKnown(value: HclValue | undefined, depth = 0): boolean {
  if (typeof value !== "object" || value === null) return true;
  if (asUnknown(value) || depth >= MAX_VALUE_DEPTH) return false;
  return partsOf(value).every((part) => isWhollyKnown(part, depth + 1));
}

/** How many parts a value has, counted up to `most`. */
export function sizeOf(value: HclValue | undefined, most: number): number {
  if (typeof value === "string") return 1 + value.length / 32;
  if (typeof value !== "object" || value === null || most <= 0) return 1;
  let size = 1;
  for (const part of partsOf(value)) {
    size += sizeOf(part, most - size);
    if (size > most) return size;
  }
  return size;
}
