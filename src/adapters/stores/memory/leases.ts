import { isDeepStrictEqual } from "node:util";
import type { Lease, LeaseStore } from "#core/store";

/** Leases in a map. Its methods do everything in one turn, so that each is one atomic step. */
export class MemoryLeases implements LeaseStore {
  readonly #leases = new Map<string, Lease>();
  readonly #check: () => void;

  constructor(check: () => void) {
    this.#check = check;
  }

  async add(lease: Lease): ReturnType<LeaseStore["add"]> {
    this.#check();
    const known = this.#leases.get(lease.id);
    if (known !== undefined) return { kind: isDeepStrictEqual(known, lease) ? "added" : "known" };
    this.#leases.set(lease.id, lease);
    return { kind: "added" };
  }

  async find(id: string): Promise<Lease | null> {
    this.#check();
    return this.#leases.get(id) ?? null;
  }

  async list(after: string, limit: number): Promise<readonly Lease[]> {
    this.#check();
    const later = [...this.#leases.values()].filter(({ id }) => id > after);
    return later.toSorted((a, b) => (a.id < b.id ? -1 : 1)).slice(0, limit);
  }

  async remove(id: string): Promise<void> {
    this.#check();
    this.#leases.delete(id);
  }
}
