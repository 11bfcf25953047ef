import { closeSync, constants, fstatSync, openSync, readFileSync, realpathSync, statSync, type Stats } from "node:fs";
import { isAbsolute, relative, resolve, sep } from "node:path";
import type { SourceInput } from "#core/model";
import { LONGEST_INPUT } from "#points/mcp";
import { reasonOf } from "../files/file-diagnostic.ts";
import { ToolProblem } from "./tool-problem.ts";

/**
 * Reads a file inside a folder, under its path in there. Throws a `ToolProblem` for one that is elsewhere, be it by way of a link, that is no plain file,
 * or that is too large.
 */
export function readInside(folder: string, path: string): SourceInput {
  const root = realpathSync(folder);
  const real = realOf(root, path);
  const inside = relative(root, real);
  if (inside === "" || inside === ".." || inside.startsWith(`..${sep}`) || isAbsolute(inside))
    throw new ToolProblem("The path leads out of the folder that the server was started in: name a file inside it");
  return { file: inside, bytes: readPlain(root, real) };
}

function realOf(root: string, path: string): string {
  try {
    return realpathSync(resolve(root, path));
  } catch (error) {
    throw new ToolProblem(`The path cannot be read: ${reasonOf(error)}`, { cause: error });
  }
}

// INVARIANT (inside-the-folder): what was opened is what the path that was checked leads to, without a link.
function readPlain(root: string, real: string): Uint8Array {
  const descriptor = openPlain(real);
  try {
    const opened = fstatSync(descriptor);
    if (!opened.isFile()) throw new ToolProblem("The path is no plain file: name a plan, a template or manifests");
    if (opened.size > LONGEST_INPUT)
      throw new ToolProblem(
        `The file is larger than ${LONGEST_INPUT} bytes, the most that is read: use \`writ check\``,
      );
    if (realOf(root, real) !== real || !isSame(opened, statSync(real)))
      throw new ToolProblem("The file changed while it was opened: ask again");
    return readFileSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** Opening a pipe waits for nobody. */
function openPlain(real: string): number {
  try {
    return openSync(real, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  } catch (error) {
    throw new ToolProblem(`The path cannot be read: ${reasonOf(error)}`, { cause: error });
  }
}

function isSame(a: Stats, b: Stats): boolean {
  return a.dev === b.dev && a.ino === b.ino;
}
