import type { Principal } from "#core/model";

/** The attribute that names the task on which somebody works, as grants name tasks. */
export const TASK = "task";

/** On which task a principal works, as far as that was proven; null for on none in particular. */
export function taskOf({ attributes }: Pick<Principal, "attributes">): string | null {
  const task = Object.hasOwn(attributes, TASK) ? attributes[TASK] : null;
  return typeof task === "string" ? task : null;
}
