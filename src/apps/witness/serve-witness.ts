import { createWitness, type VerifierKey, type Witness, type WitnessAnswer } from "#core/evidence";
import { nodeCrypto, type FileSigner } from "#adapters/signers";
import type { OpenWitnessState } from "#adapters/witnesses";
import {
  certificateOf,
  closeServer,
  errorFields,
  listenOn,
  makeServer,
  Metrics,
  RateLimit,
  reloadCertificate,
  urlOf,
  type Log,
} from "#apps/server";
import { keepFork } from "./forks.ts";
import { createWitnessListener } from "./listener.ts";
import { readLogs } from "./read-logs.ts";
import type { WitnessSettings } from "./settings.ts";

/** What a witness is made from. */
export interface Ingredients {
  readonly settings: WitnessSettings;
  readonly signer: FileSigner;
  readonly logs: readonly VerifierKey[];
}

/** A witness that answers. */
export interface RunningWitness {
  readonly url: string;
  /** Reads the list of logs and the certificate again; what is broken is reported, and the last one stays. */
  reload(): Promise<void>;
  stop(): Promise<void>;
}

/** Answers from now on. Rejects when the address is taken, or the certificate cannot be used. */
export async function serveWitness(
  ingredients: Ingredients,
  state: OpenWitnessState,
  log: Log,
): Promise<RunningWitness> {
  const { settings } = ingredients;
  const metrics = new Metrics();
  let witness = witnessOf(ingredients, state);
  let isEnding = false;
  const listener = createWitnessListener({
    witness: () => witness,
    state,
    requests: new RateLimit(settings.maxRequestsPerSecond, performance.now.bind(performance)),
    metrics,
    log,
    answered: (answer) => report(log, settings.data, answer),
    isEnding: () => isEnding,
  });
  const server = makeServer(settings, listener, []);
  const port = await listenOn(server, settings.host, settings.port);
  return {
    url: urlOf(settings.host, port, settings.tlsCert !== null),
    reload: () => {
      const read = readLogs(settings.logs);
      if (read.kind === "broken")
        log.error("the list of logs cannot be used, the last one stays", { problem: read.problem });
      else witness = witnessOf({ ...ingredients, logs: read.logs }, state);
      reloadCertificate(server, () => certificateOf(settings.tlsCert ?? "", settings.tlsKey ?? ""), log);
      return Promise.resolve();
    },
    stop: async () => {
      isEnding = true;
      log.info("stopping");
      await closeServer(server, settings.shutdownGraceMs);
      metrics.close();
      state.close();
      log.info("stopped");
    },
  };
}

function witnessOf({ signer, logs }: Ingredients, state: OpenWitnessState): Witness {
  return createWitness({ crypto: nodeCrypto, signer, logs, state, now: () => Date.now() / 1000 });
}

/** Says what somebody should hear of. Origins stand in the list of logs, so that none is a stranger's word. */
function report(log: Log, data: string, answer: WitnessAnswer): void {
  if (answer.kind === "cosigned") log.debug("signed", { origin: answer.origin, size: answer.size });
  if (answer.kind !== "inconsistent") return;
  const { origin, latestSize, fork } = answer;
  if (fork === null) return log.warn("a checkpoint was not proven to have grown", { origin, latestSize });
  try {
    log.error("a log has signed two trees of one size", { origin, latestSize, file: keepFork(data, fork) });
  } catch (error) {
    log.error("a log has signed two trees of one size", { origin, latestSize, ...errorFields(error) });
  }
}
