import type { Value } from "#core/language";
import { isObject } from "#core/model";
import type { Draft } from "./draft.ts";
import type { ChangeContext, PendingChange } from "./changes.ts";
import { draftOf, noAttributes } from "./draft.ts";
import { addUnresolved } from "./issues.ts";
import { listOf, member } from "../json/index.ts";

/**
 * Reads the actions that a plan invokes beside changing resources. Each is an effect of verb `invoke` on a resource of the action's type; what
 * triggers it is not part of it.
 */
export function readActionInvocations(plan: Value, context: ChangeContext): readonly PendingChange[] {
  const now = listOf(plan, "action_invocations").map((entry) => readInvocation(entry, [], context));
  const deferred = listOf(plan, "deferred_action_invocations").map((entry) => {
    addUnresolved(
      context.issues,
      "terraform-deferred-action",
      "The plan defers the invocation of an action to a later plan",
    );
    return readInvocation(member(entry, "action_invocation") ?? null, ["deferred"], context);
  });
  return [...now, ...deferred].filter((pending) => pending !== null);
}

function readInvocation(entry: Value, traits: readonly string[], context: ChangeContext): PendingChange | null {
  const after = invocationDraft(entry, context);
  if (!after || after.condition !== "read") {
    addUnresolved(context.issues, "terraform-malformed-action", "The plan invokes an action that it does not describe");
  }
  if (!after) return null;
  const steps = [{ verb: "invoke", sides: "after", changed: true, trait: null } as const];
  return { steps, before: null, after, traits, previousId: null };
}

/** An action without settings has no values in a plan: that is an empty object, not an unknown one. */
function invocationDraft(entry: Value, { readIdentity, secrets }: ChangeContext): Draft | null {
  const identity = isObject(entry) ? readIdentity({ ...entry, mode: "action" }) : null;
  if (!identity) return null;
  const masks = { unknown: member(entry, "config_unknown"), sensitive: member(entry, "config_sensitive"), secrets };
  return draftOf(identity, "planned", { value: member(entry, "config_values") ?? {}, masks, attributes: noAttributes });
}
