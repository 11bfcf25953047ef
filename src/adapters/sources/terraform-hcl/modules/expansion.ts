import type { HclBody } from "../../hcl/index.ts";
import { attributeIn } from "../configuration/definition.ts";
import { numberFrom } from "../evaluate/convert.ts";
import { evaluate } from "../evaluate/evaluate.ts";
import type { Scope } from "../evaluate/scope.ts";
import {
  derivedFrom,
  elementsOf,
  HclSet,
  isObjectValue,
  notObserved,
  sortedEntries,
  type Handle,
  type HclValue,
  Instances,
} from "../evaluate/values.ts";

/** One instance of a block: its key, as addresses show it, and what `each` and `count` are in it. `*` stands for any key. */
export interface InstanceKey {
  readonly key: string | number | null;
  readonly each: { readonly key: HclValue; readonly value: HclValue } | null;
}

/** How many instances a block has: one, those of `count` or `for_each`, or any number (`unknown`, of which there is one for all). */
export interface Expansion {
  readonly kind: "one" | "count" | "each" | "unknown";
  readonly keys: readonly InstanceKey[];
}

/** More instances of one block than this are not read one by one. */
const MAX_INSTANCES = 10_000;

const ONE: Expansion = { kind: "one", keys: [{ key: null, each: null }] };

/** Expands a block by its `count` or `for_each`; null when that asks for more instances than are read. */
export function expand(body: HclBody, scope: Scope): Expansion | null {
  const count = attributeIn(body, "count");
  if (count) return byCount(evaluate(count.value, scope));
  const each = attributeIn(body, "for_each");
  return each ? byEach(evaluate(each.value, scope)) : ONE;
}

function byCount(value: HclValue): Expansion | null {
  const count = numberFrom(value);
  if (count === null || count < 0 || !Number.isInteger(Number(count))) return unknownNumber(value);
  if (count > MAX_INSTANCES) return null;
  return {
    kind: "count",
    keys: Array.from({ length: Number(count) }, (_, index) => ({ key: index, each: { key: index, value: index } })),
  };
}

function byEach(value: HclValue): Expansion | null {
  const pairs = pairsOf(value);
  if (!pairs) return unknownNumber(value);
  if (pairs.length > MAX_INSTANCES) return null;
  return { kind: "each", keys: pairs.map(([key, one]) => ({ key, each: { key, value: one } })) };
}

/** Maps, and sets of texts; anything else Terraform refuses, so that it is not known what it will be. */
function pairsOf(value: HclValue): readonly (readonly [string, HclValue])[] | null {
  if (isObjectValue(value)) return sortedEntries(value);
  if (!(value instanceof HclSet)) return null;
  const texts = value.elements.filter((element) => typeof element === "string");
  return texts.length === value.elements.length ? texts.map((text) => [text, text]) : null;
}

function unknownNumber(value: HclValue): Expansion {
  const each = { key: derivedFrom([value]), value: elementsOf(value) ? derivedFrom([value]) : partOf(value) };
  return { kind: "unknown", keys: [{ key: "*", each }] };
}

function partOf(value: HclValue): HclValue {
  return value instanceof Instances ? value.representative : derivedFrom([value, notObserved()]);
}

/** The value of a block with instances, as references see it. */
export function valueOf({ kind, keys }: Expansion, handles: readonly Handle[]): HclValue {
  const [first = null] = handles;
  if (kind === "one") return first;
  if (kind === "count") return handles;
  if (kind === "unknown") return first === null ? notObserved() : new Instances(first);
  return Object.fromEntries(keys.map(({ key }, index) => [key ?? "", handles[index] ?? null]));
}
