import type { Value } from "#core/language";
import { draftOf, noAttributes, type Draft, type World } from "./draft.ts";
import type { ReadIdentity } from "./identity.ts";
import { listOf, member, memberAt, textOf } from "../json/index.ts";
import type { Masks } from "./mask.ts";

/** What reading the prior state needs. `keep` tells which ids of which world are wanted, before anything is read of them. */
export interface PriorStateContext {
  readonly readIdentity: ReadIdentity;
  readonly secrets: Masks["secrets"];
  readonly worldsOf: (id: string, isData: boolean) => readonly World[];
}

/** The resources of the state that the plan was made on: data sources that were read, and managed resources as they are. */
export function readPriorState(plan: Value, context: PriorStateContext): readonly Draft[] {
  const drafts: Draft[] = [];
  readModule(memberAt(plan, "prior_state", "values", "root_module"), context, drafts);
  return drafts;
}

function readModule(module: Value | undefined, context: PriorStateContext, drafts: Draft[]): void {
  const address = textOf(module, "address") ?? "";
  for (const resource of listOf(module, "resources")) {
    const identity = context.readIdentity(resource, address);
    if (!identity) continue;
    const masks = { unknown: undefined, sensitive: member(resource, "sensitive_values"), secrets: context.secrets };
    const [first, ...others] = context.worldsOf(identity.id, identity.isData);
    if (first === undefined) continue;
    const draft = draftOf(identity, first, { value: member(resource, "values"), masks, attributes: noAttributes });
    drafts.push(draft, ...others.map((world) => ({ ...draft, world })));
  }
  for (const child of listOf(module, "child_modules")) readModule(child, context, drafts);
}
