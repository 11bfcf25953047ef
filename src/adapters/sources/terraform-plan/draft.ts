import { Unknown, type Value, type ValueObject } from "#core/language";
import { isObject } from "#core/model";
import { put } from "../json/index.ts";
import { applyMasks, type Masks } from "./mask.ts";
import type { Identity } from "./identity.ts";

/** Which state of the world a resource belongs to: the one that the plan leads to, or the one found when it was made. */
export type World = "planned" | "live";

/** A resource before its references are known. */
export interface Draft {
  readonly identity: Identity;
  readonly world: World;
  readonly native: ValueObject;
  /** The masks that are in `native` already. */
  readonly masks: Masks;
  /** Whether its values could be read at all. */
  readonly condition: "read" | "unknown" | "malformed";
}

/** What a plan says of one state of a resource: the value, and the masks beside it. `attributes` are those that the configuration sets. */
export interface StateText {
  readonly value: Value | undefined;
  readonly masks: Masks;
  readonly attributes: () => Iterable<string>;
}

/** The attributes of what the configuration says nothing of. */
export const noAttributes: StateText["attributes"] = () => [];

/** Puts values and masks together. Nothing that a mask marks as sensitive is in the draft, not even as text of another value. */
export function draftOf(identity: Identity, world: World, state: StateText): Draft {
  const { masks } = state;
  const masked = applyMasks(state.value, masks, identity.id);
  if (isObject(masked)) return { identity, world, native: masked, masks, condition: "read" };
  if (!(masked instanceof Unknown) && masked !== null)
    return { identity, world, native: {}, masks, condition: "malformed" };
  const unknown = masked ?? new Unknown([{ reason: "after-apply", path: identity.id }]);
  const names = isObject(state.value) ? Object.keys(state.value) : state.attributes();
  return {
    identity,
    world,
    native: eachUnknown(names, unknown),
    masks,
    condition: isObject(state.value) ? "read" : "unknown",
  };
}

function eachUnknown(names: Iterable<string>, { causes }: Unknown): ValueObject {
  const native: Record<string, Value> = {};
  for (const name of names)
    put(native, name, new Unknown(causes.map(({ reason, path }) => ({ reason, path: `${path}.${name}` }))));
  return native;
}

/** The id of a draft in its reading: a live resource stands beside the planned one of the same address. */
export function draftId({ identity, world }: Draft): string {
  return idIn(world, identity.id);
}

/** An id as it is in one of the worlds. */
export function idIn(world: World, id: string): string {
  return world === "live" ? `${id} (live)` : id;
}
