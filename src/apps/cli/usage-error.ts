import { suggest } from "#core/diagnostics";

/** The command was called wrongly or its configuration is wrong; ends the run with exit code 2 and this sentence. */
export class UsageError extends Error {
  readonly hint: string | undefined;

  constructor(message: string, hint?: string) {
    super(message);
    this.name = "UsageError";
    this.hint = hint;
  }
}

/** Advice for a name that is none of `names`: the one that it was likely meant to be, or else `otherwise`. */
export function nameHint<Otherwise extends string | undefined>(
  name: string,
  names: readonly string[],
  otherwise: Otherwise,
): string | Otherwise {
  const likely = suggest(name, names);
  return likely === undefined ? otherwise : `did you mean \`${likely}\`?`;
}
