import { setTimeout as sleep } from "node:timers/promises";
import { unprovenCaller, type Caller } from "#core/access";
import { UnavailableError } from "#core/diagnostics";
import type { Fetched, SourceContent } from "#core/distribution";
import { defectFields, errorFields, type Log } from "../../telemetry/log.ts";
import type { ActiveBundles } from "../active-bundles.ts";
import type { Activations } from "../activations.ts";
import type { LoadedSource } from "../policy-source.ts";
import type { NamedSource } from "./source-address.ts";

/** How long the end of a server waits for a source that is being asked. */
const PATIENCE_MS = 2000;

/** Who activates what a source gave. */
export const SOURCE: Caller = unprovenCaller("source");

/** By what a server that is up lets content decide. */
export interface Taking {
  readonly bundles: ActiveBundles;
  readonly activations: Activations;
}

/** What is done with the content of one sort of source. Rejects with `UnavailableError` for what may be tried again with the content. */
export interface Taker {
  /** The policies to start with without asking the source; null when it has to be asked. */
  kept(): Promise<LoadedSource | null>;
  /** The policies to start with, of what the source gave. Rejects with `UnavailableError` when it is of no use. */
  load(content: SourceContent): Promise<LoadedSource>;
  /** The revision that was settled last; null for none. */
  settled(): Promise<string | null>;
  take(fetched: { readonly revision: string; readonly content: SourceContent }, taking: Taking): Promise<void>;
  /** Once more with what is pending. */
  retry(taking: Taking): Promise<void>;
}

/** What a feed works on. */
export interface FeedPorts {
  readonly source: NamedSource;
  readonly taker: Taker;
  readonly intervalMs: number;
  readonly log: Log;
}

/** Asks a source again and again, and lets what it gives decide. Whatever goes wrong is reported, and what decides stays. */
export class Feed {
  readonly #ports: FeedPorts;
  readonly #ending = new AbortController();
  /** What is here already; undefined until that was looked up. */
  #revision: string | null | undefined;
  #isAway = false;
  #polling: Promise<void> = Promise.resolve();
  #taking: Taking | null = null;

  constructor(ports: FeedPorts) {
    this.#ports = ports;
  }

  /** Whether what decides are the releases of somebody else, and nothing else. */
  get isSigned(): boolean {
    return this.#ports.source.isSigned;
  }

  /** The policies to start with: those that were kept, or else those that the source gives now. Rejects with `UnavailableError` when there are neither. */
  async first(): Promise<LoadedSource> {
    const { source, taker } = this.#ports;
    const kept = await taker.kept();
    if (kept !== null) return kept;
    const fetched = await source.source.fetch(null);
    if (fetched.kind === "fetched") return taker.load(fetched.content);
    const reason = fetched.kind === "unavailable" ? fetched.reason : "it gave nothing";
    throw new UnavailableError("source-unavailable", `Nothing was kept of the source to start with, and now ${reason}`);
  }

  /** Asks at once, and then again after each interval, more or less, so that many followers do not ask in step. */
  follow(taking: Taking): void {
    this.#taking = taking;
    void this.#run();
  }

  /** Asks now. */
  poll(): Promise<void> {
    this.#polling = this.#polling.then(() => this.#poll());
    return this.#polling;
  }

  /** Lets nothing more decide; a source that is being asked is waited for a moment. */
  async stop(): Promise<void> {
    this.#ending.abort();
    await Promise.race([this.#polling, sleep(PATIENCE_MS, null, { ref: false })]);
  }

  async #run(): Promise<void> {
    const { signal } = this.#ending;
    while (!signal.aborted) {
      await this.poll();
      const ms = this.#ports.intervalMs * (0.8 + Math.random() * 0.4);
      await sleep(ms, null, { signal, ref: false }).catch(() => {});
    }
  }

  async #poll(): Promise<void> {
    const { source, taker, log } = this.#ports;
    if (this.#taking === null || this.#ending.signal.aborted) return;
    try {
      this.#revision ??= await taker.settled();
      const fetched = await source.source.fetch(this.#revision);
      if (this.#ending.signal.aborted) return;
      this.#reportAway(fetched);
      await this.#take(fetched, this.#taking);
    } catch (error) {
      const fields = error instanceof UnavailableError ? errorFields(error) : defectFields(error);
      log.error("what the source gave is not taken over", { source: source.source.name, ...fields });
    }
  }

  async #take(fetched: Fetched, taking: Taking): Promise<void> {
    if (fetched.kind === "unavailable") return;
    if (fetched.kind === "unchanged") return this.#ports.taker.retry(taking);
    await this.#ports.taker.take(fetched, taking);
    this.#revision = fetched.revision;
  }

  #reportAway(fetched: Fetched): void {
    const { source, log } = this.#ports;
    const isAway = fetched.kind === "unavailable";
    const { name } = source.source;
    if (isAway && !this.#isAway) log.warn("the source does not answer", { source: name, reason: fetched.reason });
    if (!isAway && this.#isAway) log.info("the source answers again", { source: name });
    this.#isAway = isAway;
  }
}
