import type { Value } from "#core/language";
import { parseJson } from "#core/model";
import { listOf, textOf } from "../../json/index.ts";
import { directoryOf, normalise } from "../../terraform-plan/hcl/module-directory.ts";
import type { Companion } from "../../source-format.ts";
import { defineModule, literalText, type Declared, type ModuleDefinition } from "./definition.ts";
import { isConfigurationFile } from "./parse-file.ts";

/** Where a module's files are said to be. */
export type CallTarget =
  | { readonly kind: "directory"; readonly directory: string }
  | { readonly kind: "remote"; readonly source: string }
  | { readonly kind: "unreadable" };

/** The directories of one configuration: its root module's, and those of the modules that it calls. */
export interface Directories {
  /** What the files in a directory declare; null when there are none. */
  definition(directory: string): ModuleDefinition | null;
  /** Where the module of a call is. `key` is the way to it, as in `app.queue`. */
  target(call: Declared, key: string, caller: string): CallTarget;
}

/** Where `terraform init` says where it has put modules, seen from the root module. */
export const MODULE_MANIFEST = ".terraform/modules/modules.json";

const NONE: ReadonlySet<string> = new Set();

/**
 * Sorts files by their directories. Definitions are made when they are asked for, once. `taken` names files that are of the configuration
 * whatever their names tell.
 */
export function createDirectories(
  root: string,
  files: readonly Companion[],
  taken: ReadonlySet<string> = NONE,
): Directories {
  const byDirectory = new Map<string, Companion[]>();
  for (const file of files) {
    if (!isConfigurationFile(file.file) && !taken.has(file.file)) continue;
    const directory = directoryOf(file.file);
    const others = byDirectory.get(directory);
    if (others) others.push(file);
    else byDirectory.set(directory, [file]);
  }
  const manifest = readManifest(root, files);
  const known = new Map<string, ModuleDefinition>();
  return {
    definition: (directory) => {
      const inside = byDirectory.get(directory);
      if (!inside) return null;
      const definition = known.get(directory) ?? defineModule(directory, inside);
      known.set(directory, definition);
      return definition;
    },
    target: (call, key, caller) => {
      const installed = manifest.get(key);
      const source = literalText(call.block, "source");
      if (installed !== undefined) return { kind: "directory", directory: installed };
      if (source === null) return { kind: "unreadable" };
      if (!/^(?:\.\.?)?\//.test(source) && source !== "." && source !== "..") return { kind: "remote", source };
      return { kind: "directory", directory: normalise(source.startsWith("/") ? source : `${caller}/${source}`) };
    },
  };
}

function readManifest(root: string, files: readonly Companion[]): ReadonlyMap<string, string> {
  const path = normalise(`${root}/${MODULE_MANIFEST}`);
  const file = files.find((one) => one.file.endsWith("modules.json") && normalise(one.file) === path);
  const parsed = file ? parseJson(file.text) : null;
  const directories = new Map<string, string>();
  const modules: readonly Value[] = parsed?.kind === "parsed" ? listOf(parsed.value, "Modules") : [];
  for (const entry of modules) {
    const [key, directory] = [textOf(entry, "Key"), textOf(entry, "Dir")];
    if (key !== undefined && key !== "" && directory !== undefined)
      directories.set(key, normalise(directory.startsWith("/") ? directory : `${root}/${directory}`));
  }
  return directories;
}
