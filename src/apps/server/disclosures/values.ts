import type { Caller } from "#core/access";
import type { Disclosure } from "#core/evidence";
import type { Effect } from "#core/model";
import type { Judged } from "#points/api";
import { namesOf } from "../evidence/decision-body.ts";

/** A value that a human may need later, and whose it is: a name as aliases have it. */
export interface Personal extends Disclosure {
  readonly subject: string;
}

/** So many resources of one decision are disclosed, and nothing that is longer. */
const MOST_RESOURCES = 20;
const LONGEST_ID = 1024;

/** What can be disclosed of a decision: who, on whose behalf, and to which resources. The resources belong to whoever acts. */
export function valuesIn({ proposal }: Judged, caller: Caller): readonly Personal[] {
  const principal = proposal?.principal ?? caller.principal;
  const { kind, id } = principal;
  const [subject = "", ...chain] = namesOf(principal);
  return [
    ...(id.length > LONGEST_ID ? [] : [{ subject, name: "principal", value: { kind, id } }]),
    ...chain
      .filter((name) => name.length <= LONGEST_ID)
      .map((name) => ({ subject: name, name: "onBehalfOf", value: name })),
    ...resourcesOf(proposal?.effects ?? []).map((value) => ({ subject, name: "resource", value })),
  ];
}

function resourcesOf(effects: readonly Effect[]): readonly { readonly kind: string; readonly id: string }[] {
  const found = new Map<string, { readonly kind: string; readonly id: string }>();
  for (const { resource } of effects) {
    if (found.size === MOST_RESOURCES) break;
    const { kind, id } = resource;
    if (kind.length + id.length <= LONGEST_ID) found.set(`${kind} ${id}`, { kind, id });
  }
  return [...found.values()];
}
