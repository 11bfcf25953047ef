import type { WaiverDocument } from "#core/documents";
import type { Timestamp } from "#core/language";
import type { Resource } from "#core/model";
import { resourceDigest } from "../digest.ts";
import type { Slot } from "../program/loaded-policy.ts";
import { parseExpiry, isAhead } from "./expiry.ts";

interface LoadedWaiver {
  readonly name: string;
  readonly spec: WaiverDocument["spec"];
  readonly expires: Timestamp | null;
}

/** The waivers of a program. Those without an approver other than their author are void from the start. */
export class Waivers {
  readonly #byPolicy: ReadonlyMap<string, readonly LoadedWaiver[]>;

  constructor(documents: readonly WaiverDocument[]) {
    const waivers = documents
      .filter(({ spec }) => spec.approver !== "" && spec.approver !== spec.author)
      .map(({ metadata, spec }) => ({ name: metadata.name, spec, expires: parseExpiry(spec.expires) }))
      .toSorted((a, b) => (a.name < b.name ? -1 : Number(a.name > b.name)));
    this.#byPolicy = Map.groupBy(waivers, ({ spec }) => spec.policy);
  }

  /** The name of the first waiver, in the order of names, that turns a finding of `slot` on `resource` aside at `now`; null when none does. */
  find(slot: Slot, resource: Resource, now: Timestamp): string | null {
    const candidates = this.#byPolicy.get(slot.policy.name);
    const found = candidates?.find(
      (waiver) =>
        isAhead(waiver.expires, now) &&
        (waiver.spec.validation === null || waiver.spec.validation === slot.validation.id) &&
        isAbout(waiver.spec, resource),
    );
    return found?.name ?? null;
  }
}

function isAbout({ resource: wanted, digest }: WaiverDocument["spec"], resource: Resource): boolean {
  return (
    wanted.id === resource.id &&
    (wanted.type === null || wanted.type === resource.type) &&
    (wanted.scope === null || wanted.scope === resource.scope) &&
    (digest === null || digest === digestOrNull(resource))
  );
}

/** Null for content that has no digest (nested too deeply to be written): then no waiver is about it. */
function digestOrNull(resource: Resource): string | null {
  try {
    return resourceDigest(resource);
  } catch {
    return null;
  }
}
