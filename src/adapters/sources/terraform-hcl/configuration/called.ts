import type { Companion } from "../../source-format.ts";
import { normalise } from "../../terraform-plan/hcl/module-directory.ts";
import { createDirectories, type Directories } from "./directories.ts";

/** No configuration nests its modules deeper. */
const MAX_DEPTH = 32;

/**
 * The directories of the modules that a configuration calls, as far as its files are at hand: whoever reads them from a disk asks again with the
 * files of those, until nothing is new. The directory of the root module is among them only when a module calls it.
 */
export function calledDirectories(root: string, files: readonly Companion[]): readonly string[] {
  const directories = createDirectories(normalise(root), files);
  const called = new Set<string>();
  visit(normalise(root), [], directories, { called, seen: new Set() });
  return [...called];
}

interface Visit {
  readonly called: Set<string>;
  readonly seen: Set<string>;
}

function visit(directory: string, key: readonly string[], directories: Directories, state: Visit): void {
  const definition = directories.definition(directory);
  if (!definition || key.length > MAX_DEPTH) return;
  for (const [name, call] of definition.calls) {
    const path = [...key, name];
    const target = directories.target(call, path.join("."), directory);
    if (target.kind !== "directory") continue;
    state.called.add(target.directory);
    if (state.seen.has(target.directory)) continue;
    state.seen.add(target.directory);
    visit(target.directory, path, directories, state);
  }
}
