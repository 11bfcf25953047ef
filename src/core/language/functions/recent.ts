/** Remembers what was made of the last `capacity` different texts, so that it is made once where the same text comes again and again. */
export class Recent<Made> {
  readonly #made = new Map<string, Made>();
  readonly #capacity: number;
  readonly #make: (text: string) => Made;

  /** `make` depends on the text alone, and what it makes never changes. */
  constructor(capacity: number, make: (text: string) => Made) {
    this.#capacity = capacity;
    this.#make = make;
  }

  of(text: string): Made {
    const known = this.#made.get(text);
    if (known !== undefined) return known;
    const made = this.#make(text);
    this.#made.set(text, made);
    if (this.#made.size > this.#capacity) this.#forgetOldest();
    return made;
  }

  #forgetOldest(): void {
    const [oldest] = this.#made.keys();
    if (oldest !== undefined) this.#made.delete(oldest);
  }
}
