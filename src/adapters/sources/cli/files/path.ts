import type { CommandSetting, Word } from "../command.ts";
import { isPattern } from "./glob.ts";

/** A path as far as it is known. */
export interface PathReading {
  /** Absolute where it can be told, as written otherwise; null for a word that is not known. */
  readonly path: string | null;
  /** Null where it cannot be told. */
  readonly inWorkspace: boolean | null;
  readonly pattern: boolean;
}

const MAX_PATH = 4096;

/** Resolves a word against the folder that the command runs in. Links are not followed. */
export function readPath({ text, quoted }: Word, setting: CommandSetting): PathReading {
  if (text === null || text.length > MAX_PATH) return { path: null, inWorkspace: null, pattern: false };
  const pattern = !quoted && isPattern(text);
  const expanded = quoted ? text : expandHome(text, setting.home);
  if (expanded === null) return { path: text, inWorkspace: null, pattern };
  if (!expanded.startsWith("/") && setting.cwd === null) return { path: text, inWorkspace: null, pattern };
  const path = normalised(expanded.startsWith("/") ? expanded : `${setting.cwd ?? ""}/${expanded}`);
  // In some shells `.*` stands for `..` too.
  const mayLeave = pattern && /(?:^|\/)\.[*?[]/.test(text);
  return { path, inWorkspace: mayLeave ? null : isInside(path, setting.workspace), pattern };
}

/** Null where whose home is meant is not known; another's home is by convention beside this one. */
function expandHome(text: string, home: string | null): string | null {
  if (!text.startsWith("~")) return text;
  if (text === "~" || text.startsWith("~/")) return home === null ? null : home + text.slice(1);
  return /^~[A-Za-z_][\w-]*(?:\/|$)/.test(text) ? `/home/${text.slice(1)}` : null;
}

/** Without empty steps, `.` and `..`. */
function normalised(path: string): string {
  const steps: string[] = [];
  for (const step of path.split("/")) {
    if (step === "..") steps.pop();
    else if (step !== "" && step !== ".") steps.push(step);
  }
  return `/${steps.join("/")}`;
}

function isInside(path: string, workspace: string | null): boolean | null {
  if (workspace === null) return null;
  const root = normalised(workspace);
  return path === root || path.startsWith(root === "/" ? "/" : `${root}/`);
}
