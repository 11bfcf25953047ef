import { randomUUID } from "node:crypto";
import type { Caller } from "#core/access";
import { mayLoosen } from "#core/analysis";
import type { Activation, Store } from "#core/store";
import type { Recorder } from "../evidence/recorder.ts";
import type { ActiveBundles } from "./active-bundles.ts";
import type { ActivationApprovals } from "./activation-approvals.ts";
import { judgeChange, type Candidate, type JudgedChange } from "./judge-change.ts";
import type { LoadFiles } from "./load-files.ts";
import type { RecordedAnswers } from "./recorded-answers.ts";

/** What activations work on. */
export interface ActivationPorts {
  readonly store: Store;
  readonly bundles: ActiveBundles;
  readonly approvals: ActivationApprovals;
  readonly recorder: Recorder | null;
  readonly recorded: RecordedAnswers | null;
  readonly load: LoadFiles;
  readonly now: () => Date;
}

/** What somebody wants to decide from now on. */
export interface ActivationWish {
  readonly digest: string;
  readonly reason: string;
  /** The id of an approval for exactly this; null to look for one, or to ask. */
  readonly approval: string | null;
  /** The number of the head that it is to follow; null for whatever the head is. */
  readonly after: number | null;
}

/** As a wish for an activation, but for what decided before: by the number of its activation, null for the one before the head. */
export interface RollbackWish extends Omit<ActivationWish, "digest"> {
  readonly to: number | null;
}

export type ActivationAnswer =
  | { readonly kind: "activated"; readonly activation: Activation; readonly change: JudgedChange }
  /** It loosens, and somebody else has to approve it. */
  | { readonly kind: "waiting"; readonly approval: string; readonly change: JudgedChange }
  | { readonly kind: "overtaken"; readonly head: Activation | null }
  | { readonly kind: "unknown-bundle" }
  | { readonly kind: "unknown-activation" }
  /** Not by this approval; `isDeclined` where somebody said no to exactly this. */
  | { readonly kind: "refused"; readonly reason: string; readonly isDeclined: boolean };

const UNCHANGED: JudgedChange = { kind: "neither", changes: [], examples: [] };

/**
 * Lets bundles decide, one call each.
 *
 * INVARIANT (second-person): what may loosen is activated only by an approval of exactly this bundle after exactly this head. What is judged is the change to the
 * head after which it is then activated, compared and set by the store, so that no other comes between.
 */
export class Activations {
  readonly #ports: ActivationPorts;

  constructor(ports: ActivationPorts) {
    this.#ports = ports;
  }

  async activate(wish: ActivationWish, caller: Caller): Promise<ActivationAnswer> {
    return this.#activate(wish, await this.#ports.store.bundles.head(), { caller });
  }

  /** As `activate`, for what a source gave, which is stored already; `isApproved` where whoever released it has seen to the second person. */
  async take(wish: ActivationWish, caller: Caller, given: Given): Promise<ActivationAnswer> {
    return this.#activate(wish, await this.#ports.store.bundles.head(), { caller, given });
  }

  async rollBack({ to, ...wish }: RollbackWish, caller: Caller): Promise<ActivationAnswer> {
    const { bundles } = this.#ports.store;
    const head = await bundles.head();
    const sequence = to ?? (head?.sequence ?? 0) - 1;
    const target = head === null || sequence >= head.sequence ? null : await bundles.find(sequence);
    return target === null
      ? { kind: "unknown-activation" }
      : this.#activate({ ...wish, digest: target.digest }, head, { caller });
  }

  async #activate(wish: ActivationWish, head: Activation | null, { caller, given }: By): Promise<ActivationAnswer> {
    const after = head?.sequence ?? 0;
    if (wish.after !== null && wish.after !== after) return { kind: "overtaken", head };
    if (head?.digest === wish.digest) return this.#adopt(head, null, { change: UNCHANGED, caller });
    const found = given === undefined ? await this.#find(wish.digest) : { kind: "found" as const, ...given };
    return found.kind === "found" ? this.#judge(wish, head, { ...found, caller }) : found;
  }

  async #judge(
    wish: ActivationWish,
    head: Activation | null,
    { candidate, author, isApproved, caller }: Given & { readonly caller: Caller },
  ): Promise<ActivationAnswer> {
    const change = await judgeChange(this.#ports, head, candidate);
    const needsLeave = mayLoosen(change.kind) && !isApproved;
    const leave = needsLeave ? await this.#ports.approvals.leave({ wish, head, author, change }, caller) : NOT_NEEDED;
    if (leave.kind === "waiting") return { ...leave, change };
    if (leave.kind === "refused") return leave;
    const { approval } = leave;
    return this.#set({ wish, after: head?.sequence ?? 0, candidate, change, approval }, caller);
  }

  async #find(digest: string): Promise<Found> {
    const stored = await this.#ports.store.bundles.get(digest);
    if (stored === null) return { kind: "unknown-bundle" };
    const { bundle } = await this.#ports.load(stored.files);
    if (bundle?.digest !== digest || bundle.policies.length === 0)
      return {
        kind: "refused",
        reason: `Bundle \`${digest}\` was stored by another version of Writ and does not load here`,
        isDeclined: false,
      };
    return { kind: "found", candidate: { bundle, files: stored.files }, author: stored.author, isApproved: false };
  }

  async #set({ wish, after, candidate, change, approval }: Step, caller: Caller): Promise<ActivationAnswer> {
    const { store, recorder, now } = this.#ports;
    const { digest, reason } = wish;
    await recorder?.act(caller, "bundle-activation", digest);
    const at = now().toISOString();
    const asked = { id: randomUUID(), digest, by: caller.id, at, reason, change: change.kind, approval };
    const result = await store.bundles.activate(asked, after);
    if (result.kind === "conflict") return { kind: "overtaken", head: result.head };
    return result.kind === "unknown-bundle" ? result : this.#adopt(result.activation, candidate, { change, caller });
  }

  /** Decides by what is the head already. */
  async #adopt(
    activation: Activation,
    candidate: Candidate | null,
    { change, caller }: { readonly change: JudgedChange; readonly caller: Caller },
  ): Promise<ActivationAnswer> {
    await this.#ports.bundles.adopt(activation, candidate?.bundle ?? null, caller);
    return { kind: "activated", activation, change };
  }
}

/** A bundle that was loaded before. */
export interface Given {
  readonly candidate: Candidate;
  readonly author: string | null;
  readonly isApproved: boolean;
}

interface By {
  readonly caller: Caller;
  readonly given?: Given;
}

type Found =
  | ({ readonly kind: "found" } & Given)
  | Extract<ActivationAnswer, { readonly kind: "unknown-bundle" | "refused" }>;

interface Step {
  readonly wish: ActivationWish;
  readonly after: number;
  readonly candidate: Candidate;
  readonly change: JudgedChange;
  readonly approval: string | null;
}

const NOT_NEEDED = { kind: "granted", approval: null } as const;
