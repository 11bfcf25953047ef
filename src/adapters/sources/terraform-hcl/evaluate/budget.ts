/** How much one configuration may ask for. */
export interface Limits {
  readonly steps: number;
  readonly depth: number;
  readonly instances: number;
  readonly modules: number;
}

/** Enough for configurations of a hundred thousand resources; what asks for more is not read to its end, which is said. */
const LIMITS: Limits = { steps: 20_000_000, depth: 400, instances: 200_000, modules: 5_000 };

/** What a text, list or object may have at most, in code units or elements. */
export const MAX_SIZE: number = 1024 * 1024;

export type Exhaustion = "steps" | "depth" | "size" | "instances" | "modules";

/** Counts what evaluation takes, so that no configuration can take more than its limits. */
export class Budget {
  readonly #limits: Limits;
  readonly #exhausted: (what: Exhaustion) => void;
  #steps = 0;
  #depth = 0;
  #instances = 0;
  #modules = 0;

  /** `exhausted` is told what ran out, every time that it is asked for. */
  constructor(exhausted: (what: Exhaustion) => void, limits: Limits = LIMITS) {
    this.#exhausted = exhausted;
    this.#limits = limits;
  }

  /** Goes one level deeper, at the price of one step; false when that is too deep. Whoever enters leaves. */
  enter(): boolean {
    this.#depth++;
    if (this.#depth > this.#limits.depth) return this.#refuse("depth");
    return this.spend(1);
  }

  leave(): void {
    this.#depth--;
  }

  /** Takes steps; false when there are not as many left. */
  spend(steps: number): boolean {
    this.#steps += steps;
    return this.#steps <= this.#limits.steps || this.#refuse("steps");
  }

  /** Tells whether a text or collection may have this size, which costs accordingly. */
  allows(size: number): boolean {
    if (size > MAX_SIZE) return this.#refuse("size");
    return this.spend(size / 4);
  }

  /** Takes instances of one resource. */
  takeInstances(count: number): boolean {
    if (count > this.#limits.instances - this.#instances) return this.#refuse("instances");
    this.#instances += count;
    return true;
  }

  takeModules(count: number): boolean {
    if (count > this.#limits.modules - this.#modules) return this.#refuse("modules");
    this.#modules += count;
    return true;
  }

  #refuse(what: Exhaustion): false {
    this.#exhausted(what);
    return false;
  }
}
