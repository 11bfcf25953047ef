import type { Caller } from "#core/access";
import { approvalState, isStanding, makeRequest, type ApprovalRequest, type StoredApproval } from "#core/approvals";
import { InvariantError, UnavailableError } from "#core/diagnostics";
import { sha256Hex } from "#core/model";
import { stopSubject, stopText } from "#core/stops";
import type { Resumption, Stop, Store } from "#core/store";
import type { Recorder } from "../evidence/recorder.ts";
import { stampNow } from "../evidence/stamp.ts";

/** What resumptions work on. */
export interface ResumptionPorts {
  readonly store: Pick<Store, "stops" | "approvals">;
  /** Null where nothing is recorded. */
  readonly recorder: Pick<Recorder, "act"> | null;
  readonly now: () => Date;
  /** Hears that something goes on. */
  readonly resumed: (id: string) => void;
}

export type ResumeAnswer =
  | { readonly kind: "resumed"; readonly resumption: Resumption }
  /** A second person has to approve it. */
  | { readonly kind: "waiting"; readonly approval: string }
  | { readonly kind: "refused"; readonly message: string }
  | { readonly kind: "unknown" };

const VALID_MS = 24 * 60 * 60 * 1000;
const MOST_WAITING = 100;

/** Lets go on what was stopped, by an approval of a second person for exactly this stop. */
export class Resumptions {
  readonly #ports: ResumptionPorts;

  constructor(ports: ResumptionPorts) {
    this.#ports = ports;
  }

  // INVARIANT (two-to-resume): nothing goes on that was stopped unless somebody else than who asks for it approved the end of exactly this stop.
  async resume(id: string, reason: string, caller: Caller): Promise<ResumeAnswer> {
    const { store, now, resumed } = this.#ports;
    const state = await store.stops.find(id);
    if (state === null) return { kind: "unknown" };
    if (state.resumption !== null) {
      resumed(id);
      return { kind: "resumed", resumption: state.resumption };
    }
    const at = now();
    const subject = stopSubject(state.stop);
    const page = { state: null, kind: "resume", subject, now: at.toISOString(), before: null, limit: 1 } as const;
    const [found] = await store.approvals.list(page);
    const isOpen = found !== undefined && isStanding(found, at.toISOString());
    const approval = isOpen ? found : await this.#ask(state.stop, reason, caller);
    return this.#judge(state.stop, approval, { reason, caller });
  }

  async #judge(stop: Stop, { request, answers }: StoredApproval, { reason, caller }: By): Promise<ResumeAnswer> {
    const { store, recorder, now, resumed } = this.#ports;
    const at = now().toISOString();
    const state = approvalState(request, answers, at);
    if (state === "waiting") return { kind: "waiting", approval: request.id };
    if (state !== "approved")
      return { kind: "refused", message: `The request \`${request.id}\` to resume this is ${state}` };
    await recorder?.act(caller, "resume", stop.id);
    const result = await store.stops.resume(stop.id, { by: caller.id, at, reason, approval: request.id });
    if (result.kind === "unknown") return result;
    resumed(stop.id);
    return result;
  }

  async #ask(stop: Stop, reason: string, caller: Caller): Promise<StoredApproval> {
    const { store, recorder, now } = this.#ports;
    const request = requestOf(stop, reason, { caller, now: now() });
    await recorder?.act(caller, "approval-asked", request.id);
    const limit = { holder: sha256Hex(`resume ${caller.id}`), most: MOST_WAITING, now: request.requestedAt };
    const result = await store.approvals.askOnce(request, limit);
    if (result.kind === "known") return result.approval;
    if (result.kind === "asked") return { request, answers: [], use: null };
    throw new UnavailableError(
      "approval-not-asked",
      "The approval of a second person could not be asked for: ask again",
    );
  }
}

interface By {
  readonly reason: string;
  readonly caller: Caller;
}

function requestOf(
  stop: Stop,
  reason: string,
  { caller, now }: { readonly caller: Caller; readonly now: Date },
): ApprovalRequest {
  const made = makeRequest({
    id: stampNow(now.getTime()).id,
    kind: "resume",
    subject: stopSubject(stop),
    author: null,
    requester: caller.id,
    requesterName: caller.name,
    summary: `Resume ${stopText(stop)}, which ${stop.byName} stopped at ${stop.at}: ${stop.reason}\nReason: ${reason}`,
    details: { stop: stop.id, kind: stop.kind, name: stop.name, "stopped by": stop.by, why: stop.reason, reason },
    requestedAt: now.toISOString(),
    expiresAt: new Date(now.getTime() + VALID_MS).toISOString(),
  });
  if (made.kind === "too-large") throw new InvariantError("resume-details", "the reason of a stop was not cut");
  return made.request;
}
