import type { Draft } from "../draft.ts";
import { tellVariable } from "../environment.ts";
import type { Call } from "../invoked.ts";
import { FILE_PROGRAMS } from "./programs.ts";
import { readFileProgram } from "./read-files.ts";

/** Functions that tell of the environment, and not keys of that name. */
const TELLS_ENVIRONMENT = /\$ENV\b|(?<![.\w"'-])(?:env|strenv|envsubst)\b/;
const LOADS = /(?<![.\w"'-])load(?:_\w+)?\s*\(/;

/** Reads `jq` and `yq`, whose filters may tell of more than of the files that they are given. */
export function readFilter(draft: Draft, call: Call): void {
  const program = FILE_PROGRAMS.get(call.program);
  if (program === undefined) return;
  readFileProgram(draft, call, program);
  const texts = call.words.map(({ text }) => text ?? "");
  if (texts.some((text) => TELLS_ENVIRONMENT.test(text))) tellVariable(draft, null);
  if (call.program === "yq" && texts.some((text) => LOADS.test(text)))
    draft.unresolved("options-elsewhere", "A filter of `yq` reads files that are not known");
}
