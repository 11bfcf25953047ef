import type { Setting, SettingStore } from "#core/store";

/** Settings in a map. Its methods do everything in one turn, so that each is one atomic step. */
export class MemorySettings implements SettingStore {
  readonly #settings = new Map<string, Setting>();
  readonly #check: () => void;

  constructor(check: () => void) {
    this.#check = check;
  }

  async get(name: string): Promise<Setting | null> {
    this.#check();
    return this.#settings.get(name) ?? null;
  }

  async set(name: string, value: string, after: number): ReturnType<SettingStore["set"]> {
    this.#check();
    const current = this.#settings.get(name) ?? null;
    if (current?.version === after + 1 && current.value === value) return { kind: "set", setting: current };
    if ((current?.version ?? 0) !== after) return { kind: "conflict", current };
    const setting = { value, version: after + 1 };
    this.#settings.set(name, setting);
    return { kind: "set", setting };
  }
}
