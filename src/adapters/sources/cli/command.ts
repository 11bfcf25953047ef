import type { Effect, ReachTrait, SourceRef, Unresolved } from "#core/model";
import type { SqlDialect } from "../sql/index.ts";

/**
 * One word of a command line after all expansions. `text` is null where what it comes to is not known; such a word may stand for any number of
 * words unless it is `quoted`. In a word that is not quoted, `*`, `?` and `[` still are patterns, and a leading `~` is a home.
 */
export interface Word {
  readonly text: string | null;
  readonly quoted: boolean;
}

/** Under what circumstances a command runs. Null is what nobody knows. */
export interface CommandSetting {
  /** The absolute path of the folder that it runs in. */
  readonly cwd: string | null;
  readonly home: string | null;
  /** The absolute path of the folder that is being worked in. */
  readonly workspace: string | null;
  /** The variables that are set for the command by what was read, with null for a value that is not known. */
  readonly env: ReadonlyMap<string, string | null>;
  /** What comes in on its standard input; absent where nothing is handed to it, null where it is not known. */
  readonly stdin?: string | null;
  /** How far everything in it reaches because of what it is inside of (`sudo`, a loop, another machine). */
  readonly reach: readonly ReachTrait[];
  /** How many commands this one is inside of, so that what starts one another ends. */
  readonly depth: number;
  /** Where the command stands; its effects and what is unresolved are said to be there. */
  readonly source: SourceRef;
}

/** Everything that one command does, as far as its words tell. */
export interface CommandReading {
  /**
   * The resources have their canonical kind and what the command says of them. `describeEffects()` of `core/kinds` makes unknown what a kind has and
   * the command does not say.
   */
  readonly effects: readonly Effect[];
  /** Why the effects may not be all. */
  readonly unresolved: readonly Unresolved[];
  readonly nested: readonly NestedAct[];
}

/**
 * What a command runs, for the reader of that language: a script for a shell, statements for a database, another command word by word, or a text that
 * a source reads (manifests). The setting is that of what runs: on another machine, the folders and variables of this one mean nothing.
 */
export type NestedAct =
  | { readonly kind: "shell"; readonly script: string; readonly setting: CommandSetting }
  | {
      readonly kind: "sql";
      readonly statements: string;
      readonly dialect: SqlDialect;
      readonly setting: CommandSetting;
    }
  | { readonly kind: "words"; readonly words: readonly Word[]; readonly setting: CommandSetting }
  | {
      readonly kind: "document";
      readonly file: string;
      readonly text: string;
      readonly setting: CommandSetting;
    };
