import type { ApprovalStore } from "./approvals.ts";
import type { BudgetStore } from "./budgets.ts";
import type { DisclosureStore } from "./disclosures.ts";
import type { LeaseStore } from "./leases.ts";
import type { HistoryStore } from "./history.ts";
import type { RecordingStore } from "./recordings.ts";
import type { SessionStore } from "./sessions.ts";
import type { Activation, Instant, Setting, StoredBundle, TokenRecord } from "./records.ts";
import type { StopStore } from "./stops.ts";
import type { SubmissionStore } from "./submissions.ts";
import type { ToolsetStore } from "./toolsets.ts";

/**
 * What the control plane keeps, as it asks for it.
 *
 * Every adapter promises, and the contract kit asserts:
 *
 * - **Durability.** What a call answered survives the end of the process and, where the adapter has a disk, of the machine.
 * - **Consistency.** Every call is one atomic step, in one order that all replicas on one store agree on; a read sees all steps answered before it
 *   began. No call leaves a part of its work behind.
 * - **Concurrency.** Any number of calls, of any number of replicas, may be under way. What must not be lost to another replica is compared and set:
 *   the answer `conflict` has what stands there now.
 * - **Repetition.** A call that failed may have happened. Each may therefore be made again with the same arguments, and then answers as it did, or
 *   would have done, the first time. Whoever calls retries; adapters do not.
 * - **Errors.** What is foreseen is in the answer. Everything else rejects with `UnavailableError`, after which nothing may be concluded.
 */
export interface Store {
  readonly tokens: TokenStore;
  readonly bundles: BundleStore;
  readonly settings: SettingStore;
  readonly aliases: AliasStore;
  readonly approvals: ApprovalStore;
  readonly budgets: BudgetStore;
  readonly disclosures: DisclosureStore;
  readonly leases: LeaseStore;
  readonly history: HistoryStore;
  readonly recordings: RecordingStore;
  readonly sessions: SessionStore;
  readonly stops: StopStore;
  readonly submissions: SubmissionStore;
  readonly toolsets: ToolsetStore;
  /** Rejects with `UnavailableError` while the store cannot answer. */
  ping(): Promise<void>;
  /** Waits for what is under way. Calls after it reject with `UnavailableError`. */
  close(): Promise<void>;
}

export interface TokenStore {
  /** `taken`: another token has this id or this hash. */
  add(token: TokenRecord): Promise<{ readonly kind: "added" } | { readonly kind: "taken" }>;
  /** As `add`, but only where no token was ever added: of all replicas that try, one succeeds. */
  addFirst(token: TokenRecord): Promise<{ readonly kind: "added" } | { readonly kind: "not-first" }>;
  find(id: string): Promise<TokenRecord | null>;
  /** In the order of their ids, revoked ones included. */
  list(): Promise<readonly TokenRecord[]>;
  /** The first revocation stays: one that is repeated does not move its time. */
  revoke(id: string, at: Instant): Promise<{ readonly kind: "revoked" } | { readonly kind: "unknown" }>;
}

export type ActivationResult =
  | { readonly kind: "activated"; readonly activation: Activation }
  | { readonly kind: "conflict"; readonly head: Activation | null }
  | { readonly kind: "unknown-bundle" };

export interface BundleStore {
  /** Content never changes under a digest: what is there already stays, its author with it, and `known` says so. */
  put(bundle: StoredBundle): Promise<{ readonly kind: "stored" } | { readonly kind: "known" }>;
  get(digest: string): Promise<StoredBundle | null>;
  /** What decides; null before the first activation. */
  head(): Promise<Activation | null>;
  /**
   * Makes a bundle the one that decides, if the head is still the activation that the caller saw (`after` is its sequence, 0 for none). Of replicas
   * that activate after the same head one succeeds, and the others are told by whom they were overtaken.
   */
  activate(activation: Omit<Activation, "sequence">, after: number): Promise<ActivationResult>;
  /** The activation with a number. */
  find(sequence: number): Promise<Activation | null>;
  /** The latest first. */
  history(limit: number): Promise<readonly Activation[]>;
}

export interface SettingStore {
  get(name: string): Promise<Setting | null>;
  /** Sets a value, if its version is still `after` (0 for none). */
  set(
    name: string,
    value: string,
    after: number,
  ): Promise<
    | { readonly kind: "set"; readonly setting: Setting }
    | { readonly kind: "conflict"; readonly current: Setting | null }
  >;
}

/** What stands for a name in records that can never be changed. Whoever is forgotten here cannot be found there by anybody. */
export interface AliasStore {
  /** The alias of a name: the one that it has, or else the one that is proposed. Of replicas that propose one at once, all are answered with the same. */
  claim(name: string, proposed: string): Promise<string>;
  /** The alias of a name; null where it has none. */
  find(name: string): Promise<string | null>;
  /** Forgets which alias a name has: neither leads to the other any more, and the name is given another one when it comes again. */
  forget(name: string): Promise<void>;
}
