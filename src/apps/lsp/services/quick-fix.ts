import { suggest } from "#core/diagnostics";

/** What can be put in the place of a text that a diagnostic is about. */
export interface QuickFix {
  readonly title: string;
  readonly newText: string;
}

/**
 * The fix that a diagnostic proposes for the text at its place: "Did you mean …?", or a name that would do. Null where it proposes none, or where
 * the text is not what the proposal is for.
 */
export function quickFix(message: string, text: string): QuickFix | null {
  const proposal = PROPOSAL.exec(message)
    ?.slice(1)
    .find((part) => part !== undefined);
  if (proposal === undefined) return null;
  const quote = /^(["'])[^]*\1$/.exec(text)?.[1] ?? "";
  const word = quote === "" ? text : text.slice(1, -1);
  const meant = proposal.replace(/\(\)$/, "");
  const isNamed = message.includes(`\`${word}\``) || message.includes(`\`${word}()\``);
  if (!isNamed && suggest(word, [meant]) === undefined) return null;
  return { title: `Replace \`${word}\` by \`${meant}\``, newText: `${quote}${meant}${quote}` };
}

/** At the end of a message with its hint. */
const PROPOSAL = /\nhint: (?:Did you mean `([^`]+)`\?|Write `([^`]+)`, for example)$/;
