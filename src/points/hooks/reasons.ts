import { cut } from "#core/diagnostics";
import type { Ruling } from "#points/agents";

/** Why nothing was let through that could not be ruled. */
export const UNRULED = "Writ could not decide on this, and what is not decided is not allowed";

const MOST_REASONS = 5;
const LONGEST = 4000;

/** Why an act is denied, and what to change so that it is not. Never empty. */
export function deniedReason({ reasons, repair }: Ruling): string {
  return onOneLine(["Denied by Writ:", ...told(reasons), repair === null ? "" : repair.text, ...patched(repair)]);
}

/** Why an act is held, and how somebody lets it through. Never empty. */
export function heldReason({ reasons, approval }: Ruling): string {
  const how =
    approval === null
      ? "Nobody can be asked to approve it here."
      : `A person has to approve it first, until ${approval.expiresAt}: ${approval.url} or \`writ approvals approve ${approval.id}\`. Then do exactly the same again.`;
  return onOneLine(["Held by Writ:", ...told(reasons), how]);
}

function told(reasons: Ruling["reasons"]): readonly string[] {
  return reasons.slice(0, MOST_REASONS).map(({ message }) => `${message}.`);
}

function patched(repair: Ruling["repair"]): readonly string[] {
  return repair?.patch == null ? [] : [`Change the arguments so (JSON Patch): ${JSON.stringify(repair.patch)}`];
}

function onOneLine(parts: readonly string[]): string {
  const text = parts
    .filter((part) => part !== "")
    .join(" ")
    .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ");
  return cut(text, LONGEST);
}
