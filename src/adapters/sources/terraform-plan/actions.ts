import type { Verb } from "#core/model";

/** One verb that an action of a plan amounts to, and which of the two states it is about. */
export interface Step {
  readonly verb: Verb;
  readonly sides: "before" | "after" | "both";
  readonly changed: boolean;
  readonly trait: string | null;
}

const CREATE: Step = { verb: "create", sides: "after", changed: true, trait: null };
const DELETE: Step = { verb: "delete", sides: "before", changed: true, trait: null };
const RELEASE: Step = { verb: "release", sides: "before", changed: true, trait: null };
const REPLACED: readonly Step[] = [
  { ...DELETE, trait: "replace" },
  { ...CREATE, trait: "replace" },
];

const STEPS: ReadonlyMap<string, readonly Step[]> = new Map([
  ["no-op", [{ verb: "update", sides: "both", changed: false, trait: null }]],
  ["create", [CREATE]],
  ["read", [{ verb: "read", sides: "both", changed: true, trait: null }]],
  ["update", [{ verb: "update", sides: "both", changed: true, trait: null }]],
  ["delete", [DELETE]],
  ["delete,create", REPLACED],
  ["create,delete", REPLACED],
  ["forget", [RELEASE]],
  ["create,forget", [CREATE, RELEASE]],
]);

const ADOPT: Step = { verb: "adopt", sides: "both", changed: true, trait: "import" };

/** What an action that this program does not know is taken for, beside making the plan unresolved: any change at all. */
const UNRECOGNISED: readonly Step[] = [{ verb: "update", sides: "both", changed: true, trait: "unknown-action" }];

/** The steps of a combination of actions, in their order; undefined when Terraform has a combination that is not known here. */
export function stepsOf(actions: readonly unknown[]): readonly Step[] | undefined {
  const names = actions.filter((action) => typeof action === "string" && !action.includes(","));
  return names.length === actions.length ? STEPS.get(names.join(",")) : undefined;
}

/** The steps of a combination that is not known. */
export function unrecognisedSteps(): readonly Step[] {
  return UNRECOGNISED;
}

/** The steps of a resource that is imported: it is adopted as it is, and then changed unless nothing is to change. */
export function withImport(steps: readonly Step[]): readonly Step[] {
  return [ADOPT, ...steps.filter((step) => step.changed).map((step) => ({ ...step, trait: step.trait ?? "import" }))];
}

/** The steps of a resource whose states differ, which therefore changes whatever the plan calls it. */
export function asChanged(steps: readonly Step[]): readonly Step[] {
  return steps.map((step) => ({ ...step, changed: true }));
}

/** The steps of a data source, which is read whatever the plan calls it. */
export function asRead(steps: readonly Step[]): readonly Step[] {
  const changed = steps.some((step) => step.changed);
  return [{ verb: "read", sides: "both", changed, trait: null }];
}
