import type { Verb } from "#core/model";
import type { ConditionBlock } from "../statement.ts";
import type { Scalar } from "../../conditions/index.ts";

/** How a condition key compares its values; `strings` may be several, of which each is asked. */
export type KeyType = "bool" | "numeric" | "string" | "strings";

/**
 * What a call says of an attribute of the resource that it makes or changes: by a condition key, always the same value, or nothing because another
 * call of the same resource says it.
 */
export type Told =
  | {
      readonly kind: "key";
      readonly key: string;
      readonly type: KeyType;
      readonly absent: Absent;
      readonly only?: readonly string[];
    }
  /** A list, by one key that is true or false for each element. */
  | { readonly kind: "flags"; readonly key: string; readonly absent: Absent }
  | { readonly kind: "fixed"; readonly value: Scalar }
  /** What the resource most likely is when the call is made; the call does not tell. */
  | { readonly kind: "assumed"; readonly value: Scalar }
  | { readonly kind: "elsewhere" };

/** In the place of a value of which only is told that there is one. */
export const SOMETHING = "something";

/**
 * What holds where a request lacks the key: a value, what held before, or what the service chooses. `counted` is what held before and counts as
 * whatever would violate the policy. Null is what the provider fills in, or nothing.
 */
export type Absent = { readonly value: Scalar } | "unchanged" | "chosen" | "counted";

/** An API action with what its request tells of a resource of Terraform's type, by the attributes as the mappings read them. */
export interface ApiCall {
  readonly action: string;
  readonly verbs: readonly Verb[];
  /** The resource on which AWS evaluates the keys, where the call is about several; `*` otherwise. */
  readonly resource: string;
  /** What a request has to have for the rest to be true of it; nothing in most cases. */
  readonly when: ConditionBlock;
  readonly tells: Readonly<Record<string, Told>>;
  /** Attributes that the call sets without a key that tells them. */
  readonly sets: readonly string[];
  /** Whose tags a request shows: those that it gives, those of the resource, or none. */
  readonly tags: "request" | "resource" | "none";
}

/** The calls by which resources of a type are made, changed and deleted. */
export interface TypeCalls {
  readonly calls: readonly ApiCall[];
  /** Whether resources of the type lie in no region. */
  readonly isGlobal: boolean;
}

type Tells = ApiCall["tells"];
type More = Partial<Pick<ApiCall, "resource" | "sets" | "tags" | "when">>;

/** A call that makes a resource. What it neither tells nor fixes, a request does not show. */
export function creates(action: string, tells: Tells = {}, more: More = {}): ApiCall {
  return { action, verbs: ["create"], resource: "*", when: {}, tells, sets: [], tags: "request", ...more };
}

/** A call that changes a resource. What it neither tells nor sets stays as it was. */
export function changes(action: string, tells: Tells = {}, more: More = {}): ApiCall {
  return { action, verbs: ["update"], resource: "*", when: {}, tells, sets: [], tags: "none", ...more };
}

/** A call that deletes a resource. */
export function deletes(action: string, tells: Tells = {}, more: More = {}): ApiCall {
  return { action, verbs: ["delete"], resource: "*", when: {}, tells, sets: [], tags: "resource", ...more };
}

/** A key that is true or false, and what holds where it is absent. */
export function bool(key: string, absent: boolean | null | "unchanged" | "chosen"): Told {
  return { kind: "key", key, type: "bool", absent: absentOf(absent) };
}

/** A key with a text. */
export function text(key: string, absent: string | null): Told {
  return { kind: "key", key, type: "string", absent: absentOf(absent) };
}

/** A key with texts, where the attribute has one. */
export function texts(key: string, absent: string | null): Told {
  return { kind: "key", key, type: "strings", absent: absentOf(absent) };
}

/** Keys of a list, named after its elements. */
export function flags(key: string, absent: boolean | "unchanged"): Told {
  return { kind: "flags", key, absent: absentOf(absent) };
}

/** A key with one of few texts. */
export function oneOf(key: string, only: readonly string[], absent: string | null): Told {
  return { kind: "key", key, type: "string", absent: absentOf(absent), only };
}

/** A key with a number. */
export function number(key: string, absent: number | null): Told {
  return { kind: "key", key, type: "numeric", absent: absentOf(absent) };
}

/** The same key in a call that leaves what it does not name as it was. */
export function kept(told: Told): Told {
  return told.kind === "key" ? { ...told, absent: "unchanged" } : told;
}

export function fixed(value: Scalar): Told {
  return { kind: "fixed", value };
}

export function assumed(value: Scalar): Told {
  return { kind: "assumed", value };
}

export const ELSEWHERE: Told = { kind: "elsewhere" };

function absentOf(absent: Scalar): Absent {
  return absent === "unchanged" || absent === "chosen" ? absent : { value: absent };
}

/** A type whose resources lie in regions. */
export function regional(...calls: readonly ApiCall[]): TypeCalls {
  return { calls, isGlobal: false };
}

/** A type whose resources lie in no region. */
export function global(...calls: readonly ApiCall[]): TypeCalls {
  return { calls, isGlobal: true };
}
