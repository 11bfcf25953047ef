/** What a URN such as `urn:pulumi:prod::shop::my:Component$aws:s3/bucket:Bucket::logs` names. */
export interface Urn {
  readonly stack: string;
  readonly project: string;
  /** The type, with those of the components around it in front, as in `my:Component$aws:s3/bucket:Bucket`. */
  readonly qualifiedType: string;
  readonly type: string;
  readonly name: string;
}

const PREFIX = "urn:pulumi:";

/** Reads a URN; null when it is none. Names may have `::` in them. */
export function parseUrn(urn: string): Urn | null {
  if (!urn.startsWith(PREFIX)) return null;
  const [stack, project, qualifiedType, ...name] = urn.slice(PREFIX.length).split("::");
  if (stack === undefined || project === undefined || qualifiedType === undefined || name.length === 0) return null;
  const type = qualifiedType.slice(qualifiedType.lastIndexOf("$") + 1);
  return type === "" ? null : { stack, project, qualifiedType, type, name: name.join("::") };
}

/** The id of a resource in a reading: its type and name with those of the components around it, without stack and project. */
export function idOf({ qualifiedType, name }: Urn): string {
  return `${qualifiedType}::${name}`;
}
