import type { Finding } from "#core/model";

type Requested = NonNullable<Finding["request"]>;

/** What a comment asks for, and where it stands, in one sentence. */
export function requestText({ reason, until, file, line }: Requested): string {
  return `a waiver is requested until ${until} at ${file}:${line}: ${reason.trim()}`;
}

/** What there is to say of the waiver of a finding, whether it is granted or only asked for; null for nothing. */
export function acceptanceText({ waiver, request }: Pick<Finding, "waiver" | "request">): string | null {
  if (waiver !== null) return waiverText(waiver);
  return request === null ? null : requestText(request);
}

type Waived = NonNullable<Finding["waiver"]>;

/** Who accepted a finding, until when and why, in one sentence. */
export function waiverText({ id, approver, owner, category, expires, reason, ticket }: Waived): string {
  const talk = ticket === null ? "" : ` (${ticket})`;
  return `waived by ${id} until ${expires}, approved by ${approver} for ${owner}, ${category}: ${reason.trim()}${talk}`;
}
