import type { ValueObject } from "#core/language";
import type { Path, Verb } from "#core/model";

/** An object of the cluster that stands for a resource of a cloud: as which Terraform type, with which attributes. */
export interface Managed {
  readonly type: string;
  readonly provider: string;
  /** `read` for an object that only observes what others manage. */
  readonly verb: Extract<Verb, "create" | "read">;
  readonly scope: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly native: ValueObject;
  readonly mentions: readonly Mention[];
  /** What is added to the id of the object, where one object stands for several resources. */
  readonly part: string;
  /** The path in the object for a path in `native`. */
  readonly pathOf: (path: Path) => Path;
}

/** An attribute that says by name or by labels which other object it gets its value from. */
export interface Mention {
  readonly path: Path;
  readonly name: string | null;
  readonly namespace: string | null;
  readonly labels: Readonly<Record<string, string>> | null;
}
