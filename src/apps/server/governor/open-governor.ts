import { Governor, type Budgets, type History, type Holds, type Register, type Stops } from "#points/agents";
import type { SessionPorts } from "#points/api";
import type { ActiveBundles } from "../bundles/active-bundles.ts";
import type { Recorder } from "../evidence/recorder.ts";
import { now } from "../now.ts";
import { stampNow } from "../evidence/stamp.ts";
import { errorFields, type Log } from "../telemetry/log.ts";

/** What acts of agents are ruled by. */
export interface GovernorParts {
  readonly bundles: Pick<ActiveBundles, "current">;
  /** Null where nothing is recorded. */
  readonly recorder: Recorder | null;
  readonly heard: SessionPorts["heard"];
  readonly log: Log;
  readonly stops: Stops;
  readonly register: Register;
  readonly budgets: Budgets;
  readonly history: History;
  readonly holds: Holds;
}

/** One governor for all points of this server at which agents act. An allow is recorded first, whatever the mode of the evidence of other points is. */
export function openGovernor({ bundles, recorder, log, ...parts }: GovernorParts): Governor {
  return new Governor({
    ...parts,
    now,
    active: () => bundles.current,
    record: recorder?.record ?? null,
    newId: () => stampNow(Date.now()).id,
    report: (error) => log.error("an act of an agent could not be ruled", errorFields(error)),
  });
}
