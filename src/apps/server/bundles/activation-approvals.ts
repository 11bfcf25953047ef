import type { Caller } from "#core/access";
import { countsInWords, sentenceOf } from "#core/analysis";
import { approvalState, makeRequest, type StoredApproval } from "#core/approvals";
import { UnavailableError } from "#core/diagnostics";
import { canonicalJson, sha256Hex } from "#core/model";
import type { Activation, Store } from "#core/store";
import type { Recorder } from "../evidence/recorder.ts";
import { stampNow } from "../evidence/stamp.ts";
import type { ActivationWish } from "./activations.ts";
import type { JudgedChange } from "./judge-change.ts";

/** What approvals of activations work on. */
export interface ApprovalPorts {
  readonly store: Store;
  readonly recorder: Recorder | null;
  readonly now: () => Date;
}

/** An activation that loosens. */
export interface LooseningActivation {
  readonly wish: ActivationWish;
  readonly head: Activation | null;
  /** Who uploaded the bundle. */
  readonly author: string | null;
  readonly change: JudgedChange;
}

/** Whether it may happen now. */
export type Leave =
  | { readonly kind: "granted"; readonly approval: string }
  | { readonly kind: "waiting"; readonly approval: string }
  | { readonly kind: "refused"; readonly reason: string; readonly isDeclined: boolean };

const VALID_MS = 7 * 24 * 60 * 60 * 1000;
const MOST_TOLD = 50;

/** Finds the approvals by which something that loosens may be activated, and asks for those that are not there. */
export class ActivationApprovals {
  readonly #ports: ApprovalPorts;

  constructor(ports: ApprovalPorts) {
    this.#ports = ports;
  }

  /** Looks at the approval that is named, or else for one of exactly this; where there is none, asks for one. */
  async leave(activation: LooseningActivation, caller: Caller): Promise<Leave> {
    const { wish, head } = activation;
    const subject = subjectOf(wish.digest, head);
    const { approval } = wish;
    const known = approval === null ? await this.#findOpen(subject) : await this.#ports.store.approvals.find(approval);
    if (known !== null) return this.#judge(known, subject);
    if (approval !== null) return refused(`There is no approval \`${approval}\``);
    return this.#ask(activation, subject, caller);
  }

  #judge({ request, answers }: StoredApproval, subject: string): Leave {
    if (request.kind !== "activation" || request.subject !== subject) {
      return refused(
        `Approval \`${request.id}\` is for another bundle, or for this one after another head: ask for a new one`,
      );
    }
    const state = approvalState(request, answers, this.#ports.now().toISOString());
    if (state === "approved") return { kind: "granted", approval: request.id };
    if (state === "waiting") return { kind: "waiting", approval: request.id };
    return refused(`Approval \`${request.id}\` is ${state}`, state !== "expired");
  }

  /** A request for exactly this that was approved, or that somebody may still answer. */
  async #findOpen(subject: string): Promise<StoredApproval | null> {
    const now = this.#ports.now().toISOString();
    for (const state of ["approved", "waiting"] as const) {
      const page = { state, kind: "activation", subject, now, before: null, limit: 1 } as const;
      const [found] = await this.#ports.store.approvals.list(page);
      if (found !== undefined) return found;
    }
    return null;
  }

  async #ask(activation: LooseningActivation, subject: string, caller: Caller): Promise<Leave> {
    const { store, recorder, now } = this.#ports;
    const at = now();
    const { id } = stampNow(at.getTime());
    const made = makeRequest({
      id,
      kind: "activation",
      subject,
      author: activation.author,
      requester: caller.id,
      requesterName: caller.name,
      ...wordsOf(activation),
      requestedAt: at.toISOString(),
      expiresAt: new Date(at.getTime() + VALID_MS).toISOString(),
    });
    if (made.kind === "too-large") return refused("There is too much to say about it");
    await recorder?.act(caller, "approval-asked", id);
    const { kind } = await store.approvals.ask(made.request);
    if (kind === "taken") throw new UnavailableError("approval-id-taken", "The id of an approval is taken: ask again");
    return { kind: "waiting", approval: id };
  }
}

/** What is approved: that exactly this bundle follows exactly this head. */
function subjectOf(digest: string, head: Activation | null): string {
  return `sha256:${sha256Hex(canonicalJson({ after: head?.sequence ?? 0, digest }))}`;
}

function wordsOf({ wish, head, change }: LooseningActivation) {
  const first = change.changes.filter(({ direction }) => direction === "loosens").slice(0, MOST_TOLD);
  const lines = [
    `Activate bundle ${wish.digest} after activation ${head?.sequence ?? 0}: ${countsInWords(change)}.`,
    `Reason: ${wish.reason}`,
    ...first.map((one) => `- ${sentenceOf(one)}`),
  ];
  const details = {
    digest: wish.digest,
    after: head?.sequence ?? 0,
    active: head?.digest ?? null,
    change: change.kind,
    reason: wish.reason,
    loosens: first.map(({ kind, name, what }) => ({ kind, name: name.slice(0, 256), what: what.slice(0, 256) })),
    examples: change.examples.slice(0, 20).map((one) => one.slice(0, 512)),
  };
  return { summary: lines.join("\n"), details };
}

function refused(reason: string, isDeclined: boolean = false): Leave {
  return { kind: "refused", reason, isDeclined };
}
