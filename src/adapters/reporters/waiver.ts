import type { Finding } from "#core/model";

type Waived = NonNullable<Finding["waiver"]>;

/** Who accepted a finding, until when and why, in one sentence. */
export function waiverText({ id, approver, owner, category, expires, reason, ticket }: Waived): string {
  const talk = ticket === null ? "" : ` (${ticket})`;
  return `waived by ${id} until ${expires}, approved by ${approver} for ${owner}, ${category}: ${reason.trim()}${talk}`;
}
