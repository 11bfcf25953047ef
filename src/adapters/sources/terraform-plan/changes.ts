import type { ValueObject, Value } from "#core/language";
import { isObject, isSameValue, type NativeChange, type NativeResource } from "#core/model";
import { asChanged, asRead, stepsOf, unrecognisedSteps, withImport, type Step } from "./actions.ts";
import { draftOf, noAttributes, type Draft, type World } from "./draft.ts";
import type { Identity, ReadIdentity } from "./identity.ts";
import { addUnresolved, type Issues } from "./issues.ts";
import { listOf, member, textOf } from "../json/index.ts";
import { marksAnything, type Masks } from "./mask.ts";

/** One entry of a list of changes, read but not yet linked. */
export interface PendingChange {
  readonly steps: readonly Step[];
  readonly before: Draft | null;
  readonly after: Draft | null;
  readonly traits: readonly string[];
  readonly previousId: string | null;
}

/** What reading changes needs beside the entries themselves. */
export interface ChangeContext {
  readonly issues: Issues;
  readonly secrets: Masks["secrets"];
  readonly readIdentity: ReadIdentity;
  /** The attributes that the configuration sets on a resource. */
  readonly attributesOf: (identity: Identity) => Iterable<string>;
}

/** Which world a list of changes is about, and the trait that all of them share. */
export interface ChangeKind {
  readonly world: World;
  readonly trait: string | null;
}

/** Reads one entry of `resource_changes`, `resource_drift` or `deferred_changes`; null, with the reason recorded, when it is none. */
export function readChange(entry: Value, kind: ChangeKind, context: ChangeContext): PendingChange | null {
  const identity = context.readIdentity(entry);
  const change = member(entry, "change");
  if (!identity || !isObject(change)) {
    addUnresolved(
      context.issues,
      "terraform-malformed-change",
      "The plan has an entry that is no change of a resource",
    );
    return null;
  }
  if (concernsNothing(change)) return null;
  const steps = stepsFor(change, identity, context.issues);
  const { before, after } = draftsFor(steps, change, { identity, world: kind.world, context });
  const previousId = previousIdOf(entry, identity);
  const traits = traitsOf(entry, { identity, previousId, shared: kind.trait });
  const pending = { steps, before, after, traits, previousId };
  reportCondition(pending, identity, context.issues);
  return pending;
}

/** A no-op without any state: the object vanished from the world, and nothing is planned in its place. */
function concernsNothing(change: ValueObject): boolean {
  const states = [member(change, "before"), member(change, "after")];
  const isEmpty = states.every((state) => (state ?? null) === null) && !marksAnything(member(change, "after_unknown"));
  const [action, ...others] = listOf(change, "actions");
  return isEmpty && action === "no-op" && others.length === 0;
}

/** The changes of an entry once its resources are linked. */
export function nativeChanges(pending: PendingChange, link: (draft: Draft) => NativeResource): readonly NativeChange[] {
  const before = pending.before && link(pending.before);
  const after = pending.after && link(pending.after);
  return pending.steps.map(({ verb, sides, changed, trait }) => ({
    verb,
    before: sides === "after" ? null : before,
    after: sides === "before" ? null : after,
    changed,
    traits: trait === null ? pending.traits : [trait, ...pending.traits],
    previousId: pending.previousId,
  }));
}

function stepsFor(change: ValueObject, identity: Identity, issues: Issues): readonly Step[] {
  const actions = listOf(change, "actions");
  const steps = stepsOf(actions);
  if (!steps || (identity.isData && !isOfData(steps))) {
    const message = `The plan does \`${printActions(actions)}\` to \`${identity.id}\`, which is no combination of actions that is known`;
    addUnresolved(issues, "terraform-unknown-action", message, identity.id);
    return unrecognisedSteps();
  }
  if (identity.isData) return asRead(steps);
  const honest = hasOneState(change) ? steps : asChanged(steps);
  return isObject(member(change, "importing")) ? withImport(honest) : honest;
}

/** Whether both states are the same, as they are for whatever a plan leaves alone. */
function hasOneState(change: ValueObject): boolean {
  return isSameValue(member(change, "before") ?? null, member(change, "after") ?? null);
}

/** Data sources are read, and leave the state; no plan makes or changes one, so an entry that says so is none of a data source. */
function isOfData(steps: readonly Step[]): boolean {
  return steps.every(({ verb, changed }) => verb === "read" || verb === "delete" || !changed);
}

/** Actions are names; anything else in their place is not repeated. */
function printActions(actions: readonly Value[]): string {
  return actions
    .map((action) => (typeof action === "string" && /^[\w-]{1,32}$/.test(action) ? action : "?"))
    .join(", ");
}

interface Subject {
  readonly identity: Identity;
  readonly world: World;
  readonly context: ChangeContext;
}

/** The states that the steps are about. One that must be there and is not is drafted all the same, so that no step gets lost. */
function draftsFor(
  steps: readonly Step[],
  change: ValueObject,
  subject: Subject,
): { before: Draft | null; after: Draft | null } {
  const must = (side: Step["sides"]): boolean => steps.some(({ sides }) => sides === side);
  const has = (side: string): boolean => (member(change, side) ?? null) !== null;
  const [needsBefore, needsAfter] = [must("before"), must("after") || must("both")];
  return {
    before: needsBefore || (must("both") && has("before")) ? beforeDraft(change, subject) : null,
    after: needsAfter ? afterDraft(change, subject) : null,
  };
}

function beforeDraft(change: ValueObject, { identity, world, context }: Subject): Draft {
  const masks = { unknown: undefined, sensitive: member(change, "before_sensitive"), secrets: context.secrets };
  return draftOf(identity, world, { value: member(change, "before"), masks, attributes: noAttributes });
}

function afterDraft(change: ValueObject, { identity, world, context }: Subject): Draft {
  const [unknown, sensitive] = [member(change, "after_unknown"), member(change, "after_sensitive")];
  const masks = { unknown, sensitive, secrets: context.secrets };
  return draftOf(identity, world, {
    value: member(change, "after"),
    masks,
    attributes: () => context.attributesOf(identity),
  });
}

function reportCondition({ before, after }: PendingChange, { id }: Identity, issues: Issues): void {
  const conditions = [before?.condition, after?.condition];
  if (conditions.includes("malformed")) {
    addUnresolved(issues, "terraform-malformed-change", `The plan has no object as a state of \`${id}\``, id);
  } else if (conditions.includes("unknown")) {
    addUnresolved(
      issues,
      "terraform-unknown-resource",
      `The plan does not say what \`${id}\` is like in the state it changes`,
      id,
    );
  }
}

interface Circumstances {
  readonly identity: Identity;
  readonly previousId: string | null;
  readonly shared: string | null;
}

function traitsOf(entry: Value, { identity, previousId, shared }: Circumstances): readonly string[] {
  const traits: string[] = [];
  if (shared !== null) traits.push(shared);
  if (identity.deposed !== null) traits.push("deposed");
  if (previousId !== null) traits.push("moved");
  if (textOf(entry, "action_reason") === "replace_because_tainted") traits.push("tainted");
  return traits;
}

function previousIdOf(entry: Value, identity: Identity): string | null {
  const previous = textOf(entry, "previous_address");
  return previous === undefined || previous === identity.address ? null : previous;
}
