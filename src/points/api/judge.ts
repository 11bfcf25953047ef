import { decide, digestProposal, type Decision } from "#core/decide";
import { UnavailableError } from "#core/diagnostics";
import type { Proposal } from "#core/model";
import { MOST_LISTED, type DecisionMessage, type EvaluationRequest, type ReasonMessage } from "#core/wire";
import type { Caller } from "#core/access";
import type { ActiveBundle, ApiPorts, DecisionAbout } from "./ports.ts";

/** A question that could not be made into a proposal: it is denied, with the reason. */
export interface Refusal {
  readonly kind: "refused";
  readonly code: string;
  readonly message: string;
}

export type Proposed = { readonly kind: "proposed"; readonly proposal: Proposal } | Refusal;

/** What came of one question. `decision` is null where nothing was proposed. */
export interface Judged {
  readonly effect: Decision["effect"];
  /** What was asked, as the caller put it where no proposal could be made of it. */
  readonly asked: Proposal | EvaluationRequest;
  readonly proposal: Proposal | null;
  readonly decision: Decision | null;
  /** Why it is denied beside what the decision says; null where there is nothing else. */
  readonly refusal: Refusal | null;
  readonly bundleDigest: string;
  /** Whether nothing will come of what was asked, as in a dry run of a cluster; absent means no. */
  readonly isRehearsal?: boolean;
  /** What Writ's own policies alone said, where others were heard as well: what can be asked again. Absent where `decision` is that. */
  readonly own?: Decision | null;
}

/** Who asks, for the record. */
export interface Call {
  readonly caller: Caller;
  readonly requestId: string;
  readonly about?: DecisionAbout;
}

/** What a session is given. */
export type SessionPorts = Pick<ApiPorts, "active" | "now" | "record" | "heard" | "stopped">;

/** The questions of one request, judged by one bundle at one time, and kept before anybody hears of them. */
export class Session {
  readonly active: ActiveBundle;
  readonly now: ReturnType<ApiPorts["now"]>;
  readonly #ports: SessionPorts;
  readonly #call: Call;

  constructor(ports: SessionPorts, call: Call) {
    this.active = ports.active();
    this.#ports = ports;
    this.#call = call;
    this.now = ports.now();
  }

  /** Total, as `decide` is. `asked` is the question as the caller put it. */
  judge(proposed: Proposed, asked: Proposal | EvaluationRequest): Judged {
    const bundleDigest = this.active.bundle.digest;
    if (proposed.kind === "refused") {
      const proposal = "effects" in asked ? asked : null;
      return { effect: "deny", asked, proposal, decision: null, refusal: proposed, bundleDigest };
    }
    const { proposal } = proposed;
    const refusal = this.#ports.stopped?.(proposal.principal) ?? null;
    if (refusal !== null) return { effect: "deny", asked: proposal, proposal, decision: null, refusal, bundleDigest };
    const decision = decide(this.active.program, proposal, this.now);
    return { effect: decision.effect, asked: proposal, proposal, decision, refusal: null, bundleDigest };
  }

  // INVARIANT (recorded-first): nothing that was judged leaves this function as an allow unless it was kept, where it must be.
  async keep(
    judged: readonly Judged[],
    about: DecisionAbout | undefined = this.#call.about,
  ): Promise<readonly Judged[]> {
    const { record, heard } = this.#ports;
    try {
      const { caller, requestId } = this.#call;
      await record?.({ caller, requestId, now: this.now, judged, ...(about === undefined ? {} : { about }) });
      heard?.(judged, this);
      return judged;
    } catch (error) {
      if (!(error instanceof UnavailableError)) throw error;
      return judged.map((one) => ({ ...one, effect: "deny", refusal: UNRECORDED }));
    }
  }
}

const UNRECORDED: Refusal = {
  kind: "refused",
  code: "evidence-unavailable",
  message: "The decision could not be recorded, and what is not recorded is not allowed",
};

/** Why the answer is not an allow, what was refused first. */
export function reasonsOf({ decision, refusal }: Judged): readonly ReasonMessage[] {
  const first = refusal === null ? [] : [{ code: refusal.code, message: refusal.message, effect: null }];
  return [...first, ...(decision?.reasons ?? [])];
}

/** A decision as it goes over the wire. */
export function toMessage(judged: Judged): DecisionMessage {
  const { decision, proposal, effect, bundleDigest } = judged;
  const passes = decision?.passes.values().reduce((sum, count) => sum + count, 0) ?? 0;
  return {
    effect,
    reasons: reasonsOf(judged).slice(0, MOST_LISTED),
    obligations: (decision?.obligations ?? []).slice(0, MOST_LISTED).map(({ code, message }) => ({ code, message })),
    verdicts: (decision?.concerns ?? []).slice(0, MOST_LISTED).map(withoutMore),
    passed: passes,
    notApplicable: decision?.notApplicable ?? 0,
    proposalDigest: proposal === null ? "" : digestProposal(proposal),
    bundleDigest,
  };
}

function withoutMore(verdict: Decision["verdicts"][number]): DecisionMessage["verdicts"][number] {
  const { policy, validation, severity, mode, effect, outcome, waiver, underlying } = verdict;
  return { policy, validation, severity, mode, effect, outcome, waiver, underlying };
}
