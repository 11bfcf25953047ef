/** Watches a reader go in and out of fields and items, and remembers the stretch of text of the deepest one on its path. */
export class Trail {
  /** From the key or dash to the end of the value. */
  found: readonly [number, number] | undefined;
  readonly #path: readonly (string | number)[];
  #level = 0;
  #matched = 0;

  constructor(path: readonly (string | number)[]) {
    this.#path = path;
  }

  enter(step: string | number): void {
    if (this.#matched === this.#level && this.#path[this.#level] === step) this.#matched++;
    this.#level++;
  }

  leave(start: number, end: number): void {
    if (this.#matched === this.#level) {
      this.found ??= [start, end];
      this.#matched = -1;
    }
    this.#level--;
  }
}
