import { actOn, type Effect, type ReachTrait, type Unresolved, type Verb } from "#core/model";
import type { Subject } from "./subject.ts";
import type { SqlReading, SqlSetting } from "./sql.ts";

/** More acts than this are not read of one text; that there are more is said. */
const MAX_ACTS = 1000;

/** Gathers what the statements of one text do, each act once. */
export class SqlDraft {
  #setting: SqlSetting;
  readonly #effects = new Map<string, Effect>();
  readonly #unresolved = new Map<string, Unresolved>();

  constructor(setting: SqlSetting) {
    this.#setting = setting;
  }

  get setting(): SqlSetting {
    return this.#setting;
  }

  /** Has names be in another database or schema from here on. */
  use(change: { readonly database?: string | undefined; readonly schema?: string | undefined }): void {
    this.#setting = { ...this.#setting, ...change };
  }

  act(verb: Verb, subject: Subject, traits: readonly ReachTrait[] = []): void {
    if (this.#effects.size >= MAX_ACTS) return this.unresolved("sql-too-large", "The text does too much to be read");
    const key = JSON.stringify([verb, subject.kind, subject.type, subject.id, traits, subject.properties]);
    if (!this.#effects.has(key)) this.#effects.set(key, actOn(verb, subject, this.setting.source, traits));
  }

  /** Says once why the effects may not be all. */
  unresolved(code: string, message: string): void {
    if (this.#unresolved.size < MAX_ACTS)
      this.#unresolved.set(`${code} ${message}`, { code, message, source: this.setting.source });
  }

  /** A draft of the same text, for what may have to be judged otherwise. */
  beside(): SqlDraft {
    return new SqlDraft(this.setting);
  }

  /** Takes over what another draft of the same text gathered. */
  absorb(other: SqlReading, keep: (effect: Effect) => boolean = () => true): void {
    for (const effect of other.effects) if (keep(effect)) this.#take(effect);
    for (const { code, message } of other.unresolved) this.unresolved(code, message);
  }

  reading(): SqlReading {
    return { effects: [...this.#effects.values()], unresolved: [...this.#unresolved.values()] };
  }

  #take(effect: Effect): void {
    const { kind, type, id, properties } = effect.resource;
    const key = JSON.stringify([effect.verb, kind, type, id, effect.traits, properties]);
    if (this.#effects.size >= MAX_ACTS) this.unresolved("sql-too-large", "The text does too much to be read");
    else if (!this.#effects.has(key)) this.#effects.set(key, effect);
  }
}
