import type { SourceRef } from "#core/model";
import { readFileAct, type ActReading } from "#adapters/sources";
import type { ToolStep } from "../question.ts";
import { settingOf } from "./setting.ts";

type FileStep = Extract<ToolStep, { kind: "file" }>;

/** What is done to a file or to everything below a folder. `cwd` is the folder that is worked in; null where it is not known. */
export function readFileStep(
  { verb, path, isPattern, reaches }: FileStep,
  cwd: string | null,
  source: SourceRef,
): ActReading {
  // A home is one for clients, too.
  const word = { text: path, quoted: !isPattern && !path.startsWith("~") };
  return readFileAct(verb, word, settingOf(cwd, source, reaches || isPattern ? ["recursive", "reach-many"] : []));
}
