import type { Word } from "../../cli/index.ts";
import { unresolved, type Context } from "../context.ts";
import type { Scope } from "../scope/index.ts";

const CODE = "option-unknown";
const MESSAGE = "An option of the shell changes how it reads what follows";

const NAMED = new Set(
  "allexport errexit nounset pipefail xtrace verbose noglob noclobber monitor notify errtrace functrace hashall physical".split(
    " ",
  ),
);
const SHOPT = new Set(
  "nullglob failglob dotglob globstar globskipdots nocaseglob nocasematch extglob expand_aliases lastpipe inherit_errexit checkwinsize histappend".split(
    " ",
  ),
);

/** `set`: options that change nothing that is read here, and `$1` and on. */
export function setOptions(words: readonly Word[], scope: Scope, context: Context): Scope {
  const end = words.findIndex(({ text }, at) => text === null || !isOption(text, words[at - 1]?.text));
  const options = end < 0 ? words : words.slice(0, end);
  const rest = end < 0 ? [] : words.slice(end);
  const [first] = rest;
  if (!options.every(({ text }) => isHarmless(text ?? "")) || (first !== undefined && first.text === null))
    unresolved(context, CODE, MESSAGE);
  if (first === undefined) return scope;
  return { ...scope, positional: first.text === "--" || first.text === "-" ? rest.slice(1) : rest };
}

/** The names of options stand behind `-o`. */
function isOption(text: string, before: string | null | undefined): boolean {
  return /^[-+][A-Za-z]+$/.test(text) || /^[-+][A-Za-z]*o$/.test(before ?? "");
}

function isHarmless(text: string): boolean {
  return /^[-+][abCeEfhmnoPTuvx]+$/.test(text) || NAMED.has(text);
}

/** `shopt` and its like. */
export function shellOptions(words: readonly Word[], scope: Scope, context: Context): Scope {
  if (!words.every(({ text }) => text !== null && (/^-[supqo]+$/.test(text) || SHOPT.has(text) || NAMED.has(text))))
    unresolved(context, CODE, MESSAGE);
  return scope;
}
