/** Lets something happen so often a second, and at once as often as was saved up. */
export class Allowance {
  readonly #perSecond: number;
  readonly #most: number;
  #left: number;
  #at = 0;

  constructor(perSecond: number, most: number) {
    this.#perSecond = perSecond;
    this.#most = most;
    this.#left = most;
  }

  /** Takes one; false when nothing is left. A clock that is set back gives nothing and takes nothing. */
  take(nowMs: number): boolean {
    this.#left = Math.min(this.#most, this.#left + (Math.max(0, nowMs - this.#at) / 1000) * this.#perSecond);
    this.#at = nowMs;
    if (this.#left < 1) return false;
    this.#left -= 1;
    return true;
  }
}
