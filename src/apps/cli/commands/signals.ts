/** A server that the command line runs. */
interface Stoppable {
  reload(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * What the process is told while it runs: the first SIGTERM or SIGINT stops the server in order, also one that comes while it starts; a second ends the
 * process at once. SIGHUP lets it read its files again.
 */
export class Signals {
  readonly #stopped: Promise<void>;
  #stop: () => void = () => {};
  #server: Stoppable | null = null;
  #count = 0;
  readonly #onStop = (): void => {
    this.#count += 1;
    if (this.#count > 1) process.exit(1);
    this.#stop();
  };
  readonly #onReload = (): void => {
    void this.#server?.reload();
  };

  constructor() {
    this.#stopped = new Promise((resolve) => {
      this.#stop = resolve;
    });
    process.on("SIGTERM", this.#onStop).on("SIGINT", this.#onStop).on("SIGHUP", this.#onReload);
  }

  /** Resolves once the server was told to stop and has. */
  async serve(server: Stoppable): Promise<void> {
    this.#server = server;
    await this.#stopped;
    await server.stop();
  }

  close(): void {
    process.off("SIGTERM", this.#onStop).off("SIGINT", this.#onStop).off("SIGHUP", this.#onReload);
  }
}
