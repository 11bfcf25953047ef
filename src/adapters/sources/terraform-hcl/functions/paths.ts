import { ofText, type FunctionTable } from "./declare.ts";
import { withoutEnd } from "./strings.ts";

/** Functions on paths alone. What looks into files is left unknown. */
export const PATH_FUNCTIONS: FunctionTable = {
  basename: ofText((text) => lastPart(text)),
  dirname: ofText((text) => {
    const path = withoutSlashes(text);
    const slash = path.lastIndexOf("/");
    if (slash < 0) return ".";
    return slash === 0 ? "/" : path.slice(0, slash);
  }),
};

function withoutSlashes(path: string): string {
  return path.slice(0, 1) + withoutEnd(path.slice(1), "/");
}

function lastPart(text: string): string {
  if (text === "") return ".";
  const path = withoutSlashes(text);
  return path === "/" ? path : path.slice(path.lastIndexOf("/") + 1);
}
