import { describeProposal } from "./describe-proposal.ts";
import { conformProposal, reasonsOf, Session, type Judged } from "#points/api";
import type { Act } from "./act.ts";
import { ALLOWED_WITH_MORE, allowedBy, deniedBy } from "./judgements.ts";
import type { GovernorPorts, Recollection, Reservation } from "./ports.ts";
import type { Asked } from "./ruling.ts";

/** How an act was ruled. */
export interface Outcome {
  readonly judged: Judged;
  readonly asked: Asked | null;
  /** Null with anything but an allow. */
  readonly reservation: Reservation | null;
}

/** One act on its way to a ruling. */
export class Trial {
  readonly #ports: GovernorPorts;
  readonly #act: Act;
  readonly #recollection: Recollection;
  /** By what it is judged, and when. */
  readonly session: Session;

  constructor(ports: GovernorPorts, act: Act, recollection: Recollection) {
    this.#ports = ports;
    this.#act = act;
    this.#recollection = recollection;
    this.session = new Session(ports, { caller: act.caller, requestId: act.requestId });
  }

  async outcome(): Promise<Outcome> {
    const judged = this.#judge();
    if (judged.effect === "deny") return { judged: await this.#keep(judged, null), asked: null, reservation: null };
    const reserved = await this.#ports.budgets.reserve(this.#act, this.session.active);
    if (reserved.kind === "exceeded") {
      return { judged: await this.#keep(deniedBy(judged, reserved.objection), null), asked: null, reservation: null };
    }
    const { reservation } = reserved;
    let isGone = false;
    try {
      const { kept, asked } = await this.#release(judged);
      isGone = kept.effect === "allow";
      return { judged: kept, asked, reservation: isGone ? reservation : null };
    } finally {
      if (!isGone) await reservation.settle({ kind: "unsent" });
    }
  }

  #judge(): Judged {
    const { register } = this.#ports;
    const { active } = this.session;
    const objection = register.objection(this.#act, active);
    const { proposal } = this.#recollection;
    if (objection !== null) return this.session.judge({ kind: "refused", ...objection }, proposal);
    const proposed = conformProposal(active, describeProposal(active.bundle.kinds, proposal));
    return this.session.judge(proposed, proposal);
  }

  /** What is allowed goes; what is held goes once with an approval of exactly this, and is asked about else. */
  async #release(judged: Judged): Promise<{ readonly kept: Judged; readonly asked: Asked | null }> {
    const { holds } = this.#ports;
    const held = judged.effect === "hold" || (judged.decision?.obligations.length ?? 0) > 0;
    if (!held) return { kept: await this.#keep(judged, null), asked: null };
    const release = await holds.release(this.#act, judged.bundleDigest);
    if (release !== null) return { kept: await this.#keep(allowedBy(judged), release.approval), asked: null };
    const reasons = judged.effect === "hold" ? reasonsOf(judged) : [ALLOWED_WITH_MORE];
    const answer = await holds.ask(this.#act, judged.bundleDigest, reasons);
    if (answer.kind === "refused")
      return { kept: await this.#keep(deniedBy(judged, answer.objection), null), asked: null };
    return { kept: await this.#keep({ ...judged, effect: "hold" }, null), asked: answer.asked };
  }

  async #keep(judged: Judged, approval: string | null): Promise<Judged> {
    const { point } = this.#act.proposal.context;
    const about = { record: this.#ports.newId(), point, approval };
    const [kept = judged] = await this.session.keep([judged], about);
    await this.#recollection.add(kept.effect);
    return kept;
  }
}
