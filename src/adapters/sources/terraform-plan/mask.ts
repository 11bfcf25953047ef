import { Unknown, type UnknownReason, type Value, type ValueObject } from "#core/language";
import { isList, isObject } from "#core/model";
import { put } from "../json/index.ts";

/**
 * What a plan says beside a value: masks of the value's shape in which `true` marks a part that is not known, or that is sensitive.
 * `secrets` finds sensitive texts that no mask marks.
 */
export interface Masks {
  readonly unknown: Value | undefined;
  readonly sensitive: Value | undefined;
  readonly secrets: (text: string) => boolean;
}

/**
 * The value with an `Unknown` for every part that a mask marks. `where` names the value for a person and begins the path of each cause.
 *
 * Sensitivity wins over everything but null, which hides nothing. A mask that does not fit the value marks the whole of it: nothing that may be
 * sensitive passes. A value without marks is answered as it is, without a copy.
 */
export function applyMasks(value: Value | undefined, masks: Masks, where: string): Value {
  const masked = applyMask(value ?? null, masks.unknown, "after-apply", where);
  return hideSecrets(applyMask(masked, masks.sensitive, "sensitive", where), masks.secrets, where);
}

/** Tells whether a mask marks anything at all; whatever is no mask counts as a mark. */
export function marksAnything(mask: Value | undefined): boolean {
  if (mask === undefined || mask === null || mask === false) return false;
  if (isList(mask)) return mask.some(marksAnything);
  if (!isObject(mask)) return true;
  for (const key in mask) if (marksAnything(mask[key])) return true;
  return false;
}

/** The members of a masked object in which anything may be unknown: far fewer than it has, unless a mask marks the whole. */
export function markedMembers(masked: ValueObject, { unknown, sensitive, secrets }: Masks): readonly string[] {
  if (secrets !== noSecrets || marksWhole(unknown) || marksWhole(sensitive)) return Object.keys(masked);
  const names = new Set([unknown, sensitive].flatMap((mask) => (isObject(mask) ? Object.keys(mask) : [])));
  return [...names].filter((name) => Object.hasOwn(masked, name));
}

function marksWhole(mask: Value | undefined): boolean {
  return !isObject(mask) && marksAnything(mask);
}

/** An unknown with one cause. */
function unknownAt(reason: UnknownReason, path: string): Unknown {
  return new Unknown([{ reason, path }]);
}

function applyMask(value: Value, mask: Value | undefined, reason: UnknownReason, where: string): Value {
  if (!marksAnything(mask)) return value;
  if (reason === "sensitive" && value === null) return null;
  if (isObject(mask) && isObject(value)) return maskObject(value, mask, reason, where);
  if (isList(mask) && isList(value)) return maskList(value, mask, reason, where);
  if (reason === "after-apply" && value === null) return fromMask(mask, where);
  return unknownAt(reason, where);
}

/** Parts that only the mask knows are unknown map entries or computed attributes, which plans leave out of the value. */
function maskObject(value: ValueObject, mask: ValueObject, reason: UnknownReason, where: string): ValueObject {
  const masked: Record<string, Value> = { ...value };
  for (const key of Object.keys(mask)) {
    const part = mask[key];
    if (!marksAnything(part)) continue;
    const place = `${where}.${key}`;
    if (Object.hasOwn(value, key)) put(masked, key, applyMask(value[key] ?? null, part, reason, place));
    else if (reason === "after-apply") put(masked, key, fromMask(part, place));
  }
  return masked;
}

function maskList(value: readonly Value[], mask: readonly Value[], reason: UnknownReason, where: string): Value {
  if (mask.length > value.length && mask.slice(value.length).some(marksAnything)) return unknownAt(reason, where);
  return value.map((element, index) => applyMask(element, mask[index], reason, `${where}.${index}`));
}

/** The value of which only the mask is there: its shape, with an `Unknown` at every mark. */
function fromMask(mask: Value | undefined, where: string): Value {
  if (isObject(mask)) return maskObject({}, mask, "after-apply", where);
  if (isList(mask)) return mask.map((part, index) => fromMask(part, `${where}.${index}`));
  return marksAnything(mask) ? unknownAt("after-apply", where) : null;
}

function hideSecrets(value: Value, secrets: Masks["secrets"], where: string): Value {
  if (secrets === noSecrets) return value;
  if (typeof value === "string") return secrets(value) ? unknownAt("sensitive", where) : value;
  if (isList(value)) return value.map((element, index) => hideSecrets(element, secrets, `${where}.${index}`));
  if (!isObject(value)) return value;
  const hidden: Record<string, Value> = {};
  for (const [key, part] of Object.entries(value)) put(hidden, key, hideSecrets(part, secrets, `${where}.${key}`));
  return hidden;
}

/** No text is a secret. */
export const noSecrets: Masks["secrets"] = () => false;
