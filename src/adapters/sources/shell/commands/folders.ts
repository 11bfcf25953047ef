import type { Word } from "../../cli/index.ts";
import type { Context } from "../context.ts";
import { either, type Outcome, type Scope } from "../scope/index.ts";
import { isPattern } from "./run.ts";

/** `cd`: it goes there, or it fails and all stays where it was. */
export function changeFolder(words: readonly Word[], scope: Scope, context: Context): Outcome {
  const targets = words.filter(({ text }) => text === null || !/^-[LPe@]+$|^--$/.test(text));
  const cwds = scope.cwds.map((cwd) => folder(targets, cwd, scope, context));
  const known = cwds.includes(null) ? [null] : [...new Set(cwds)];
  return { ok: { ...scope, cwds: known }, fail: scope, out: null };
}

/** `popd` and its like go where nobody has followed them to. */
export function leaveFolder(scope: Scope): Outcome {
  return { ...either({ ...scope, cwds: [null] }), fail: scope };
}

function folder(
  [target, ...more]: readonly Word[],
  cwd: string | null,
  scope: Scope,
  { setting }: Context,
): string | null {
  const home = scope.variables.has("HOME") ? null : setting.home;
  if (target === undefined) return home;
  const { text, quoted } = target;
  if (text === null || more.length > 0 || isPattern(target) || isSearched(text, scope)) return null;
  if (text.startsWith("~") && !quoted) return /^~(?:\/|$)/.test(text) ? below(home, text.slice(1)) : null;
  return text.startsWith("/") ? normal(text) : below(cwd, `/${text}`);
}

/** Whether it may be somewhere else: in a list of folders, or where the script was before. */
function isSearched(text: string, { variables }: Scope): boolean {
  return variables.has("CDPATH") || /^[-+]/.test(text);
}

function below(start: string | null, path: string): string | null {
  return start === null ? null : normal(start + path);
}

function normal(path: string): string {
  const parts: string[] = [];
  for (const part of path.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "" && part !== ".") parts.push(part);
  }
  return `/${parts.join("/")}`;
}
