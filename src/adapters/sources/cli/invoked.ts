import { Unknown, type Value } from "#core/language";
import type { ReachTrait } from "#core/model";
import { MaskedSecrets } from "../masked.ts";
import { maskTexts } from "../mask-texts.ts";
import type { Word } from "./command.ts";
import { told, untold, type Draft } from "./draft.ts";
import { leavesWorkspace } from "./leaves.ts";

/** Where code stands that a program runs. */
export type CodePlace = "argument" | "file" | "input" | "package" | "project" | "remote";

/** A program with what it is given. */
export interface Call {
  /** Its name without folders. */
  readonly program: string;
  /** As it is called. */
  readonly path: string;
  readonly words: readonly Word[];
}

const MAX_ARGUMENTS = 200;
const MAX_ARGUMENT = 2000;

/** Says that a program runs, and where the code stands that it runs, when it runs any; null where that is not known. */
export function invoke(
  draft: Draft,
  { program, path, words }: Call,
  code?: CodePlace | null,
  traits: readonly ReachTrait[] = [],
): void {
  const { env, reach } = draft.setting;
  const properties = {
    program,
    path,
    arguments: maskedArguments(words),
    runsCode: code !== undefined,
    code: code === null ? untold("code") : code,
    leavesWorkspace: told(leavesWorkspace(placesOf({ program, path, words }), draft.setting), "leavesWorkspace"),
    elevated: reach.includes("elevated"),
    environment: [...env.keys()].toSorted(),
  };
  draft.act(
    "invoke",
    {
      kind: "Command",
      type: "command",
      provider: "machine",
      id: program,
      name: program,
      properties,
    },
    traits,
  );
}

/** A program that goes by its path is code of that place. */
function placesOf({ program, path, words }: Call): readonly Word[] {
  return program.includes("/") ? [{ text: path, quoted: true }, ...words] : words;
}

function maskedArguments(words: readonly Word[]): Value {
  const few = words.slice(0, MAX_ARGUMENTS);
  const texts = few.map(({ text }, at): Value => text?.slice(0, MAX_ARGUMENT) ?? untold(`arguments.${at}`));
  const { arguments: masked } = maskTexts({ arguments: texts }, () => "argument", new MaskedSecrets());
  return words.length > MAX_ARGUMENTS ? new Unknown([{ reason: "not-observed", path: "arguments" }]) : (masked ?? []);
}
