import { Unknown } from "#core/language";
import type { Effect, SourceRef } from "#core/model";
import type { ToolStep } from "../question.ts";
import { effectOf } from "./resource.ts";

type FileStep = Extract<ToolStep, { kind: "file" }>;

/** What is done to a file or to everything below a folder. `cwd` is the folder that is worked in; null where it is not known. */
export function fileEffect(
  { verb, path, isPattern, reaches }: FileStep,
  cwd: string | null,
  source: SourceRef,
): Effect {
  const absolute = absolutePath(path, cwd);
  const id = absolute ?? path;
  const inWorkspace =
    absolute === null || cwd === null ? unknownOf("inWorkspace") : isBelow(absolute, absolutePath(cwd, null) ?? cwd);
  const properties = { path: id, inWorkspace, pattern: isPattern, holds: unknownOf("holds") };
  const subject = { kind: "File", type: "file", provider: "machine", id, name: nameOf(id), scope: "", properties };
  return effectOf(verb, subject, source, reaches || isPattern ? ["recursive", "reach-many"] : []);
}

function unknownOf(path: string): Unknown {
  return new Unknown([{ reason: "not-observed", path }]);
}

/** The path without `.` and `..`; null where it starts from a folder that is not known. A home is one. */
function absolutePath(path: string, cwd: string | null): string | null {
  const slashed = path.replaceAll("\\", "/");
  if (!slashed.startsWith("/") && (cwd === null || slashed.startsWith("~"))) return null;
  const steps: string[] = [];
  for (const step of (slashed.startsWith("/") ? slashed : `${cwd}/${slashed}`).split("/")) {
    if (step === "..") steps.pop();
    else if (step !== "" && step !== ".") steps.push(step);
  }
  return `/${steps.join("/")}`;
}

function isBelow(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder === "/" ? folder : `${folder}/`);
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1) || path;
}
