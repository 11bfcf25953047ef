import { UnavailableError } from "#core/diagnostics";

/** For how long a server waits for a client that is still about to listen. */
const LONGEST_MS = 30_000;
const MOST_WAITING = 64;

/**
 * Whether a client can be asked something outside its requests: once it finished the handshake, and listens. Servers ask for roots as soon as they are connected to,
 * which is before their client heard the answer to its own handshake.
 */
export class Reached {
  readonly #whole = Promise.withResolvers<void>();
  #isShaken = false;
  #isListening = false;
  #waiting = 0;

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
    this.#whole.reject(unheard("The client is gone"));
  }

  /** Rejects with `UnavailableError` where the client goes or takes too long, or too much is asked before. */
  async wait(): Promise<void> {
    if (this.#isShaken && this.#isListening) return;
    if (this.#waiting >= MOST_WAITING) throw unheard("Too much is asked before the client listens");
    const late = Promise.withResolvers<never>();
    const timer = setTimeout(() => late.reject(unheard("The client does not listen")), LONGEST_MS);
    this.#waiting += 1;
    await Promise.race([this.#whole.promise, late.promise]).finally(() => {
      clearTimeout(timer);
      this.#waiting -= 1;
    });
  }

  #look(): void {
    if (this.#isShaken && this.#isListening) this.#whole.resolve();
  }
}

function unheard(why: string): UnavailableError {
  return new UnavailableError("mcp-client", why);
}
