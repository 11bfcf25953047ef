import type { Effect, SourceRef, Unresolved } from "#core/model";

/** What an act comes to: its effects, and why they may not be all. */
export interface ActReading {
  readonly effects: readonly Effect[];
  readonly unresolved: readonly Unresolved[];
}

const MAX_EFFECTS = 5_000;
const MAX_UNRESOLVED = 100;

/** Gathers what all commands of a script do. What does not fit is said, never dropped. */
export class Gathered {
  readonly #effects: Effect[] = [];
  readonly #unresolved = new Map<string, Unresolved>();

  add({ effects, unresolved }: ActReading): void {
    for (const one of unresolved) this.#keep(one);
    const room = MAX_EFFECTS - this.#effects.length;
    for (const effect of effects.slice(0, room)) this.#effects.push(effect);
    const [first] = effects.slice(room);
    if (first !== undefined) this.unresolved("script-too-large", "The script does too much to be read", first.source);
  }

  /** Says once why the effects may not be all. */
  unresolved(code: string, message: string, source: SourceRef): void {
    this.#keep({ code, message, source });
  }

  reading(): ActReading {
    return { effects: this.#effects, unresolved: [...this.#unresolved.values()] };
  }

  #keep(one: Unresolved): void {
    const key = `${one.code}\n${one.message}`;
    if (this.#unresolved.size < MAX_UNRESOLVED && !this.#unresolved.has(key)) this.#unresolved.set(key, one);
  }
}
