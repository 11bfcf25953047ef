import { randomUUID } from "node:crypto";
import { loadWholeBundle, type Bundle } from "#core/bundle";
import { compileProgram } from "#core/decide";
import { UnavailableError } from "#core/diagnostics";
import type { Activation, Store } from "#core/store";
import type { ActiveBundle } from "#points/api";
import { errorFields, type Log } from "../telemetry/log.ts";
import type { LoadedSource, PolicySource } from "./policy-source.ts";

/** How often the store is asked whether another replica activated something. */
const FOLLOW_MS = 2000;

/** What this part is given. */
export interface BundlePorts {
  readonly store: Store;
  readonly source: PolicySource;
  readonly log: Log;
  readonly now: () => Date;
  /** Keeps that a bundle is about to decide here; without that it does not. */
  readonly activated: (activation: Activation) => Promise<void>;
}

/** What decides, and the activation by which it does. */
interface Decider extends ActiveBundle {
  readonly activation: Activation;
}

/**
 * Holds the bundle that decides, and keeps it in step with the store. A bundle is exchanged whole, between two requests; one that cannot be loaded is
 * reported, and the last good one goes on deciding.
 */
export class ActiveBundles {
  readonly #ports: BundlePorts;
  #decider: Decider;
  #timer: NodeJS.Timeout | undefined;
  readonly #prevails: boolean;
  #isFollowing = true;
  #refused = 0;

  private constructor(ports: BundlePorts, decider: Decider, prevails: boolean) {
    this.#ports = ports;
    this.#decider = decider;
    this.#prevails = prevails;
  }

  /**
   * Starts with what decides according to the store; with the policies of the source where nothing does yet, or where `prevails` says so. Rejects with
   * `UnavailableError` when the store does not answer, or has a bundle that cannot be loaded.
   */
  static async start(ports: BundlePorts, loaded: LoadedSource, prevails: boolean): Promise<ActiveBundles> {
    const head = await ports.store.bundles.head();
    const isOwn = head?.digest === loaded.bundle?.digest;
    const stays = head !== null && (isOwn || !prevails);
    const activation = stays ? head : await publish(ports, loaded, head);
    const decider = await take(ports.store, activation, loaded.bundle);
    await ports.activated(activation);
    return new ActiveBundles(ports, decider, prevails);
  }

  get current(): ActiveBundle {
    return this.#decider;
  }

  get activation(): Activation {
    return this.#decider.activation;
  }

  /** Whether the store was asked successfully when it was last asked. */
  get isFollowing(): boolean {
    return this.#isFollowing;
  }

  /** Looks for activations of other replicas from now on. */
  follow(): void {
    this.#timer = setTimeout(() => {
      void this.#catchUp().finally(() => {
        if (this.#timer !== undefined) this.follow();
      });
    }, FOLLOW_MS);
    this.#timer.unref();
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  /**
   * Reads the policies of the source again where they prevail, and lets them decide if they are others and without a mistake. Whatever goes wrong is
   * reported, and what decides stays.
   */
  async reload(): Promise<void> {
    if (!this.#prevails) return;
    try {
      await this.#reload(this.#ports.source.load());
    } catch (error) {
      if (!(error instanceof UnavailableError)) throw error;
      this.#ports.log.error("policies not reloaded", errorFields(error));
    }
  }

  async #reload(loaded: LoadedSource): Promise<void> {
    const { log, store } = this.#ports;
    if (loaded.bundle === null) {
      log.error("policies not reloaded", { problems: loaded.problems.length, first: loaded.problems[0] ?? "" });
      return;
    }
    if (loaded.bundle.digest === this.#decider.bundle.digest) return;
    const activation = await publish(this.#ports, loaded, await store.bundles.head());
    await this.#exchange(await take(store, activation, loaded.bundle));
  }

  async #catchUp(): Promise<void> {
    const { store, log } = this.#ports;
    try {
      const head = await store.bundles.head();
      this.#reportFollowing(true);
      if (head === null || head.sequence <= Math.max(this.activation.sequence, this.#refused)) return;
      await this.#follow(head);
    } catch (error) {
      if (this.#isFollowing) log.warn("the store does not answer", errorFields(error));
      this.#reportFollowing(false);
    }
  }

  async #follow(head: Activation): Promise<void> {
    try {
      await this.#exchange(await take(this.#ports.store, head, this.#decider.bundle));
    } catch (error) {
      if (!(error instanceof UnavailableError) || error.code !== "bundle-unusable") throw error;
      this.#refused = head.sequence;
      this.#ports.log.error("a bundle cannot be used, the last good one goes on deciding", { digest: head.digest });
    }
  }

  #reportFollowing(isFollowing: boolean): void {
    if (isFollowing && !this.#isFollowing) this.#ports.log.info("the store answers again");
    this.#isFollowing = isFollowing;
  }

  async #exchange(decider: Decider): Promise<void> {
    await this.#ports.activated(decider.activation);
    this.#decider = decider;
    const { sequence, digest, by } = decider.activation;
    this.#ports.log.info("bundle activated", { sequence, digest, by });
  }
}

/** Puts a bundle into the store and activates it after `head`; answers the activation that decides, which is another's when that came first. */
async function publish(
  { store, now }: BundlePorts,
  loaded: LoadedSource,
  head: Activation | null,
): Promise<Activation> {
  const digest = loaded.bundle?.digest ?? "";
  const at = now().toISOString();
  await store.bundles.put({ digest, files: loaded.files(), storedAt: at });
  const asked = { id: randomUUID(), digest, by: "start-up", at, reason: "policies of the server's own start" };
  const result = await store.bundles.activate(asked, head?.sequence ?? 0);
  if (result.kind === "activated") return result.activation;
  if (result.kind === "conflict" && result.head !== null) return result.head;
  throw new UnavailableError("store-inconsistent", "The store lost a bundle that it had taken");
}

/** The bundle of an activation: `known` if it is that, or else the one in the store, which must be what its digest says. */
async function take(store: Store, activation: Activation, known: Bundle | null): Promise<Decider> {
  if (known?.digest === activation.digest) return { bundle: known, program: compileProgram(known), activation };
  const stored = await store.bundles.get(activation.digest);
  const bundle = stored === null ? null : loadWholeBundle(stored.files).bundle;
  if (bundle === null || bundle.digest !== activation.digest || bundle.policies.length === 0) {
    throw new UnavailableError("bundle-unusable", `Bundle \`${activation.digest}\` in the store cannot be used`);
  }
  return { bundle, program: compileProgram(bundle), activation };
}
