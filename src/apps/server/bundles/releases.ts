import { existsSync, mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { UnavailableError } from "#core/diagnostics";
import { signRelease } from "#core/distribution";
import type { Activation, Store } from "#core/store";
import { createKeyFile, openKeyFile, type FileSigner } from "#adapters/signers";
import { newOrigin } from "../own-key.ts";

/** The head as a release that this control plane signed. */
export interface SignedRelease {
  /** The same on every replica, although each signs with its own key. */
  readonly etag: string;
  readonly body: string;
}

const ORIGIN = "release-origin";

/** Signs what decides, so that whoever trusts the key may decide by it far from here. */
export class Releases {
  readonly #store: Store;
  readonly #signer: FileSigner;
  #last: { readonly sequence: number; readonly release: SignedRelease } | null = null;

  private constructor(store: Store, signer: FileSigner) {
    this.#store = store;
    this.#signer = signer;
  }

  /**
   * Opens the key of a replica, or makes it. Its name is the origin of the releases: that of the key which was there first, for all replicas on one store. Rejects
   * with `UnavailableError` where the key cannot be used.
   */
  static async open(store: Store, keyFile: string): Promise<Releases> {
    const found = existsSync(keyFile) ? openKeyFile(keyFile) : null;
    const origin = await claimOrigin(store, found?.name ?? newOrigin());
    if (found !== null && found.name !== origin) {
      const message = `The release key \`${keyFile}\` is named \`${found.name}\`, but releases of this store are those of \`${origin}\`: make a key with that name`;
      throw new UnavailableError("release-key-name", message);
    }
    return new Releases(store, found ?? makeKey(keyFile, origin));
  }

  /** The public half of the key, which followers trust. */
  get key(): string {
    return this.#signer.vkey;
  }

  /** The head, signed. While the store does not answer it is the last that was signed here; without one it rejects with `UnavailableError`. */
  async current(): Promise<SignedRelease> {
    try {
      return await this.#sign(await this.#store.bundles.head());
    } catch (error) {
      if (!(error instanceof UnavailableError) || this.#last === null) throw error;
      return this.#last.release;
    }
  }

  async #sign(head: Activation | null): Promise<SignedRelease> {
    if (head !== null && this.#last?.sequence === head.sequence) return this.#last.release;
    const stored = head === null ? null : await this.#store.bundles.get(head.digest);
    if (head === null || stored === null)
      throw new UnavailableError("release-missing", "There is nothing in the store that could be released");
    const { sequence, digest, at: activatedAt } = head;
    const release = { origin: this.#signer.name, sequence, digest, activatedAt, files: stored.files };
    const signed = { etag: `W/"${sequence}-${digest}"`, body: await signRelease(this.#signer, release) };
    this.#last = { sequence, release: signed };
    return signed;
  }
}

function makeKey(keyFile: string, origin: string): FileSigner {
  mkdirSync(dirname(keyFile), { recursive: true, mode: 0o700 });
  return createKeyFile(keyFile, origin);
}

/** The origin of a store; the first that is proposed. */
async function claimOrigin(store: Store, proposed: string): Promise<string> {
  const known = await store.settings.get(ORIGIN);
  if (known !== null) return known.value;
  const result = await store.settings.set(ORIGIN, proposed, 0);
  return result.kind === "set" ? result.setting.value : (result.current?.value ?? proposed);
}
