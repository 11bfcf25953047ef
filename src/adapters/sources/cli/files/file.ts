import type { ReachTrait, Verb } from "#core/model";
import type { Word } from "../command.ts";
import { told, untold, type Draft } from "../draft.ts";
import type { ParsedOptions } from "../words/parse-options.ts";
import { holdingsOf } from "./places.ts";
import { readPath } from "./path.ts";

interface FileFacts {
  readonly mode?: string | null;
  readonly owner?: string | null;
}

interface FileAct {
  readonly traits?: readonly ReachTrait[];
  readonly facts?: FileFacts;
}

/** Says what is done to the file or folder that a word names. */
export function actOnFile(draft: Draft, verb: Verb, word: Word, { traits = [], facts = {} }: FileAct = {}): void {
  const { home, workspace } = draft.setting;
  const { path, inWorkspace, pattern } = readPath(word, draft.setting);
  const holds = path === null ? null : holdingsOf(path, home, workspace);
  const properties = {
    path: told(path, "path"),
    inWorkspace: told(inWorkspace, "inWorkspace"),
    pattern,
    holds: told(holds, "holds"),
    mode: facts.mode === null ? untold("mode") : facts.mode,
    owner: facts.owner === null ? untold("owner") : facts.owner,
  };
  const id = path ?? "?";
  const reach = [...traits, ...(pattern ? (["reach-many"] as const) : []), ...reachOf(holds ?? [], traits)];
  draft.act(verb, { kind: "File", type: "file", provider: "machine", id, name: id, properties }, reach);
}

/** With everything inside, the root, a home and what is worked in are all that there is. */
function reachOf(holds: readonly string[], traits: readonly ReachTrait[]): readonly ReachTrait[] {
  const isAll = ["home", "root", "workspace"].some((one) => holds.includes(one));
  return isAll && traits.includes("recursive") ? ["reach-all"] : [];
}

/** Says what is done to the files that options name. */
export function actOnNamed(draft: Draft, verb: Verb, parsed: ParsedOptions, names: readonly string[]): void {
  for (const name of names) for (const file of parsed.values(name)) if (file.text !== "-") actOnFile(draft, verb, file);
}
