import { UnavailableError } from "#core/diagnostics";
import { reasonsOf, Session } from "#points/api";
import type { Act } from "./act.ts";
import type { GovernorPorts, Objection, Recollection, Running } from "./ports.ts";
import { tell, type Told } from "./reasons.ts";
import type { Ruling, Settlement } from "./ruling.ts";
import { Trial, type Outcome } from "./trial.ts";

/**
 * Rules what agents are about to do, in the same way at every point: not stopped, within what is registered, judged by policies and by what was done before, within
 * the budgets, approved where it must be, and recorded before anybody hears of it.
 */
export class Governor {
  readonly #ports: GovernorPorts;

  constructor(ports: GovernorPorts) {
    this.#ports = ports;
  }

  /** Why the registration of an agent keeps it from an act, which is not ruled by that: what a list leaves out. Null where nothing does. */
  objection(act: Act): Objection | null {
    const { register, active } = this.#ports;
    return register.objection(act, active());
  }

  // INVARIANT (agents-fail-closed): whatever goes wrong on the way, the ruling is a denial.
  /** Total: whatever goes wrong is a denial. */
  async rule(act: Act): Promise<Ruling> {
    const { stops, report } = this.#ports;
    try {
      const stop = stops.stopped(act);
      if (stop !== null) return await this.#refuse(act, stop);
      const running = stops.begin(act);
      try {
        return await this.#weigh(act, running);
      } catch (error) {
        running.over();
        throw error;
      }
    } catch (error) {
      report(error);
      return await this.#refuse(act, objectionOf(error));
    }
  }

  async #weigh(act: Act, running: Running): Promise<Ruling> {
    const recollection = await this.#ports.history.recall(act);
    try {
      const trial = new Trial(this.#ports, act, recollection);
      const outcome = await trial.outcome();
      const told = tell(outcome.judged, trial.session);
      const ruled = ruling(outcome, { told, running, recollection, report: this.#ports.report });
      if (ruled.effect !== "allow" || !running.signal.aborted) return ruled;
      await ruled.settle({ kind: "unsent" });
      return await this.#refuse(act, STOPPED_MEANWHILE);
    } finally {
      recollection.close();
    }
  }

  /** A denial that no policy was asked about; recorded as far as that is possible. */
  async #refuse(act: Act, objection: Objection): Promise<Ruling> {
    const { caller, requestId, proposal } = act;
    const session = new Session(this.#ports, { caller, requestId });
    const judged = session.judge({ kind: "refused", ...objection }, proposal);
    const [kept = judged] = await session.keep([judged]).catch((error: unknown) => {
      this.#ports.report(error);
      return [judged];
    });
    return { ...PLAIN, effect: "deny", judged: kept, reasons: reasonsOf(kept) };
  }
}

const STOPPED_MEANWHILE: Objection = {
  code: "stopped",
  message: "Somebody stopped this while it was decided on, and nothing of it goes on before it is resumed",
};

const PLAIN = {
  repair: null,
  approval: null,
  signal: AbortSignal.abort(),
  settle: (): Promise<void> => Promise.resolve(),
} as const;

function objectionOf(error: unknown): Objection {
  return error instanceof UnavailableError
    ? {
        code: "unavailable",
        message: "What decides on this does not answer now, and what is not decided is not allowed: try again later",
      }
    : { code: "internal-error", message: "This could not be decided on, and what is not decided is not allowed" };
}

interface Surroundings {
  readonly told: Told;
  readonly running: Running;
  readonly recollection: Recollection;
  readonly report: (error: unknown) => void;
}

function ruling(
  { judged, asked, reservation }: Outcome,
  { told, running, recollection, report }: Surroundings,
): Ruling {
  if (judged.effect !== "allow") running.over();
  let isSettled = judged.effect !== "allow";
  const settle = async (settlement: Settlement): Promise<void> => {
    if (isSettled) return;
    isSettled = true;
    running.over();
    await Promise.all([reservation?.settle(settlement), recollection.settle(settlement)]).catch(report);
  };
  return {
    effect: judged.effect,
    judged,
    ...told,
    approval: asked,
    signal: running.signal,
    settle,
  };
}
