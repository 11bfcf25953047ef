import type { ModuleBlock } from "../configuration/modules.ts";

/**
 * The directory that a module's files lie in, as the plan's calls lead there from the root module's; null when one of them is not a local path.
 */
export function moduleDirectory(root: string, module: ModuleBlock): string | null {
  if (!module.parent) return normalise(root);
  const { source } = module;
  if (source === null || !/^\.\.?(\/|$)/.test(source)) return null;
  const parent = moduleDirectory(root, module.parent);
  return parent === null ? null : normalise(`${parent}/${source}`);
}

/** The directory of a file's path, in the form in which directories are compared. */
export function directoryOf(file: string): string {
  const path = file.replaceAll("\\", "/");
  const slash = path.lastIndexOf("/");
  return normalise(slash < 0 ? "." : path.slice(0, slash + 1));
}

/** A path without `.` and inner `..` and doubled slashes; `.` for the working directory. */
export function normalise(path: string): string {
  const steps: string[] = [];
  for (const step of path.replaceAll("\\", "/").split("/")) {
    if (step === "" || step === ".") continue;
    if (step === ".." && steps.length > 0 && steps.at(-1) !== "..") steps.pop();
    else steps.push(step);
  }
  const joined = steps.join("/");
  if (path.startsWith("/")) return `/${joined}`;
  return joined === "" ? "." : joined;
}
