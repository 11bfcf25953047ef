import { UnavailableError } from "#core/diagnostics";

/** For how long a server waits for a client that is still about to listen. */
const LONGEST_MS = 30_000;

/**
 * Whether a client can be asked something outside its requests: once it finished the handshake, and listens. Servers ask for roots as soon as they are connected to,
 * which is before their client heard the answer to its own handshake.
 */
export class Reached {
  readonly #whole = Promise.withResolvers<void>();
  #isShaken = false;
  #isListening = false;

  constructor() {
    this.#whole.promise.catch(() => undefined);
  }

  shaken(): void {
    this.#isShaken = true;
    this.#look();
  }

  listens(): void {
    this.#isListening = true;
    this.#look();
  }

  gone(): void {
    this.#whole.reject(new UnavailableError("mcp-client", "The client is gone"));
  }

  /** Rejects with `UnavailableError` where the client goes, or takes too long. */
  async wait(): Promise<void> {
    const late = Promise.withResolvers<never>();
    const timer = setTimeout(
      () => late.reject(new UnavailableError("mcp-client", "The client does not listen")),
      LONGEST_MS,
    );
    await Promise.race([this.#whole.promise, late.promise]).finally(() => clearTimeout(timer));
  }

  #look(): void {
    if (this.#isShaken && this.#isListening) this.#whole.resolve();
  }
}
