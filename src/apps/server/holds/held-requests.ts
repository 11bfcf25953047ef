import { randomUUID } from "node:crypto";
import type { Caller } from "#core/access";
import { approvalState, isStanding, makeRequest, type ApprovalRequest, type StoredApproval } from "#core/approvals";
import { UnavailableError } from "#core/diagnostics";
import { holderOf, involvedIn, type HoldWords } from "#core/holds";
import type { Principal } from "#core/model";
import type { Store } from "#core/store";
import type { Asked, Objection } from "#points/agents";
import type { Recorder } from "../evidence/recorder.ts";
import { stampNow } from "../evidence/stamp.ts";

/** What the approvals of what is held work on. */
export interface HoldPorts {
  readonly store: Pick<Store, "approvals">;
  /** Null where nothing is recorded. */
  readonly recorder: Pick<Recorder, "act"> | null;
  /** How long a request stands, answered or not. */
  readonly validMs: number;
  /** How many requests of one agent may wait at once. */
  readonly mostWaiting: number;
  /** Where somebody answers a request. */
  urlOf(id: string): string;
  /** Hears of a request that is new; must not throw, and is not waited for. */
  asked(request: ApprovalRequest, url: string): void;
  readonly now: () => Date;
}

/** Something that is held. */
export interface Held {
  /** The digest of exactly what is approved. */
  readonly subject: string;
  readonly caller: Caller;
  /** Who would do it, and whose requests are counted. */
  readonly principal: Principal;
  readonly words: () => HoldWords;
}

export type AskAnswer =
  | { readonly kind: "asked"; readonly asked: Asked }
  | { readonly kind: "refused"; readonly objection: Objection };

/** Finds the approvals by which what is held may go on, each once, and asks for those that are not there. */
export class HeldRequests {
  readonly #ports: HoldPorts;

  constructor(ports: HoldPorts) {
    this.#ports = ports;
  }

  // INVARIANT (act-once): an approval lets one act through, of all that try at once in all replicas, because the store uses it up in one step.
  async release(subject: string): Promise<{ readonly approval: string } | null> {
    const { store, now } = this.#ports;
    const found = await this.latest(subject);
    const at = now().toISOString();
    if (found === null || found.use !== null || approvalState(found.request, found.answers, at) !== "approved")
      return null;
    const { id } = found.request;
    const result = await store.approvals.consume(id, { by: randomUUID(), at });
    return result.kind === "consumed" ? { approval: id } : null;
  }

  async ask(held: Held): Promise<AskAnswer> {
    const { store, recorder, now, mostWaiting } = this.#ports;
    const at = now();
    const known = await this.latest(held.subject);
    if (known !== null && isStanding(known, at.toISOString())) return this.#judge(known, at);
    const made = this.#make(held);
    if (made.kind === "too-large") return refused(TOO_LARGE);
    const { request } = made;
    await recorder?.act(held.caller, "approval-asked", request.id);
    const limit = { holder: holderOf(held.principal), most: mostWaiting, now: at.toISOString() };
    const result = await store.approvals.askOnce(request, limit);
    if (result.kind === "known") return this.#judge(result.approval, at);
    if (result.kind === "too-many") {
      await recorder?.act(held.caller, "approval-not-asked", request.id);
      return refused(tooMany(mostWaiting));
    }
    if (result.kind === "taken")
      throw new UnavailableError("approval-id-taken", "The id of an approval is taken: ask again");
    this.#ports.asked(request, this.#ports.urlOf(request.id));
    return this.#waiting(request);
  }

  /** The latest request for exactly this; of all before it none stands. */
  async latest(subject: string): Promise<StoredApproval | null> {
    const { store, now } = this.#ports;
    const page = { state: null, kind: "act", subject, now: now().toISOString(), before: null, limit: 1 } as const;
    const [found = null] = await store.approvals.list(page);
    return found;
  }

  /** How a request that stands is answered: somebody may still answer it, or has. */
  #judge({ request, answers }: StoredApproval, now: Date): AskAnswer {
    const state = approvalState(request, answers, now.toISOString());
    if (state === "waiting" || state === "approved") return this.#waiting(request);
    const reason = answers.at(-1)?.reason ?? "";
    const why = reason === "" ? "" : `: ${reason.slice(0, LONGEST_REASON)}`;
    const until = request.expiresAt.slice(0, 16).replace("T", " ");
    return refused({
      code: `approval-${state}`,
      message: `Somebody ${state} exactly this, and it is not asked again before ${until} UTC${why}`,
    });
  }

  #waiting({ id, expiresAt }: ApprovalRequest): AskAnswer {
    const asked: Asked = { id, url: this.#ports.urlOf(id), expiresAt };
    return { kind: "asked", asked };
  }

  #make({ subject, caller, principal, words }: Held): ReturnType<typeof makeRequest> {
    const { validMs, now } = this.#ports;
    const at = now();
    return makeRequest({
      id: stampNow(at.getTime()).id,
      kind: "act",
      subject,
      author: null,
      requester: caller.id,
      involved: [...new Set([...involvedIn(caller), principal.id, ...principal.chain])],
      requesterName: caller.name,
      ...words(),
      requestedAt: at.toISOString(),
      expiresAt: new Date(at.getTime() + validMs).toISOString(),
    });
  }
}

const LONGEST_REASON = 500;
const TOO_LARGE: Objection = {
  code: "approval-too-large",
  message: "This has more arguments than anybody can look at, and so nobody is asked to approve it: do less at once",
};

function tooMany(most: number): Objection {
  const message = `${most} requests of this agent wait for approval already: wait until some of them are answered`;
  return { code: "approvals-too-many", message };
}

function refused(objection: Objection): AskAnswer {
  return { kind: "refused", objection };
}
