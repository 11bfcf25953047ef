/** Longer scripts are not read. */
export const MAX_SCRIPT = 65_536;
/** How many scripts and commands one may be inside of. */
export const MAX_DEPTH = 16;
/** How deep loops, branches, groups and substitutions of one script may stand in one another. */
export const MAX_NESTING = 48;
/** More commands than this are not read of one script, with all that it runs. */
const MAX_COMMANDS = 2_000;
/** How many characters are looked at in all: what stands in substitutions and loops is looked at again. */
const MAX_WORK = 1_048_576;
/** Longer values are not known. */
export const MAX_VALUE = 65_536;

/** What may still be done for one script with all that it runs. Shared by everything inside, so that nothing multiplies. */
export class Budget {
  #commands = MAX_COMMANDS;
  #work = MAX_WORK;

  /** Whether one more command may be read. */
  command(): boolean {
    this.#commands -= 1;
    return this.#commands >= 0;
  }

  /** Whether so many characters more may be looked at. */
  work(characters: number): boolean {
    this.#work -= characters;
    return this.#work >= 0;
  }
}
