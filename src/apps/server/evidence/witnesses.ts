import { createCosigner, readWitnessPolicy, type CosignerEvent, type CountingCosigner } from "#adapters/witnesses";
import type { Settings } from "../config/settings.ts";
import type { Log } from "../telemetry/log.ts";
import type { Metrics } from "../telemetry/metrics.ts";

/** A witness that takes longer for one request does not count for this checkpoint. */
const TIMEOUT_MS = 2000;

/** Which witnesses are asked, and what is done without them; null where none is. Throws an `UnavailableError` when the policy cannot be used. */
export function openCosigner(
  { witnessPolicy, tooFewWitnesses }: Pick<Settings, "witnessPolicy" | "tooFewWitnesses">,
  log: Log,
): CountingCosigner | null {
  if (witnessPolicy === null) return null;
  const policy = readWitnessPolicy(witnessPolicy);
  return createCosigner({
    policy,
    tooFew: tooFewWitnesses,
    timeoutMs: TIMEOUT_MS,
    report: (event) => tell(log, event),
  });
}

function tell(log: Log, event: CosignerEvent): void {
  if (event.kind === "witness-answers") log.info("a witness signs again", { witness: event.witness });
  else if (event.kind === "enough") log.info("enough witnesses sign again");
  else if (event.kind === "too-few")
    log.error("too few witnesses sign", { signed: event.signed, shown: event.isShown });
  else if (event.reason === "ahead" || event.reason === "inconsistent")
    log.error("a witness has seen another tree of this log", { witness: event.witness, reason: event.reason });
  else log.warn("a witness does not sign", { witness: event.witness, reason: event.reason });
}

/** Adds what became of checkpoints. */
export function countCheckpoints(metrics: Metrics, cosigner: CountingCosigner): void {
  metrics.gauge("writ_checkpoints_cosigned", "Checkpoints that enough witnesses signed", () => cosigner.counts.enough);
  metrics.gauge("writ_checkpoints_short", "Checkpoints that too few witnesses signed", () => cosigner.counts.tooFew);
  metrics.gauge("writ_checkpoint_witnesses", "Witnesses that signed the last checkpoint", () => cosigner.counts.signed);
}
