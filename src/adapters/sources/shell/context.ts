import type { Script } from "unbash";
import type { Verb } from "#core/model";
import type { CommandSetting, Word } from "../cli/index.ts";
import type { ActReading, Gathered } from "./gathered.ts";
import type { Budget } from "./limits.ts";
import type { Outcome, Scope } from "./scope/index.ts";

/** What the reader of scripts asks of others. Each answers for one act, with all that it runs. */
export interface Readers {
  /** A command word by word, its program first. */
  readonly command: (words: readonly Word[], setting: CommandSetting) => ActReading;
  /** What is done to a file by its path. */
  readonly file: (verb: Verb, path: Word, setting: CommandSetting) => ActReading;
  /** That a variable of the environment is told; null for all of them. */
  readonly variable: (name: string | null, setting: CommandSetting) => ActReading;
  /** A connection that the shell itself opens. */
  readonly host: (name: string | null, port: number | null, setting: CommandSetting) => ActReading;
}

/** What all of one script share. */
export interface Context {
  readonly setting: CommandSetting;
  readonly readers: Readers;
  readonly gathered: Gathered;
  readonly budget: Budget;
  /** The text that the positions of the nodes are in. */
  readonly source: string;
  /** Reads the statements of a script: for those that stand inside of words. */
  readonly script: (script: Script, scope: Scope, context: Context) => Outcome;
  /** Reads a text as a script in the same shell (`eval`, `trap`). */
  readonly text: (text: string, scope: Scope, context: Context) => Outcome;
  /** What was set to run later, with the text that it runs. */
  readonly later: string[];
  /** The one value that a variable ever had; null where nobody knows it, or where it had several. */
  readonly values: Map<string, string | null>;
  /** Commands that have been read: going round a loop once more does nothing else. */
  readonly seen: Set<string>;
  /** Variables that may keep their value whatever is assigned. */
  readonly fixed: Set<string>;
  /** What holds where a loop or a function is left in its middle; each has a list of its own. */
  readonly escaped: Scope[];
}

/** Says why the effects may not be all, at the place of the script. */
export function unresolved(context: Context, code: string, message: string): void {
  context.gathered.unresolved(code, message, context.setting.source);
}
