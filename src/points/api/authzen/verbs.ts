import { VERBS, type Verb } from "#core/model";

/** What actions are called elsewhere, beside the verbs themselves. */
const ALIASES: Readonly<Record<string, Verb>> = {
  add: "create",
  write: "update",
  edit: "update",
  modify: "update",
  remove: "delete",
  get: "read",
  list: "read",
  view: "read",
  execute: "invoke",
  call: "invoke",
  "tools/call": "invoke",
};

const BY_NAME: ReadonlyMap<string, Verb> = new Map([
  ...VERBS.map((verb): [string, Verb] => [verb, verb]),
  ...Object.entries(ALIASES),
]);

/** The names of actions that mean a verb, for searches to try. */
export const ACTION_NAMES: readonly string[] = [...BY_NAME.keys()];

/** The verb that an action's name means, `can_` before it or not; undefined for any other name, which is never guessed. */
export function verbOf(action: string): Verb | undefined {
  return BY_NAME.get(action.startsWith("can_") ? action.slice(4) : action);
}
