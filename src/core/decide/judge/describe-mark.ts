import { CelError, Unknown } from "#core/language";
import type { Mark } from "./tally.ts";

/** One sentence on what a validation said, without any value of the proposal. */
export function describeMark({ slot, underlying, detail }: Mark): string {
  const rule = `\`${slot.policy.name}/${slot.validation.id}\``;
  if (detail instanceof CelError) return `${rule} cannot be evaluated: ${detail.message}`;
  if (detail instanceof Unknown) return `${rule} cannot be decided yet: ${describeUnknown(detail)}`;
  return underlying === "unknown" ? `${rule} may not apply, and is not met` : `${rule} is not met`;
}

/** The causes of an unknown in words, each once. */
export function describeUnknown({ causes }: Unknown): string {
  const sentences = causes.map(({ reason, path }) => `\`${path}\` ${REASONS[reason]}`);
  const [only = ""] = sentences;
  return sentences.length <= 1 ? only : [...new Set(sentences)].join(", ");
}

const REASONS: Readonly<Record<Unknown["causes"][number]["reason"], string>> = {
  "after-apply": "is known only after apply",
  sensitive: "is masked as sensitive",
  "possible-link": "hangs on a link that is not proven",
  "not-observed": "was not observed",
};
