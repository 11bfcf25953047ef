import { canonicalJson, sha256Hex, type Principal } from "#core/model";
import { stopText } from "#core/stops";
import type { Stop, StopEffect, Store } from "#core/store";
import type { Caller } from "#core/access";
import type { Act, Objection, Running, Stops } from "#points/agents";
import type { Refusal } from "#points/api";
import type { Recorder } from "../evidence/recorder.ts";
import { stampNow } from "../evidence/stamp.ts";
import { errorFields, type Log } from "../telemetry/log.ts";
import { RunningActs, stoppable } from "./running-acts.ts";
import { StandingStops } from "./standing-stops.ts";

/** How often the store is asked what was stopped elsewhere. */
const FOLLOW_MS = 500;
/** So many stops may hold at once. */
const MOST_STANDING = 1000;

/** Takes back what was handed out to whom a stop concerns; answers how much. */
export type Revoke = (stop: Stop) => Promise<number>;

/** What stops work on. */
export interface StopPorts {
  readonly store: Pick<Store, "stops">;
  /** Null where nothing is recorded. */
  readonly recorder: Pick<Recorder, "act"> | null;
  readonly log: Log;
  /** What this process is called beside others. */
  readonly replica: string;
  readonly now: () => Date;
  /** Milliseconds that never go back. */
  readonly monotonic: () => number;
}

/** What somebody wants to stop. */
export type StopWish = Pick<Stop, "kind" | "name" | "reason">;

export type Tripped =
  | { readonly kind: "stopped"; readonly stop: Stop; readonly isRecorded: boolean }
  | { readonly kind: "too-many" };

/**
 * What somebody stopped: refuses from memory, follows what is stopped elsewhere, cancels what is under way, takes credentials back, and tells how long all of that
 * took.
 */
export class ServerStops implements Stops {
  readonly #ports: StopPorts;
  readonly #standing: StandingStops;
  readonly #running = new RunningActs();
  readonly #revokers: Revoke[] = [];
  readonly #telling = new Set<Promise<void>>();
  #timer: NodeJS.Timeout | undefined;
  #isFollowing = true;
  #isClosed = false;

  private constructor(ports: StopPorts) {
    this.#ports = ports;
    this.#standing = new StandingStops(ports.monotonic);
  }

  /** Begins with what is stopped now, and follows it. Rejects with `UnavailableError` where that cannot be read. */
  static async start(ports: StopPorts): Promise<ServerStops> {
    const stops = new ServerStops(ports);
    const begunAt = ports.monotonic();
    stops.#standing.read(await ports.store.stops.standing(), begunAt);
    stops.#follow();
    return stops;
  }

  stopped(act: Act): Objection | null {
    return this.#standing.objection(stoppable(act));
  }

  /** Why nothing of a principal is decided on that others ask about; null for whoever is no agent and acts for nobody, and where nothing stops it. */
  refusalOf(principal: Principal): Refusal | null {
    if (principal.kind !== "agent" && principal.chain.length === 0) return null;
    const id = principal.chain[0] ?? principal.id;
    const objection = this.#standing.objection({ caller: { id, principal }, session: "", through: null });
    return objection === null ? null : { kind: "refused", ...objection };
  }

  begin(act: Act): Running {
    return this.#running.begin(act);
  }

  /** Calls this with every stop from now on. */
  onStop(revoke: Revoke): void {
    this.#revokers.push(revoke);
  }

  // INVARIANT (stop-first): a stop holds in this process before anything else is tried, and whatever fails then does not take it back.
  /** Stops something, here at once and elsewhere as soon as it is heard. Rejects with `UnavailableError` where it holds here alone; it is then stored as soon as that is possible. */
  async trip({ kind, name, reason }: StopWish, caller: Caller): Promise<Tripped> {
    if (this.#standing.size >= MOST_STANDING) return { kind: "too-many" };
    const at = this.#ports.now();
    const by = { by: caller.id, byName: caller.name };
    const stop: Stop = { id: stampNow(at.getTime()).id, kind, name, reason, ...by, at: at.toISOString() };
    this.#standing.add(stop);
    const stored = this.#store(stop);
    this.#takeEffect(stop, stored);
    const recorded = this.#record(caller, stop);
    await stored;
    return { kind: "stopped", stop, isRecorded: await recorded };
  }

  /** Lets go on here what was resumed in the store. */
  resumed(id: string): void {
    this.#standing.remove(id);
  }

  /** Follows no more, and waits for what is told. */
  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    await Promise.all(this.#telling);
  }

  #follow(): void {
    if (this.#isClosed) return;
    this.#timer = setTimeout(() => void this.catchUp().finally(() => this.#follow()), FOLLOW_MS);
    this.#timer.unref();
  }

  /** Asks the store what is stopped, and acts on what is new. Whatever goes wrong is reported; what is known then ages. */
  async catchUp(): Promise<void> {
    const { store, log, monotonic } = this.#ports;
    try {
      for (const stop of this.#standing.unstored) await this.#store(stop);
      const begunAt = monotonic();
      const fresh = this.#standing.read(await store.stops.standing(), begunAt);
      for (const stop of fresh) this.#takeEffect(stop, Promise.resolve());
      if (!this.#isFollowing) log.info("what is stopped can be read again");
      this.#isFollowing = true;
    } catch (error) {
      if (this.#isFollowing) log.warn("what is stopped cannot be read", errorFields(error));
      this.#isFollowing = false;
    }
  }

  async #store(stop: Stop): Promise<void> {
    await this.#ports.store.stops.add(stop);
    this.#standing.stored(stop);
  }

  async #record(caller: Caller, { id, kind }: Stop): Promise<boolean> {
    const { recorder, log } = this.#ports;
    log.warn("stopped", { stop: id, kind });
    try {
      await recorder?.act(caller, "stop", id);
      return recorder !== null;
    } catch (error) {
      log.error("a stop is not recorded", { stop: id, ...errorFields(error) });
      return false;
    }
  }

  /** Cancels and takes back; what that did is told once the stop is stored. */
  #takeEffect(stop: Stop, stored: Promise<void>): void {
    const { cancelled, running, over } = this.#running.cancel(stop, new StoppedError(stop));
    const refusedAfterMs = this.#msSince(stop);
    const telling = Promise.all([this.#revoke(stop), stored])
      .then(async ([credentials]) => {
        const before = { replica: this.#ports.replica, refusedAfterMs, cancelled, ...credentials };
        if (running() > 0) await this.#tell(stop, { ...before, running: running(), lastEffectMs: null });
        await over;
        await this.#tell(stop, { ...before, running: 0, lastEffectMs: this.#msSince(stop) });
      })
      .catch((error: unknown) => this.#ports.log.error("what a stop did is not told", errorFields(error)))
      .finally(() => this.#telling.delete(telling));
    if (cancelled === 0) this.#telling.add(telling);
  }

  async #revoke(stop: Stop): Promise<Pick<StopEffect, "revoked" | "failed">> {
    const results = await Promise.allSettled(this.#revokers.map((revoke) => revoke(stop)));
    const revoked = results.reduce((sum, one) => sum + (one.status === "fulfilled" ? one.value : 0), 0);
    return { revoked, failed: results.filter(({ status }) => status === "rejected").length };
  }

  async #tell({ id }: Stop, effect: StopEffect): Promise<void> {
    const { recorder, store } = this.#ports;
    const content = `sha256:${sha256Hex(canonicalJson({ ...effect }))}`;
    await recorder?.act(null, "stop-took-effect", id, content);
    await store.stops.tell(id, effect);
  }

  #msSince({ at }: Stop): number {
    return Math.max(0, this.#ports.now().getTime() - Date.parse(at));
  }
}

/** Why a signal of an act ended: somebody stopped it. */
class StoppedError extends Error {
  readonly code = "stopped";

  constructor(stop: Stop) {
    super(`Somebody stopped ${stopText(stop)}`);
    this.name = "StoppedError";
  }
}
