import type { Word } from "../../cli/index.ts";
import { unresolved, type Context } from "../context.ts";
import type { Scope } from "../scope/index.ts";

const CODE = "option-unknown";
const MESSAGE = "An option of the shell changes how it reads what follows";

const NAMED = new Set("allexport errexit nounset pipefail xtrace verbose noglob noclobber monitor notify errtrace functrace hashall physical".split(" "));
const SHOPT = new Set(
  "nullglob failglob dotglob globstar globskipdots nocaseglob nocasematch extglob expand_aliases lastpipe inherit_errexit checkwinsize histappend".split(
    " ",
  ),
);

/** `set`: options that change nothing that is read here, and `$1` and on. */
export function setOptions(words: readonly Word[], scope: Scope, context: Context): Scope {
  for (let at = 0; at < words.length; at++) {
    const text = words[at]?.text ?? null;
    if (text === "--" || text === "-") return { ...scope, positional: words.slice(at + 1) };
    if (text === null) break;
    if (!/^[-+]/.test(text)) return { ...scope, positional: words.slice(at) };
    if (!/^[-+][abCeEfhmnoPTuvx]+$/.test(text)) unresolved(context, CODE, MESSAGE);
    if (text.endsWith("o") && !NAMED.has(words[(at += 1)]?.text ?? "errexit")) unresolved(context, CODE, MESSAGE);
  }
  if (words.some(({ text }) => text === null)) return { ...unknownOption(context, scope), positional: null };
  return scope;
}

function unknownOption(context: Context, scope: Scope): Scope {
  unresolved(context, CODE, MESSAGE);
  return scope;
}

/** `shopt` and its like. */
export function shellOptions(words: readonly Word[], scope: Scope, context: Context): Scope {
  if (!words.every(({ text }) => text !== null && (/^-[supqo]+$/.test(text) || SHOPT.has(text) || NAMED.has(text)))) unresolved(context, CODE, MESSAGE);
  return scope;
}
