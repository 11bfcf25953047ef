import type { DisclosureStore } from "#core/store";
import { errorFields, type Log } from "../telemetry/log.ts";

const FIRST_MS = 60_000;
const EVERY_MS = 600_000;
const AT_ONCE = 500;
const DAY_MS = 86_400_000;

/** What is kept, and for how long. */
export interface RetentionPorts {
  readonly store: Pick<DisclosureStore, "prune">;
  readonly days: number;
  readonly log: Log;
  readonly now: () => number;
}

/** Removes disclosures that are too old, a few at a time. Replicas that do so at once remove nothing twice. */
export class Retention {
  readonly #ports: RetentionPorts;
  #timer: NodeJS.Timeout;
  #isOpen = true;

  constructor(ports: RetentionPorts) {
    this.#ports = ports;
    this.#timer = setTimeout(() => void this.#round(), FIRST_MS).unref();
  }

  close(): void {
    this.#isOpen = false;
    clearTimeout(this.#timer);
  }

  /** Removes what is too old; answers how many disclosures. */
  async prune(): Promise<number> {
    const { store, days, now } = this.#ports;
    const before = new Date(now() - days * DAY_MS).toISOString();
    let removed = 0;
    for (let last = AT_ONCE; last === AT_ONCE && this.#isOpen; removed += last)
      last = await store.prune(before, AT_ONCE);
    return removed;
  }

  async #round(): Promise<void> {
    try {
      const removed = await this.prune();
      if (removed > 0) this.#ports.log.info("disclosures removed", { removed });
    } catch (error) {
      this.#ports.log.warn("disclosures were not removed", errorFields(error));
    }
    if (this.#isOpen) this.#timer = setTimeout(() => void this.#round(), EVERY_MS).unref();
  }
}
