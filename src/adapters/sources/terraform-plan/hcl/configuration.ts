import type { Path } from "#core/model";
import type { ModuleBlock } from "../configuration/modules.ts";
import { parseTraversal, type Traversal } from "../configuration/traversal.ts";
import type { LockedVersions } from "../provider.ts";
import { readDirectory, type HclDirectory, type HclFile } from "./directory.ts";
import { findInBlock, type Nearest } from "./find.ts";
import { directoryOf, moduleDirectory, normalise } from "./module-directory.ts";

/**
 * How an attribute is written, as far as it tells where its value comes from: as a text or document with other values in it (`derived`), by a
 * `dynamic` block, or in any other way (`plain`).
 */
export type ExpressionForm = "derived" | "dynamic" | "plain";

/** A stretch of one of the files, by offsets. */
export interface HclPlace {
  readonly file: HclFile;
  readonly start: number;
  readonly end: number;
}

/** The configuration files beside a plan. Directories are read when something in them is asked for, once. */
export interface Configuration {
  /** The place of a path inside the block of a resource, or of the nearest thing around it; null when the files do not have the block. */
  place(module: ModuleBlock, block: string, path: Path): HclPlace | null;
  /** How an attribute is written; null when it is not in the files. */
  expressionForm(module: ModuleBlock, block: string, path: Path): ExpressionForm | null;
  /** What a `local` is, when it is one plain traversal. */
  local(module: ModuleBlock, name: string): Traversal | null;
  /** What the lock file of the root module pins, by provider source address. */
  lockedVersions(): LockedVersions;
}

/** Functions whose result is made from a value, not one of the values they are given. */
const DERIVING =
  /^(?:<<|(?:jsonencode|yamlencode|format|formatlist|join|replace|templatefile|base64\w*|sha\w+|md5|lower|upper)\()/;

/** Text in quotes that is more than one template. */
const COMPOSED = /^"(?!\$\{[^{}"]*\}"\s*$)/;

const TRAVERSAL = /^[\w-]+(?:\.[\w-]+|\[(?:\d+|"[^"\\$%]*")\])*$/;

/** Creates the configuration whose root module lies in the directory `root`. */
export function createConfiguration(files: readonly HclFile[], root: string): Configuration {
  const directories = createDirectories(files);
  const directory = (module: ModuleBlock): HclDirectory | undefined => {
    return files.length === 0 ? undefined : directories(moduleDirectory(root, module));
  };
  return {
    place: (module, block, path) => {
      const found = directory(module)?.resources.get(block);
      return found ? { file: found.file, ...extent(findInBlock(found.item, path)) } : null;
    },
    expressionForm: (module, block, path) => {
      const found = directory(module)?.resources.get(block);
      return found ? formOf(findInBlock(found.item, path), found.file.text) : null;
    },
    local: (module, name) => {
      const found = directory(module)?.locals.get(name);
      const text = found?.file.text.slice(found.item.valueStart, found.item.end).trim() ?? "";
      return TRAVERSAL.test(text) ? parseTraversal(text) : null;
    },
    lockedVersions: () => directories(normalise(root))?.locked ?? new Map(),
  };
}

function createDirectories(files: readonly HclFile[]): (path: string | null) => HclDirectory | undefined {
  const byPath = new Map<string, HclFile[]>();
  for (const file of files) {
    const path = directoryOf(file.file);
    byPath.set(path, [...(byPath.get(path) ?? []), file]);
  }
  const read = new Map<string, HclDirectory>();
  return (path) => {
    const found = path === null ? undefined : byPath.get(path);
    if (path === null || !found) return undefined;
    const directory = read.get(path) ?? readDirectory(found);
    read.set(path, directory);
    return directory;
  };
}

function extent({ item }: Nearest): { readonly start: number; readonly end: number } {
  return { start: item.start, end: item.end };
}

function formOf({ kind, item, exact }: Nearest, text: string): ExpressionForm | null {
  if (kind === "block") return item.type === "dynamic" ? "dynamic" : null;
  const value = text.slice(item.valueStart, item.end).trimStart();
  if (!exact) return "plain";
  return DERIVING.test(value) || COMPOSED.test(value) ? "derived" : "plain";
}
