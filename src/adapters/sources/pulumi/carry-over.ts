import type { Value, ValueObject } from "#core/language";
import { isObject } from "#core/model";
import { member, put, textOf } from "../json/index.ts";
import type { StateText } from "./steps.ts";

/** Outputs that name a resource, which it keeps as long as it is not replaced. */
const NAMING: ReadonlySet<string> = new Set(["arn", "selfLink"]);

/**
 * The state after a step with what it keeps of the one before: a preview writes steps down before their providers are asked, so what providers add
 * is not in the new state yet. An unchanged resource keeps all of it, an updated one its id and what else names it.
 */
export function carryOver(before: StateText, after: StateText, isChanged: boolean): StateText {
  const own = textOf(after.value, "id") ?? "";
  const outputs = { ...kept(member(before.value, "outputs"), isChanged), ...objectOf(member(after.value, "outputs")) };
  const id = own === "" ? (member(before.value, "id") ?? "") : own;
  return { path: after.path, value: { ...after.value, id, outputs } };
}

function kept(outputs: Value | undefined, isChanged: boolean): ValueObject {
  if (!isChanged) return objectOf(outputs);
  const some: Record<string, Value> = {};
  for (const [name, value] of Object.entries(objectOf(outputs))) if (NAMING.has(name)) put(some, name, value);
  return some;
}

function objectOf(value: Value | undefined): ValueObject {
  return isObject(value) ? value : {};
}
