interface Place {
  range: readonly [number, number] | undefined;
  readonly inside: Map<string | number, Place>;
}

/** Watches a reader go in and out of fields and items, and remembers the stretch of text of each: from the key or dash to the end of the value. */
export class Trail {
  readonly #root: Place = { range: undefined, inside: new Map() };
  readonly #open: Place[] = [this.#root];

  enter(step: string | number): void {
    const place: Place = { range: undefined, inside: new Map() };
    this.#open.at(-1)?.inside.set(step, place);
    this.#open.push(place);
  }

  leave(start: number, end: number): void {
    const place = this.#open.pop();
    if (place) place.range = [start, end];
  }

  /** The stretch of the deepest place on a path; undefined when not even the first step was taken. */
  find(path: readonly (string | number)[]): readonly [number, number] | undefined {
    let place: Place | undefined = this.#root;
    let found: readonly [number, number] | undefined;
    for (const step of path) {
      place = place.inside.get(step);
      if (place === undefined) return found;
      found = place.range ?? found;
    }
    return found;
  }
}
