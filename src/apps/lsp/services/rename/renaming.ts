import type { Span } from "#core/diagnostics";
import type { DiskFile } from "../../project/ports.ts";
import type { Project } from "../../project/project.ts";

/** A name that can be changed, and what a new one takes with it. */
export interface Renaming {
  /** Tells why it cannot be called so; null when it can. */
  readonly problem: (name: string, project: Project) => string | null;
  /**
   * Every place where the name stands, in all files of the user. Null when one of them cannot be found in the text, because a name that is changed
   * in part is worse than one that stays. `expectations` are those of the cases of the policy in a file.
   */
  readonly places: (project: Project, expectations: (policy: string) => readonly DiskFile[]) => readonly Span[] | null;
}

/** What an expression can select. */
export const IDENTIFIER: RegExp = /^(?!(?:true|false|null|in)$)[A-Za-z_]\w*$/;

const LONGEST = 63;

/** Why a name cannot be that of something; null when it can. */
export function formProblem(name: string, what: string, form: RegExp): string | null {
  return name.length <= LONGEST && form.test(name) ? null : `\`${name}\` cannot be the name of a ${what}`;
}
