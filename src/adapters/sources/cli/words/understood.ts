import type { Draft } from "../draft.ts";
import type { ParsedOptions } from "./parse-options.ts";

/** Says what of the options is not understood; a program whose options matter is not taken for one without them. */
export function requireUnderstood(draft: Draft, program: string, parsed: ParsedOptions): void {
  const [option] = parsed.unknown;
  if (option !== undefined)
    draft.unresolved(
      "option-unknown",
      `Option \`${option.slice(0, 64)}\` of \`${program}\` is not known, so what it changes is not`,
    );
  if (parsed.unsure)
    draft.unresolved("word-unknown", `A word that \`${program}\` is given is not known, and may be an option`);
}
