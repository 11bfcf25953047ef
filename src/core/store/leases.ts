import type { Instant } from "./records.ts";

/** A credential that was made for one task and must be ended. It never changes. */
export interface Lease {
  /** UUIDv7. */
  readonly id: string;
  /** Which broker made it, and how it names the credential to itself; no secret. */
  readonly broker: string;
  readonly handle: string;
  /** `Caller.id` of who has it. */
  readonly by: string;
  /** By which names a stop may mean it: who has it, on whose behalf, in which groups, and by whose word. */
  readonly names: readonly string[];
  readonly session: string;
  /** When it ends by itself. */
  readonly endsAt: Instant;
}

/** Credentials that are out. What is written here before it is made is ended even if this process is gone. */
export interface LeaseStore {
  /** `known`: there is another one with this id. */
  add(lease: Lease): Promise<{ readonly kind: "added" } | { readonly kind: "known" }>;
  /** Null where there is none, or it was ended. */
  find(id: string): Promise<Lease | null>;
  /** In the order of their ids, at most `limit` after the one with the id `after`. */
  list(after: string, limit: number): Promise<readonly Lease[]>;
  /** Forgets one that is over. */
  remove(id: string): Promise<void>;
}
