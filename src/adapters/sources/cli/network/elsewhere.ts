import type { CommandSetting, Word } from "../command.ts";
import type { Draft } from "../draft.ts";

/** The setting of what runs on another machine or in a container: nothing of this one's folders and variables holds there. */
export function elsewhere({ setting }: Draft): Pick<CommandSetting, "cwd" | "home" | "workspace" | "env" | "reach"> {
  const reach = [...new Set([...setting.reach, "remote" as const])];
  return { cwd: null, home: null, workspace: null, env: new Map(), reach };
}

/** Hands a script for another machine to the reader of scripts. */
export function runElsewhere(draft: Draft, program: string, words: readonly Word[]): void {
  const script = words.some(({ text }) => text === null) ? null : words.map(({ text }) => text).join(" ");
  if (script === null) return draft.unresolved("script-unknown", `What \`${program}\` runs elsewhere is not known`);
  draft.nest({ kind: "shell", script }, elsewhere(draft));
}
