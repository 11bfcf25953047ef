import type { Activation, ActivationResult, BundleStore, StoredBundle } from "#core/store";

/** Bundles and activations in memory. Its methods do everything in one turn, so that each is one atomic step. */
export class MemoryBundles implements BundleStore {
  readonly #bundles = new Map<string, StoredBundle>();
  readonly #activations: Activation[] = [];
  readonly #check: () => void;

  constructor(check: () => void) {
    this.#check = check;
  }

  async put(bundle: StoredBundle): ReturnType<BundleStore["put"]> {
    this.#check();
    if (this.#bundles.has(bundle.digest)) return { kind: "known" };
    this.#bundles.set(bundle.digest, bundle);
    return { kind: "stored" };
  }

  async get(digest: string): Promise<StoredBundle | null> {
    this.#check();
    return this.#bundles.get(digest) ?? null;
  }

  async head(): Promise<Activation | null> {
    this.#check();
    return this.#activations.at(-1) ?? null;
  }

  async activate(asked: Omit<Activation, "sequence">, after: number): Promise<ActivationResult> {
    this.#check();
    if (!this.#bundles.has(asked.digest)) return { kind: "unknown-bundle" };
    const earlier = this.#activations.find(({ id }) => id === asked.id);
    if (earlier !== undefined) return { kind: "activated", activation: earlier };
    if (this.#activations.length !== after) return { kind: "conflict", head: this.#activations.at(-1) ?? null };
    const activation = { ...asked, sequence: after + 1 };
    this.#activations.push(activation);
    return { kind: "activated", activation };
  }

  async find(sequence: number): Promise<Activation | null> {
    this.#check();
    return this.#activations[sequence - 1] ?? null;
  }

  async history(limit: number): Promise<readonly Activation[]> {
    this.#check();
    return this.#activations.toReversed().slice(0, limit);
  }
}
