import type { Value, ValueObject } from "#core/language";
import type { Resource } from "../resource/resource.ts";
import type { SourceRef } from "../resource/location.ts";

export const VERBS = ["create", "update", "delete", "read", "invoke", "adopt", "release"] as const;
/** What is done to a resource. `adopt` brings an existing one under management (import), `release` lets it go while it stays in the world (forget). */
export type Verb = (typeof VERBS)[number];

export const PRINCIPAL_KINDS = ["agent", "pipeline", "person", "service"] as const;
export type PrincipalKind = (typeof PRINCIPAL_KINDS)[number];

export const POINTS = ["check", "admission", "gateway", "hooks", "cloud", "api", "apply", "observe"] as const;
/** Where a question was asked. */
export type Point = (typeof POINTS)[number];

/** Who proposes. `chain` lists those on whose behalf, outermost first, without the principal itself. */
export interface Principal {
  readonly id: string;
  readonly kind: PrincipalKind;
  readonly groups: readonly string[];
  readonly attributes: ValueObject;
  readonly chain: readonly string[];
}

/** The trait of an effect for which another effect of the same native resource speaks: of them all, exactly one lacks it. */
export const PART = "part";

/**
 * One thing that would be done to one resource.
 *
 * `resource` is the state after the effect, or the last state where nothing is left of it (delete, release). `before` is the state before, null
 * when there was none. `changed` is false for a resource that is part of the input but stays as it is (a Terraform no-op).
 */
export interface Effect {
  readonly verb: Verb;
  readonly resource: Resource;
  readonly before: Resource | null;
  readonly changed: boolean;
  /**
   * Why the source says it happens, or what is special about it: `replace`, `deposed`, `drift`, `deferred`, `moved`, `import`, `tainted`,
   * `conditional` for what may not be made at all, and `part` where another effect speaks for the same native resource as a whole. How far an act
   * reaches is said by those of `REACH_TRAITS`.
   */
  readonly traits: readonly string[];
  /** The id under which the resource was known before a rename that the source knows of; null when it kept its id. */
  readonly previousId: string | null;
  readonly source: SourceRef;
}

/** Where and under what circumstances. `environment` is null when none was recognised. */
export interface Context {
  readonly point: Point;
  readonly environment: string | null;
  readonly attributes: Readonly<Record<string, Value>>;
  /** What the principal did before, as `core/history` makes it; absent where nobody knows. It is no part of what is asked, so that no digest covers it. */
  readonly history?: ValueObject;
  /**
   * Why the list of effects may not be the whole truth (a plan with deferred changes, an action that was not resolved): each makes an
   * enforced decision at best `hold`, never `allow`.
   */
  readonly unresolved: readonly Unresolved[];
}

export interface Unresolved {
  readonly code: string;
  readonly message: string;
  readonly source: SourceRef;
}

/** A principal proposes effects on resources in a context: the one question that every enforcement point asks. */
export interface Proposal {
  readonly principal: Principal;
  readonly effects: readonly Effect[];
  readonly context: Context;
}
