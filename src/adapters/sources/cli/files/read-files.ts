import type { ReachTrait, Verb } from "#core/model";
import type { Word } from "../command.ts";
import type { Draft } from "../draft.ts";
import type { Call } from "../invoked.ts";
import { parseOptions, type ParsedOptions } from "../words/parse-options.ts";
import { requireUnderstood } from "../words/understood.ts";
import { actOnFile } from "./file.ts";
import type { FileProgram } from "./programs.ts";

/** Reads a command of a program that works on the files that it is given. */
export function readFileProgram(draft: Draft, call: Call, program: FileProgram): void {
  const parsed = parseOptions(call.words, program.options);
  if (!program.harmless) requireUnderstood(draft, call.program, parsed);
  const traits = traitsOf(parsed, program);
  for (const [name, verb] of Object.entries(program.named))
    for (const word of parsed.values(name)) actOnFile(draft, verb, word, { traits });
  for (const name of program.runs) for (const { text } of parsed.values(name)) runByShell(draft, call.program, text);
  actOnOperands(draft, call, program, { parsed, traits });
}

interface Given {
  readonly parsed: ParsedOptions;
  readonly traits: readonly ReachTrait[];
}

function actOnOperands(draft: Draft, call: Call, program: FileProgram, { parsed, traits }: Given): void {
  const { operands } = program;
  if (operands === null) return;
  const skipped = program.insteadOfSkipped.some((name) => parsed.has(name)) ? 0 : program.skip;
  const files = parsed.operands.slice(skipped).filter(({ text }) => text !== "-");
  const facts = factsOf(call.program, parsed.operands[0], skipped);
  const intoNamed = Object.keys(program.named).some((name) => name === "target-directory" && parsed.has(name));
  for (const [at, word] of files.entries()) {
    const isTarget = at === files.length - 1 && at > 0 && !intoNamed;
    actOnFile(draft, verbOf(program, operands, parsed, isTarget), word, { traits, facts });
  }
  const here: Word = { text: ".", quoted: true };
  if (files.length === 0 && program.here !== null) actOnFile(draft, program.here, here, { traits });
}

function verbOf(
  program: FileProgram,
  operands: Exclude<FileProgram["operands"], null>,
  parsed: ParsedOptions,
  isTarget: boolean,
): Verb {
  for (const [name, verb] of Object.entries(program.instead)) if (parsed.has(name)) return verb;
  if (typeof operands === "string") return operands;
  return isTarget ? operands.target : operands.sources;
}

function traitsOf(parsed: ParsedOptions, { traits, always }: FileProgram): readonly ReachTrait[] {
  return [...always, ...Object.entries(traits).flatMap(([name, reach]) => (parsed.has(name) ? reach : []))];
}

function factsOf(
  program: string,
  first: Word | undefined,
  skipped: number,
): { mode?: string | null; owner?: string | null } {
  if (skipped === 0 || first === undefined) return {};
  if (program === "chmod") return { mode: first.text };
  return program === "chown" ? { owner: first.text } : {};
}

/** Hands a text that a program gives to a shell to the reader of scripts. */
export function runByShell(draft: Draft, program: string, script: string | null): void {
  if (script === null) draft.unresolved("script-unknown", `What \`${program}\` lets a shell run is not known`);
  else draft.nest({ kind: "shell", script });
}
