import { unprovenCaller, type Caller } from "#core/access";
import { CHANGE_KINDS, type ChangeKind } from "#core/analysis";
import { UnavailableError } from "#core/diagnostics";
import {
  HEARTBEAT_SECONDS,
  type Appended,
  type Draft,
  type EmitterKey,
  type EvidenceLog,
  type Stamp,
} from "#core/evidence";
import type { Activation, ApprovalAnswerKind, ApprovalRequest } from "#core/store";
import { inTime, type DecisionRecord } from "#points/api";
import { errorFields, type Log } from "../telemetry/log.ts";
import type { Disclosures, SealedDisclosures } from "../disclosures/disclosures.ts";
import type { Turnover } from "../bundles/active-bundles.ts";
import type { Aliases } from "./aliases.ts";
import { bodyAbout, callerActor, decisionBody, namesIn, namesOf, type RecordedBy } from "./decision-body.ts";
import type { EvidenceMode } from "./modes.ts";
import { Scribe } from "./scribe.ts";
import { SpoolFile } from "./spool-file.ts";
import { Spool } from "./spool.ts";
import { stampNow } from "./stamp.ts";

/** What a recorder writes with. */
export interface RecorderPorts {
  readonly log: EvidenceLog;
  readonly aliases: Aliases;
  /** Null where nothing is to be disclosed later. */
  readonly disclosures: Pick<Disclosures, "learn" | "seal"> | null;
  readonly version: string;
  readonly report: Log;
  readonly now: () => number;
  /** Signs the records. */
  readonly key: EmitterKey;
  /** Where records of best effort wait while the log takes none. */
  readonly spoolFile: string;
}

/** What became of an act: digests and words alone. */
export interface EffectFacts {
  /** The id of the record of the decision. */
  readonly decision: string;
  readonly status: "executed" | "failed" | "unknown";
  readonly agreement: "match" | "mismatch" | "unknown";
  readonly after: string | null;
}

/** So long a decision of best effort waits for its record. */
const PATIENCE_MS = 250;

const NOTHING_SEALED: SealedDisclosures = { digests: [], keep: () => Promise.resolve() };

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
  readonly #spool: Spool;
  readonly #scribe: Scribe;
  #bundle: string | null = null;

  readonly #stamp = (): Stamp => stampNow(this.#ports.now());

  constructor(ports: RecorderPorts) {
    this.#ports = ports;
    const { log, key, report, spoolFile } = ports;
    this.#scribe = new Scribe("api", log.origin, key);
    this.#spool = new Spool({ log, key, file: new SpoolFile(spoolFile, report), stamp: this.#stamp });
    this.#timer = setInterval(() => void this.#beat(), HEARTBEAT_SECONDS * 1000);
    this.#timer.unref();
  }

  /** Records of best effort that wait, and that were lost since the start. */
  get spooled(): { readonly waiting: number; readonly dropped: number } {
    return { waiting: this.#spool.waiting, dropped: this.#spool.dropped };
  }

  /** Keeps decisions; resolves once all are durable, and rejects with `UnavailableError` when one may not be. */
  readonly record = async (decided: DecisionRecord): Promise<void> => {
    await this.#learn(namesOfAll(decided));
    const sealed = this.#seal(decided);
    const drafts = this.#draftsOf(decided, "required", sealed);
    // INVARIANT (disclosures-durable): nothing is answered before what its record has digests of is kept. Whichever of the two fails, what the other left behind harms nothing.
    await Promise.all([this.#append(drafts, { id: decided.about?.record }), sealed.keep()]);
    this.#count(decided);
  };

  /** Keeps decisions as far as it can; resolves once all are durable, or after a short while. What is lost later is told in the log and counted. */
  readonly recordIfPossible = async (decided: DecisionRecord): Promise<void> => {
    await within(PATIENCE_MS, this.#learn(namesOfAll(decided)));
    const sealed = this.#seal(decided);
    const stamp = stampNow(this.#ports.now());
    const id = decided.about?.record;
    const drafts = this.#draftsOf(decided, "best-effort", sealed);
    const offered = drafts.map((draft, at) =>
      this.#spool.offer({
        draft,
        stamp: at > 0 ? stampNow(this.#ports.now()) : id === undefined ? stamp : { ...stamp, id },
      }),
    );
    const kept = sealed
      .keep()
      .catch((error: unknown) => this.#ports.report.warn("disclosures were lost", errorFields(error)));
    await within(PATIENCE_MS, Promise.all([...offered, kept]));
    this.#count(decided);
  };

  /** How the decisions of a point are kept; null where they are not. */
  at(mode: EvidenceMode): ((decided: DecisionRecord) => Promise<void>) | null {
    if (mode === "off") return null;
    return mode === "required" ? this.record : this.recordIfPossible;
  }

  async #learn(names: readonly string[]): Promise<void> {
    const { aliases, disclosures } = this.#ports;
    await Promise.all([aliases.learn(names), disclosures?.learn(names)]);
  }

  #seal(decided: DecisionRecord): SealedDisclosures {
    return this.#ports.disclosures?.seal(decided) ?? NOTHING_SEALED;
  }

  #draftsOf(
    { caller, judged, about }: DecisionRecord,
    evidence: RecordedBy["evidence"],
    { digests }: SealedDisclosures,
  ): readonly Draft[] {
    const { aliases, version } = this.#ports;
    const aliasOf = (name: string): string => aliases.known(name) ?? "unknown";
    const by = { version, evidence };
    return judged.map((one, at) => ({
      kind: "decision",
      body: { ...decisionBody(one, caller, by, aliasOf), ...bodyAbout(about, by) },
      ...(digests[at]?.length ? { disclosures: digests[at] } : {}),
    }));
  }

  #count({ judged }: DecisionRecord): void {
    for (const { effect } of judged) this.#decided[effect] = (this.#decided[effect] ?? 0) + 1;
  }

  /** Keeps what became of an act that a decision of this log allowed; rejects as `record` does. */
  async effect({ decision, status, agreement, after }: EffectFacts): Promise<void> {
    const body = { decision, status, agreement, ...(after === null ? {} : { after }) };
    await this.#append([{ kind: "effect", body }]);
  }

  /**
   * Keeps what somebody did to the control plane itself, or at its start the server by its operator (null), before it is done, with the digest of what it was about
   * where there is one; rejects as `record` does.
   */
  async act(caller: Caller | null, act: string, target: string, content?: string): Promise<void> {
    const actor = caller ?? ITSELF;
    await this.#ports.aliases.learn(namesOf(actor.principal));
    const by = callerActor(actor, (name) => this.#ports.aliases.known(name) ?? "unknown");
    await this.#append([
      { kind: "administration", body: { act, by, target, ...(content === undefined ? {} : { content }) } },
    ]);
  }

  /**
   * Keeps that somebody is forgotten, and then forgets who stands behind the alias; false where nobody has that name. The record says neither. Rejects as `record` does, and
   * may then be asked again.
   */
  async erase(caller: Caller, name: string, basis: string): Promise<boolean> {
    const { aliases } = this.#ports;
    if (!(await aliases.has(name))) return false;
    await aliases.learn(namesOf(caller.principal));
    const by = callerActor(caller, (one) => aliases.known(one) ?? "unknown");
    await this.#append([{ kind: "erasure", body: { count: 1, basis, by } }]);
    await aliases.forget(name);
    return true;
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
    const waiting = await this.#spool.close();
    if (waiting > 0) this.#ports.report.error("records wait for the next start", { waiting });
    await this.#beat();
    await this.#ports.log.close();
  }

  async #beat(): Promise<void> {
    const body = { decided: { ...this.#decided }, ...this.spooled, bundle: this.#bundle };
    try {
      await this.#append([{ kind: "heartbeat", body }], { signs: true });
      await this.#spool.sign();
    } catch (error) {
      this.#ports.report.error("the evidence log takes nothing", errorFields(error));
    }
  }

  // INVARIANT (in-sequence): records are numbered and handed to the log in one step, so that they stand in it in the order of their numbers.
  async #append(drafts: readonly Draft[], { id, signs = false }: Handing = {}): Promise<void> {
    const { log } = this.#ports;
    const pending: Promise<Appended>[] = [];
    for (const draft of drafts) for (const entry of this.#write(draft, id)) pending.push(log.append(entry));
    if (signs) for (const entry of this.#scribe.sign(this.#stamp())) pending.push(log.append(entry));
    const answers = await Promise.all(pending);
    if (answers.every(({ kind }) => kind === "appended")) return;
    this.#scribe.giveUp();
    throw new UnavailableError("evidence-unavailable", "The evidence log did not take a record");
  }

  #write(draft: Draft, id: string | undefined): readonly Uint8Array[] {
    const stamp = this.#stamp();
    const written = this.#scribe.write(draft, id === undefined ? stamp : { ...stamp, id }, this.#stamp);
    if (written.kind === "written") return written.entries;
    throw new UnavailableError("evidence-malformed", `What happened cannot be recorded: ${written.reason}`);
  }
}

/** How records are handed in: the first under an id that somebody refers to, and with the signature of the emitter behind them. */
interface Handing {
  readonly id?: string | undefined;
  readonly signs?: boolean;
}

/** What was judged is what follows the activation just before; of one that comes after others that were never here nothing is known. */
function changeSince({ sequence, change }: Activation, previous: Activation | null): ChangeKind {
  const follows = (previous?.sequence ?? 0) === sequence - 1;
  return (follows ? CHANGE_KINDS.find((one) => one === change) : undefined) ?? "unknown";
}

function namesOfAll({ judged, caller }: DecisionRecord): readonly string[] {
  return judged.flatMap((one) => namesIn(one, caller));
}

/** Waits for something that may fail, and not longer than so. */
async function within(ms: number, done: Promise<unknown>): Promise<void> {
  await inTime(
    done.catch(() => {}),
    ms,
    () => {},
  );
}
