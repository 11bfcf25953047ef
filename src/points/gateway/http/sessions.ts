import type { Caller } from "#core/access";
import type { GatewayPorts } from "../clients/ports.ts";
import { Session } from "../clients/session.ts";

const MOST = 5000;
const MOST_PER_CALLER = 1500;
const IDLE_MS = 30 * 60_000;

interface Kept {
  readonly session: Session;
  seenMs: number;
}

/** The sessions of clients over HTTP. One is found by whoever opened it alone. */
export class Sessions {
  readonly #ports: GatewayPorts;
  readonly #kept = new Map<string, Kept>();
  readonly #counts = new Map<string, number>();

  constructor(ports: GatewayPorts) {
    this.#ports = ports;
  }

  /** A new session; null where there are too many. */
  open(caller: Caller): Session | null {
    this.#drop();
    const count = this.#counts.get(caller.principal.id) ?? 0;
    if (this.#kept.size >= MOST || count >= MOST_PER_CALLER) return null;
    const session = new Session(this.#ports, caller, this.#ports.newId());
    this.#kept.set(session.id, { session, seenMs: this.#ports.now() });
    this.#counts.set(caller.principal.id, count + 1);
    return session;
  }

  find(id: string, { id: caller, principal }: Caller): Session | null {
    const kept = this.#kept.get(id);
    if (kept?.session.caller.id !== caller || kept.session.caller.principal.id !== principal.id) return null;
    kept.seenMs = this.#ports.now();
    return kept.session;
  }

  async end(session: Session): Promise<void> {
    if (!this.#kept.delete(session.id)) return;
    const { id } = session.caller.principal;
    const count = (this.#counts.get(id) ?? 1) - 1;
    if (count === 0) this.#counts.delete(id);
    else this.#counts.set(id, count);
    await session.close();
  }

  async close(): Promise<void> {
    await Promise.all([...this.#kept.values()].map(({ session }) => this.end(session)));
  }

  #drop(): void {
    const before = this.#ports.now() - IDLE_MS;
    for (const { session, seenMs } of this.#kept.values()) {
      if (seenMs < before && session.isIdle) this.end(session).catch(this.#ports.report);
    }
  }
}
