import type { WaiverDocument } from "#core/documents";
import type { Timestamp } from "#core/language";
import type { Resource } from "#core/model";
import { resourceDigest } from "../digest.ts";
import { parseExpiry, isAhead } from "./expiry.ts";

interface LoadedWaiver {
  readonly name: string;
  readonly spec: WaiverDocument["spec"];
  readonly expires: Timestamp | null;
}

/** A validation by name. */
export interface WaivedRule {
  readonly policy: string;
  readonly validation: string;
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

  /** The names of the waivers that reach a validation on `resource` at `now`, in the order of names; the first one counts. */
  find(rule: WaivedRule, resource: Resource, now: Timestamp): readonly string[] {
    const candidates = this.#byPolicy.get(rule.policy) ?? NONE;
    return candidates
      .filter((waiver) => reaches(waiver, rule, now) && isAbout(waiver.spec, resource))
      .map(({ name }) => name);
  }
}

const NONE: readonly LoadedWaiver[] = [];

function reaches({ spec, expires }: LoadedWaiver, rule: WaivedRule, now: Timestamp): boolean {
  return isAhead(expires, now) && (spec.validation === null || spec.validation === rule.validation);
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
