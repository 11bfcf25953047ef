import type { Verb } from "#core/model";

/** What one native type needs in AWS. */
export interface TypeActions {
  readonly service: string;
  /** The form of its names, with placeholders such as `${Region}`. */
  readonly arn: string;
  /** The actions of each verb, without the service; none of them changes permissions. */
  readonly verbs: Readonly<Partial<Record<Verb, readonly string[]>>>;
}
