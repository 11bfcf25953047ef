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

/** A value that is not known, as a value. Operations on it answer an unknown with the causes of all that took part. */
export class Unknown {
  readonly causes: readonly UnknownCause[];

  constructor(causes: readonly UnknownCause[]) {
    this.causes = causes;
  }

  /** One unknown with the causes of both. */
  merge(other: Unknown): Unknown {
    return other === this ? this : new Unknown([...this.causes, ...other.causes]);
  }
}
