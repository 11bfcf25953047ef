import type { ReachTrait, SourceRef } from "#core/model";
import type { CommandSetting } from "#adapters/sources";

/** Where what a client does happens: in the folder that it works in, with nothing known of its home and its variables. */
export function settingOf(cwd: string | null, source: SourceRef, reach: readonly ReachTrait[] = []): CommandSetting {
  return { cwd, workspace: cwd, home: null, env: new Map(), reach, depth: 0, source };
}
