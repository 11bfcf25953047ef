import { randomBytes } from "node:crypto";
import { setImmediate } from "node:timers/promises";
import type { Store } from "#core/store";
import { errorFields, type Log } from "../telemetry/log.ts";

const SETTING = "recordings.pruner";
const EVERY_MS = 600_000;
const FIRST_MS = 60_000;
/** How long one replica has this to itself. */
const LEASE_MS = 900_000;
const AT_ONCE = 100;
const DAY_MS = 86_400_000;

/** What is kept, and where. */
export interface PrunerPorts {
  readonly store: Pick<Store, "recordings" | "settings">;
  readonly days: number;
  readonly most: number;
  readonly log: Log;
  readonly now: () => number;
}

/** Removes recordings that are too old or too many, a few at a time; of all replicas, one does. */
export class Pruner {
  readonly #ports: PrunerPorts;
  readonly #name = randomBytes(8).toString("hex");
  #timer: NodeJS.Timeout;
  #isOpen = true;

  constructor(ports: PrunerPorts) {
    this.#ports = ports;
    this.#timer = setTimeout(() => void this.#round(), FIRST_MS).unref();
  }

  close(): void {
    this.#isOpen = false;
    clearTimeout(this.#timer);
  }

  /** Removes what is not to be kept; answers how many recordings, 0 where another replica has this to do. */
  async prune(): Promise<number> {
    if (!(await this.#isMine())) return 0;
    const { store, days, most, now } = this.#ports;
    const before = new Date(now() - days * DAY_MS).toISOString().slice(0, 10);
    let removed = 0;
    for (let last = AT_ONCE; last === AT_ONCE; removed += last) {
      last = await store.recordings.prune({ before, most, limit: AT_ONCE });
      await setImmediate();
    }
    return removed;
  }

  async #round(): Promise<void> {
    try {
      const removed = await this.prune();
      if (removed > 0) this.#ports.log.info("recordings removed", { removed });
    } catch (error) {
      this.#ports.log.warn("recordings were not removed", errorFields(error));
    }
    if (this.#isOpen) this.#timer = setTimeout(() => void this.#round(), EVERY_MS).unref();
  }

  // INVARIANT (one-pruner): whoever prunes has set the lease over the version that it saw.
  async #isMine(): Promise<boolean> {
    const { store, now } = this.#ports;
    const current = await store.settings.get(SETTING);
    const [name, until] = (current?.value ?? " 0").split(" ");
    if (name !== this.#name && Number(until) > now()) return false;
    const lease = `${this.#name} ${now() + LEASE_MS}`;
    return (await store.settings.set(SETTING, lease, current?.version ?? 0)).kind === "set";
  }
}
