/** How much may wait for what is before it. What is beyond is dropped: whoever says so much faster than it is decided on is not heard out. */
const MOST_WAITING = 1024;

/** Does one thing after the other: what overtakes itself is told wrongly. */
export class InOrder {
  readonly #report: (error: unknown) => void;
  #last: Promise<void> = Promise.resolve();
  #waiting = 0;

  constructor(report: (error: unknown) => void) {
    this.#report = report;
  }

  /** Resolves once all that was to be done is done. */
  done(): Promise<void> {
    return this.#last;
  }

  do(task: () => Promise<void>): void {
    if (this.#waiting >= MOST_WAITING) return;
    this.#waiting += 1;
    this.#last = this.#last
      .then(task)
      .catch(this.#report)
      .finally(() => {
        this.#waiting -= 1;
      });
  }
}
