import { Unknown, type Value } from "#core/language";
import { sensitive } from "../masked.ts";
import { secretsIn } from "../secrets.ts";
import { expand, notKnown, type Variables } from "./expand.ts";
import type { Instruction } from "./instructions.ts";
import { jsonWords, pairsOf, splitFlags, wordsOf } from "./words.ts";

/** A value of a stage with the instruction that gave it, and where in its text. */
export interface Said {
  readonly value: Value;
  readonly at: readonly [number, number];
}

/** An instruction of a stage in the terms of the file. */
export interface Step {
  readonly keyword: string;
  readonly text: string;
  readonly flags: readonly (readonly [string, string])[];
  /** The words behind the flags, with variables filled in. */
  readonly words: readonly Value[];
  readonly onbuild: boolean;
  readonly at: readonly [number, number];
}

/** One stage of a build: what is between a FROM and the next. */
export interface Stage {
  readonly name: string;
  readonly base: Said;
  /** The stage that it goes on from; null when it starts from an image. */
  readonly parent: Stage | null;
  readonly steps: readonly Step[];
  /** What its variables and settings are at its end, those of its parent included. */
  readonly user: Said | null;
  readonly environment: ReadonlyMap<string, Said>;
  readonly parameters: ReadonlyMap<string, Said>;
  readonly labels: ReadonlyMap<string, Said>;
}

export interface Stages {
  readonly stages: readonly Stage[];
  /** Instructions that no stage can hold: what stands before the first FROM and is no ARG. */
  readonly strays: readonly Instruction[];
}

/** Goes through a build and keeps what each of its first stages comes to. */
export function stagesOf(instructions: readonly Instruction[]): Stages {
  const build = new Build();
  for (const instruction of instructions) build.take(instruction);
  return build;
}

/** No build has as many; each may inherit all variables of the one before. */
export const MOST_STAGES = 500;

interface OpenStage {
  readonly name: string;
  readonly base: Said;
  readonly parent: Stage | null;
  readonly steps: Step[];
  user: Said | null;
  readonly environment: Map<string, Said>;
  readonly parameters: Map<string, Said>;
  readonly labels: Map<string, Said>;
  /** What a `$` stands for: variables win over parameters, and a secret is never filled in. */
  readonly variables: Map<string, string | Unknown>;
}

class Build implements Stages {
  readonly stages: OpenStage[] = [];
  readonly strays: Instruction[] = [];
  readonly #globals = new Map<string, Said>();
  readonly #globalVariables = new Map<string, string | Unknown>();

  take(instruction: Instruction): void {
    const stage = this.stages.at(-1);
    if (instruction.keyword === "FROM" && this.stages.length < MOST_STAGES) this.#from(instruction);
    else if (stage) this.#step(stage, instruction);
    else if (instruction.keyword === "ARG") this.#parameters(instruction, this.#globals, this.#globalVariables);
    else this.strays.push(instruction);
  }

  #from(instruction: Instruction): void {
    const { rest } = splitFlags(wordsOf(instruction.text));
    const [image, as, name] = rest;
    const value = image ? expand(image.raw, this.#globalVariables) : notKnown("FROM");
    const parent = this.#stageNamed(value);
    const isNamed = as?.raw.toLowerCase() === "as" && name !== undefined;
    this.stages.push({
      name: isNamed ? name.raw.toLowerCase() : String(this.stages.length),
      base: { value, at: rangeOf(instruction) },
      parent,
      steps: [],
      user: parent?.user ?? null,
      environment: new Map(parent?.environment),
      parameters: new Map(),
      labels: new Map(parent?.labels),
      variables: new Map(Array.from(parent?.environment ?? [], ([key, said]) => [key, fillIn(key, said.value)])),
    });
  }

  #stageNamed(name: Value): Stage | null {
    return typeof name === "string" ? (this.stages.find((stage) => stage.name === name.toLowerCase()) ?? null) : null;
  }

  #step(stage: OpenStage, instruction: Instruction): void {
    const { variables } = stage;
    const step = stepOf(instruction, variables);
    stage.steps.push(step);
    if (step.onbuild) return;
    if (step.keyword === "USER") stage.user = { value: expand(instruction.text, variables), at: rangeOf(instruction) };
    if (step.keyword === "LABEL")
      for (const [name, said] of pairsIn(instruction, variables)) stage.labels.set(name, said);
    if (step.keyword === "ARG") this.#parameters(instruction, stage.parameters, variables, stage.environment);
    if (step.keyword === "ENV") {
      for (const [name, said] of pairsIn(instruction, variables)) {
        stage.environment.set(name, said);
        variables.set(name, fillIn(name, said.value));
      }
    }
  }

  /** A parameter without a default in a stage has that of the whole build; without any, whoever builds gives it. */
  #parameters(
    instruction: Instruction,
    into: Map<string, Said>,
    variables: Map<string, string | Unknown>,
    environment: ReadonlyMap<string, Said> = new Map(),
  ): void {
    for (const { name, raw, at } of pairsOf(instruction.text, false)) {
      const global = this.#globals.get(name)?.value ?? notKnown(name);
      const value = raw === null ? global : expand(raw, variables);
      into.set(name, { value, at: rangeFrom(instruction, at) });
      if (!environment.has(name)) variables.set(name, fillIn(name, value));
    }
  }
}

/** All values of one instruction are filled in from what was before it. */
function pairsIn(instruction: Instruction, variables: Variables): readonly (readonly [string, Said])[] {
  return pairsOf(instruction.text, true).map(({ name, raw, at }) => {
    const value = raw === null ? "" : expand(raw, variables);
    return [name, { value, at: rangeFrom(instruction, at) }];
  });
}

/** What is filled in for a variable. */
function fillIn(name: string, value: Value): string | Unknown {
  if (value instanceof Unknown) return value;
  const text = typeof value === "string" ? value : "";
  return secretsIn(text, name).length > 0 ? sensitive(["env", name]) : text;
}

function stepOf(instruction: Instruction, variables: Variables): Step {
  const onbuild = instruction.keyword === "ONBUILD";
  const [, inner = "", behind = ""] = (onbuild && /^(\w+)\s*(.*)$/su.exec(instruction.text)) || [
    "",
    instruction.keyword,
    instruction.text,
  ];
  const { flags, rest } = splitFlags(wordsOf(behind));
  const start = rest[0]?.at ?? behind.length;
  const words = jsonWords(behind.slice(start)) ?? rest.map(({ raw }) => expand(raw, variables));
  const text = [behind, ...instruction.heredocs].join("\n");
  return { keyword: inner.toUpperCase(), text, flags, words, onbuild, at: rangeOf(instruction) };
}

function rangeOf({ start, end }: Instruction): readonly [number, number] {
  return [start, end];
}

function rangeFrom(instruction: Instruction, at: number): readonly [number, number] {
  return [instruction.offsetOf(at), instruction.end];
}
