import { isSelfApproved, type WaiverDocument } from "#core/documents";
import type { Timestamp } from "#core/language";
import type { Resource } from "#core/model";
import { resourceDigest } from "../digest.ts";
import { parseExpiry, isAhead } from "./expiry.ts";

/** A waiver with what is worked out of it once. */
export interface LoadedWaiver {
  readonly name: string;
  readonly document: WaiverDocument;
  /** Null when it is no point in time, and then the waiver is void always. */
  readonly expires: Timestamp | null;
  readonly isSelfApproved: boolean;
}

/** A validation by name, and what bound it where others wrote its policy. */
export interface WaivedRule {
  readonly policy: string;
  readonly validation: string;
  readonly binding: string | null;
}

/** What a waiver may be about: the identity of a resource, and the digest of its content when somebody asks. */
export interface WaivedSubject {
  readonly id: string;
  readonly type: string;
  readonly scope: string;
  /** Throws for content that cannot be written. */
  readonly digest: () => string;
}

/** A resource of a proposal as what a waiver may be about. */
export function subjectOf(resource: Resource): WaivedSubject {
  const { id, type, scope } = resource;
  return { id, type, scope, digest: () => resourceDigest(resource) };
}

/** The waivers of a program in the order of their names, on which alone it depends which one counts. */
export class Waivers {
  readonly all: readonly LoadedWaiver[];
  readonly #byPolicy: ReadonlyMap<string, readonly LoadedWaiver[]>;

  constructor(documents: readonly WaiverDocument[]) {
    this.all = documents.map(load).toSorted((a, b) => (a.name < b.name ? -1 : Number(a.name > b.name)));
    this.#byPolicy = Map.groupBy(this.all, ({ document }) => document.spec.policy);
  }

  /** The name of the waiver that turns a validation on `subject` aside at `now`: of several the first in the order of names; null without any. */
  find(rule: WaivedRule, subject: WaivedSubject, now: Timestamp): string | null {
    return this.about(rule, subject).find((waiver) => isInForce(waiver, now) && fits(waiver, subject))?.name ?? null;
  }

  /** The waivers of a validation on `subject`, whether or not they are in force and whatever its content is now. */
  about(rule: WaivedRule, subject: WaivedSubject): readonly LoadedWaiver[] {
    const candidates = this.#byPolicy.get(rule.policy) ?? NONE;
    return candidates.filter(({ document: { spec } }) => isOfRule(spec, rule) && isOfResource(spec.resource, subject));
  }
}

/** Whether a waiver turns anything aside at `now`: it is not over, and approved by somebody other than its author. */
export function isInForce({ expires, isSelfApproved: isVoid }: LoadedWaiver, now: Timestamp): boolean {
  return !isVoid && isAhead(expires, now);
}

/** Whether the content of a resource is what was accepted. Content that has no digest (nested too deeply to be written) is not. */
export function fits({ document: { spec } }: LoadedWaiver, subject: WaivedSubject): boolean {
  if (spec.digest === null) return true;
  try {
    return spec.digest === subject.digest();
  } catch {
    return false;
  }
}

const NONE: readonly LoadedWaiver[] = [];

function load(document: WaiverDocument): LoadedWaiver {
  const { metadata, spec } = document;
  return { name: metadata.name, document, expires: parseExpiry(spec.expires), isSelfApproved: isSelfApproved(spec) };
}

type WaiverSpec = WaiverDocument["spec"];

function isOfRule({ validation, binding }: WaiverSpec, rule: WaivedRule): boolean {
  return (validation === null || validation === rule.validation) && (binding === null || binding === rule.binding);
}

function isOfResource(wanted: WaiverSpec["resource"], { id, type, scope }: WaivedSubject): boolean {
  return (
    wanted.id === id &&
    (wanted.type === null || wanted.type === type) &&
    (wanted.scope === null || wanted.scope === scope)
  );
}
