import { randomBytes } from "node:crypto";
import { unprovenCaller, type Caller } from "#core/access";
import { CHANGE_KINDS, type ChangeKind } from "#core/analysis";
import { UnavailableError } from "#core/diagnostics";
import { emit, HEARTBEAT_SECONDS, newEmitter, type Draft, type Emitter, type EvidenceLog } from "#core/evidence";
import type { Activation, ApprovalAnswerKind, ApprovalRequest } from "#core/store";
import { nodeCrypto } from "#adapters/signers";
import type { DecisionRecord } from "#points/api";
import { errorFields, type Log } from "../telemetry/log.ts";
import type { Turnover } from "../bundles/active-bundles.ts";
import type { Aliases } from "./aliases.ts";
import { bodyAbout, callerActor, decisionBody, namesIn, namesOf } from "./decision-body.ts";
import { stampNow } from "./stamp.ts";

/** What a recorder writes with. */
export interface RecorderPorts {
  readonly log: EvidenceLog;
  readonly aliases: Aliases;
  readonly version: string;
  readonly report: Log;
  readonly now: () => number;
}

/** What became of an act: digests and words alone. */
export interface EffectFacts {
  /** The id of the record of the decision. */
  readonly decision: string;
  readonly status: "executed" | "failed" | "unknown";
  readonly agreement: "match" | "mismatch" | "unknown";
  readonly after: string | null;
}

/** Who activates at the start of a server: the server itself. */
const ITSELF: Caller = unprovenCaller("writ");

/**
 * Keeps what was decided and done as records of one emitter, numbered without gaps. Each start of a server is an emitter of its own, and so is whatever follows an
 * entry that was not acknowledged, which may or may not stand in the log.
 */
export class Recorder {
  readonly #ports: RecorderPorts;
  readonly #decided: Record<string, number> = {};
  readonly #timer: NodeJS.Timeout;
  #emitter: Emitter;
  #bundle: string | null = null;

  constructor(ports: RecorderPorts) {
    this.#ports = ports;
    this.#emitter = emitterOf(ports.log);
    this.#timer = setInterval(() => void this.#beat(), HEARTBEAT_SECONDS * 1000);
    this.#timer.unref();
  }

  /** Keeps decisions; resolves once all are durable, and rejects with `UnavailableError` when one may not be. */
  readonly record = async ({ caller, judged, about }: DecisionRecord): Promise<void> => {
    const { aliases, version } = this.#ports;
    await aliases.learn(judged.flatMap((one) => namesIn(one, caller)));
    const aliasOf = (name: string): string => aliases.known(name) ?? "unknown";
    const bodies = judged.map((one) => ({
      ...decisionBody(one, caller, version, aliasOf),
      ...bodyAbout(about, version),
    }));
    await this.#append(
      bodies.map((body) => ({ kind: "decision", body })),
      about?.record,
    );
    for (const { effect } of judged) this.#decided[effect] = (this.#decided[effect] ?? 0) + 1;
  };

  /** Keeps what became of an act that a decision of this log allowed; rejects as `record` does. */
  async effect({ decision, status, agreement, after }: EffectFacts): Promise<void> {
    const body = { decision, status, agreement, ...(after === null ? {} : { after }) };
    await this.#append([{ kind: "effect", body }]);
  }

  /** Keeps what somebody did to the control plane itself, before it is done; rejects as `record` does. */
  async act(caller: Caller, act: string, target: string): Promise<void> {
    await this.#ports.aliases.learn(namesOf(caller.principal));
    const by = callerActor(caller, (name) => this.#ports.aliases.known(name) ?? "unknown");
    await this.#append([{ kind: "administration", body: { act, by, target } }]);
  }

  /** Keeps what somebody answers to a request for approval, before it counts; rejects as `record` does. */
  async answered(caller: Caller, request: ApprovalRequest, answer: ApprovalAnswerKind): Promise<void> {
    await this.#ports.aliases.learn(namesOf(caller.principal));
    const approver = callerActor(caller, (name) => this.#ports.aliases.known(name) ?? "unknown");
    const until = answer === "approved" ? { until: request.expiresAt } : {};
    const body = { of: request.subject, request: request.id, approver, answer, ...until };
    await this.#append([{ kind: "approval", body }]);
  }

  /** Keeps that this server decides by another bundle from now on, and what that does to answers, as it was judged when it was activated. */
  async activated({ activation, previous, caller }: Turnover): Promise<void> {
    const actor = caller ?? ITSELF;
    await this.#ports.aliases.learn(namesOf(actor.principal));
    const { digest, approval } = activation;
    const bundle = `sha256:${digest}`;
    const body = {
      bundle,
      previous: previous === null ? null : `sha256:${previous.digest}`,
      by: callerActor(actor, (name) => this.#ports.aliases.known(name) ?? "unknown"),
      change: changeSince(activation, previous),
      ...(approval === null ? {} : { approval }),
    };
    await this.#append([{ kind: "bundle-activated", body }]);
    this.#bundle = bundle;
  }

  /** Says a last time what was counted, and lets the log go with everything in it published. */
  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.#beat();
    await this.#ports.log.close();
  }

  async #beat(): Promise<void> {
    const body = { decided: { ...this.#decided }, dropped: 0, waiting: 0, bundle: this.#bundle };
    try {
      await this.#append([{ kind: "heartbeat", body }]);
    } catch (error) {
      this.#ports.report.error("the evidence log takes nothing", errorFields(error));
    }
  }

  // INVARIANT (in-sequence): records are numbered and handed to the log in one step, so that they stand in it in the order of their numbers.
  async #append(drafts: readonly Draft[], id?: string): Promise<void> {
    const { log } = this.#ports;
    const pending = drafts.map((draft) => log.append(this.#emit(draft, id)));
    const answers = await Promise.all(pending);
    if (answers.every(({ kind }) => kind === "appended")) return;
    this.#emitter = emitterOf(log);
    throw new UnavailableError("evidence-unavailable", "The evidence log did not take a record");
  }

  #emit(draft: Draft, id?: string): Uint8Array {
    const stamp = stampNow(this.#ports.now());
    const emitted = emit(nodeCrypto.sha256, this.#emitter, draft, id === undefined ? stamp : { ...stamp, id });
    if (emitted.kind === "malformed") {
      throw new UnavailableError("evidence-malformed", `What happened cannot be recorded: ${emitted.reason}`);
    }
    this.#emitter = emitted.after;
    return emitted.bytes;
  }
}

/** What was judged is what follows the activation just before; of one that comes after others that were never here nothing is known. */
function changeSince({ sequence, change }: Activation, previous: Activation | null): ChangeKind {
  const follows = (previous?.sequence ?? 0) === sequence - 1;
  return (follows ? CHANGE_KINDS.find((one) => one === change) : undefined) ?? "unknown";
}

function emitterOf({ origin }: EvidenceLog): Emitter {
  return newEmitter(`api/${randomBytes(8).toString("hex")}`, origin);
}
