/**
 * Why a value is not known: it exists only `after-apply`; it is `sensitive` and was masked at the door; it hangs on a link that is only a
 * `possible-link`; or nobody has observed it (`not-observed`).
 */
export type UnknownReason = "after-apply" | "sensitive" | "possible-link" | "not-observed";

export interface UnknownCause {
  readonly reason: UnknownReason;
  /** Where the value would be, for a person: a resource address with a path, or a path alone. */
  readonly path: string;
}

/** How many causes of one reason an unknown names; more would tell nobody more, and gathering them would take time without bound. */
const MAX_CAUSES_PER_REASON = 16;

/**
 * A value that is not known, as a value. Operations on it answer an unknown with the causes of all that took part: each once, every reason among
 * them, and the first ones of each reason.
 */
export class Unknown {
  readonly causes: readonly UnknownCause[];

  constructor(causes: readonly UnknownCause[]) {
    this.causes = causes;
  }

  /** One unknown with the causes of both. */
  merge(other: Unknown): Unknown {
    if (other === this) return this;
    const causes = [...this.causes];
    for (const cause of other.causes) if (isNews(cause, causes)) causes.push(cause);
    return causes.length === this.causes.length ? this : new Unknown(causes);
  }
}

function isNews({ reason, path }: UnknownCause, known: readonly UnknownCause[]): boolean {
  let named = 0;
  for (const cause of known) {
    if (cause.reason !== reason) continue;
    if (cause.path === path) return false;
    named++;
  }
  return named < MAX_CAUSES_PER_REASON;
}
