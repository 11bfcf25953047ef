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

function folder([target, ...more]: readonly Word[], cwd: string | null, scope: Scope, { setting }: Context): string | null {
  if (target === undefined) return scope.variables.has("HOME") ? null : setting.home;
  const { text, quoted } = target;
  if (text === null || more.length > 0 || isPattern(target) || scope.variables.has("CDPATH") || /^[-+]/.test(text)) return null;
  if (text.startsWith("~") && !quoted)
    return /^~(?:\/|$)/.test(text) && setting.home !== null && !scope.variables.has("HOME") ? normal(setting.home + text.slice(1)) : null;
  if (text.startsWith("/")) return normal(text);
  return cwd === null ? null : normal(`${cwd}/${text}`);
}

function normal(path: string): string {
  const parts: string[] = [];
  for (const part of path.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "" && part !== ".") parts.push(part);
  }
  return `/${parts.join("/")}`;
}
