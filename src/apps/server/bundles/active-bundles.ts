import { mayLoosen } from "#core/analysis";
import type { Caller } from "#core/access";
import type { Bundle } from "#core/bundle";
import { compileProgram } from "#core/decide";
import { UnavailableError } from "#core/diagnostics";
import type { Activation, Store } from "#core/store";
import type { ActiveBundle } from "#points/api";
import { errorFields, type Log } from "../telemetry/log.ts";
import type { LoadFiles } from "./load-files.ts";
import { publish } from "./publish.ts";
import type { LoadedSource, PolicySource } from "./policy-source.ts";

/** How often the store is asked whether another replica activated something. */
const FOLLOW_MS = 2000;

/** That a bundle is about to decide here. */
export interface Turnover {
  readonly activation: Activation;
  /** By what was decided before it: here, or when a server starts by the control plane; null when by nothing. */
  readonly previous: Activation | null;
  /** Who asked this server for it; null when it goes by itself, as at its start and after another replica. */
  readonly caller: Caller | null;
}

/** What this part is given. */
export interface BundlePorts {
  readonly store: Store;
  /** The policies that the server was started with; null where they came from elsewhere, and are not read again. */
  readonly source: PolicySource | null;
  readonly load: LoadFiles;
  readonly log: Log;
  readonly now: () => Date;
  /** Keeps that a bundle is about to decide here; without that it does not. */
  readonly activated: (turnover: Turnover) => Promise<void>;
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
  /** The exchange under way, after which the next one begins. */
  #exchanging: Promise<unknown> = Promise.resolve();

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
    const { store } = ports;
    const head = await store.bundles.head();
    const isOwn = head?.digest === loaded.bundle?.digest;
    const stays = head !== null && (isOwn || !prevails);
    const activation = stays ? head : await publish(ports, loaded, head);
    const decider = await take(ports, activation, loaded.bundle);
    await ports.activated({ activation, previous: await store.bundles.find(activation.sequence - 1), caller: null });
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

  /** Decides by an activation of the store from now on, unless a later one decides already. `known` is its bundle, where it was loaded before. */
  async adopt(activation: Activation, known: Bundle | null, caller: Caller | null): Promise<void> {
    const turn = this.#exchanging.then(() => this.#adopt(activation, known, caller));
    this.#exchanging = turn.catch(() => {});
    await turn;
  }

  /**
   * Reads the policies of the source again where they prevail, and lets them decide if they are others and without a mistake. Whatever goes wrong is
   * reported, and what decides stays.
   */
  async reload(): Promise<void> {
    const { source } = this.#ports;
    if (!this.#prevails || source === null) return;
    try {
      await this.#reload(source.load());
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
    await this.adopt(activation, loaded.bundle, null);
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
      await this.adopt(head, null, null);
    } catch (error) {
      if (!(error instanceof UnavailableError)) throw error;
      if (error.code === "bundle-unusable") this.#refused = head.sequence;
      const fields = { digest: head.digest, ...errorFields(error) };
      this.#ports.log.error("a bundle is not taken over, the last good one goes on deciding", fields);
    }
  }

  #reportFollowing(isFollowing: boolean): void {
    if (isFollowing && !this.#isFollowing) this.#ports.log.info("the store answers again");
    this.#isFollowing = isFollowing;
  }

  // INVARIANT (forward-only): exchanges happen one after the other, and none brings back an activation older than the one that decides.
  async #adopt(activation: Activation, known: Bundle | null, caller: Caller | null): Promise<void> {
    if (activation.sequence <= this.activation.sequence) return;
    const decider = await take(this.#ports, activation, known ?? this.#decider.bundle);
    await this.#ports.activated({ activation, previous: this.activation, caller });
    this.#decider = decider;
    const { sequence, digest, change } = activation;
    this.#ports.log[mayLoosen(change) ? "warn" : "info"]("bundle activated", { sequence, digest, change });
  }
}

/** The bundle of an activation: `known` if it is that, or else the one in the store, which must be what its digest says. */
async function take(
  { store, load }: Pick<BundlePorts, "store" | "load">,
  activation: Activation,
  known: Bundle | null,
): Promise<Decider> {
  if (known?.digest === activation.digest) return { bundle: known, program: compileProgram(known), activation };
  const stored = await store.bundles.get(activation.digest);
  const bundle = stored === null ? null : (await load(stored.files)).bundle;
  if (bundle === null || bundle.digest !== activation.digest || bundle.policies.length === 0) {
    throw new UnavailableError("bundle-unusable", `Bundle \`${activation.digest}\` in the store cannot be used`);
  }
  return { bundle, program: compileProgram(bundle), activation };
}
