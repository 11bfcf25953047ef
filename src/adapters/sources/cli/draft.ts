import { Unknown, type Value } from "#core/language";
import { actOn, type ActedOn, type Effect, type ReachTrait, type Unresolved, type Verb } from "#core/model";
import type { CommandReading, CommandSetting, NestedAct } from "./command.ts";

type Nesting = NestedAct extends infer Act ? (Act extends NestedAct ? Omit<Act, "setting"> : never) : never;

/** More acts than this are not read of one command; that there are more is said. */
const MAX_ACTS = 1000;

/** Gathers what one command does. Everything has the reach of what the command is inside of. */
export class Draft {
  readonly setting: CommandSetting;
  readonly #effects: Effect[] = [];
  readonly #unresolved: Unresolved[] = [];
  readonly #nested: NestedAct[] = [];

  constructor(setting: CommandSetting) {
    this.setting = setting;
  }

  act(verb: Verb, subject: ActedOn, traits: readonly ReachTrait[] = []): void {
    if (this.#effects.length >= MAX_ACTS)
      return this.unresolved("too-many-acts", "The command does too much to be read");
    const { source, reach } = this.setting;
    this.#effects.push(actOn(verb, subject, source, [...reach, ...traits]));
  }

  /** Says once why the effects may not be all. */
  unresolved(code: string, message: string): void {
    if (this.#unresolved.some((one) => one.code === code && one.message === message)) return;
    this.#unresolved.push({ code, message, source: this.setting.source });
  }

  /** Hands what runs inside to its own reader, under the same circumstances but for `change`. */
  nest(act: Nesting, change: Partial<CommandSetting> = {}): void {
    const setting = { ...this.setting, depth: this.setting.depth + 1, ...change };
    if (this.#nested.length >= MAX_ACTS)
      return this.unresolved("too-many-acts", "The command runs too much to be read");
    this.#nested.push({ ...act, setting });
  }

  reading(): CommandReading {
    return { effects: this.#effects, unresolved: this.#unresolved, nested: this.#nested };
  }
}

/** The value, or an unknown where the command does not tell it. */
export function told(value: Value | null | undefined, path: string): Value {
  return value ?? untold(path);
}

/** A value that the command does not tell. */
export function untold(path: string): Unknown {
  return new Unknown([{ reason: "not-observed", path }]);
}
