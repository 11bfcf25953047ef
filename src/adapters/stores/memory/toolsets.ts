import type { Toolset, ToolsetPin, ToolsetState, ToolsetStore } from "#core/store";

/** Sets of tools in a map. Its methods do everything in one turn, so that each is one atomic step. */
export class MemoryToolsets implements ToolsetStore {
  readonly #states = new Map<string, ToolsetState>();
  readonly #check: () => void;

  constructor(check: () => void) {
    this.#check = check;
  }

  async see(toolset: Toolset): Promise<void> {
    this.#check();
    const pin = this.#states.get(toolset.server)?.pin ?? null;
    this.#states.set(toolset.server, { server: toolset.server, seen: toolset, pin });
  }

  async find(server: string): Promise<ToolsetState | null> {
    this.#check();
    return this.#states.get(server) ?? null;
  }

  async list(): Promise<readonly ToolsetState[]> {
    this.#check();
    return [...this.#states.values()].toSorted((a, b) => (a.server < b.server ? -1 : 1));
  }

  async pin(server: string, digest: string, pin: Omit<ToolsetPin, "toolset">): ReturnType<ToolsetStore["pin"]> {
    this.#check();
    const state = this.#states.get(server);
    if (state === undefined) return { kind: "unknown" };
    if (state.seen.digest !== digest) return { kind: "conflict", state };
    const pinned = { ...state, pin: { ...pin, toolset: state.seen } };
    this.#states.set(server, pinned);
    return { kind: "pinned", state: pinned };
  }

  async unpin(server: string): ReturnType<ToolsetStore["unpin"]> {
    this.#check();
    const state = this.#states.get(server);
    if (state === undefined) return { kind: "unknown" };
    this.#states.set(server, { ...state, pin: null });
    return { kind: "unpinned" };
  }
}
