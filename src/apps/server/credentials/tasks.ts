import type { Caller } from "#core/access";
import { UnavailableError } from "#core/diagnostics";
import type { Lease, Stop, Store } from "#core/store";
import type { TaskAnswer, TaskCredential, TaskOutcome, TaskRequest } from "#core/wire";
import type { Governor, Ruling } from "#points/agents";
import { taskAct, type TaskCall } from "#points/tasks";
import { stampNow } from "../evidence/stamp.ts";
import type { Recorder } from "../evidence/recorder.ts";
import { errorFields, type Log } from "../telemetry/log.ts";
import type { Broker, Prepared } from "./broker.ts";

/** What tasks work with. */
export interface TaskPorts {
  readonly brokers: ReadonlyMap<string, Broker>;
  readonly governor: Pick<Governor, "rule">;
  readonly store: Pick<Store, "leases">;
  /** Null where nothing is recorded. */
  readonly recorder: Pick<Recorder, "act"> | null;
  readonly log: Log;
  readonly now: () => number;
}

const PAGE = 200;

/**
 * Commands that run with credentials of their own: decided on, given exactly what they need for as long as they run, and nothing afterwards.
 *
 * INVARIANT (lease-first): a credential is written down before it is made, so that it is ended whatever becomes of this process.
 */
export class Tasks {
  readonly #ports: TaskPorts;
  readonly #running = new Map<string, Ruling>();

  constructor(ports: TaskPorts) {
    this.#ports = ports;
  }

  /** May a command run, and with what? Null where there is no such broker. Rejects with `UnavailableError` where no credential can be made; then there is none. */
  async begin(request: TaskRequest, call: TaskCall): Promise<TaskAnswer | null> {
    const { brokers, governor } = this.#ports;
    const broker = brokers.get(request.broker);
    if (broker === undefined) return null;
    const act = taskAct(request, call);
    const prepared = broker.prepare(act.proposal.effects);
    if (prepared.kind === "refused") {
      const { code, message } = prepared;
      return { ...NOTHING, effect: "deny", reasons: [{ code, message }] };
    }
    const ruling = await governor.rule(act);
    if (ruling.effect !== "allow") return answerOf(ruling, null);
    try {
      const credential = await this.#mint(broker, prepared.rights, { call, session: request.session, ruling });
      return answerOf(ruling, credential);
    } catch (error) {
      await ruling.settle({ kind: "unsent" });
      throw error;
    }
  }

  /** Ends a task of this caller, and its credential; false where it has none of this id. Rejects with `UnavailableError` while the credential may still be good. */
  async end(id: string, caller: Caller, { status }: TaskOutcome): Promise<boolean> {
    const lease = await this.#ports.store.leases.find(id);
    if (lease === null || lease.by !== caller.id || !lease.names.includes(caller.principal.id)) return false;
    await this.#running.get(id)?.settle({ kind: status });
    await this.#finish(lease);
    return true;
  }

  /** Ends the credentials that a stop concerns; where it cannot be told whom one belongs to, it is ended. Tells how many. */
  async stop(stop: Stop): Promise<number> {
    let ended = 0;
    for await (const lease of this.#leases()) {
      if (!isConcerned(stop, lease)) continue;
      await this.#finish(lease);
      ended += 1;
    }
    return ended;
  }

  /** Ends what nobody ended in time. */
  async sweep(): Promise<void> {
    for await (const lease of this.#leases()) {
      if (Date.parse(lease.endsAt) > this.#ports.now()) continue;
      await this.#running.get(lease.id)?.settle({ kind: "failed" });
      await this.#finish(lease).catch((error: unknown) => this.#warn(error));
    }
  }

  async #mint(broker: Broker, prepared: Prepared, { call, session, ruling }: Begun): Promise<TaskCredential> {
    const { store, recorder, now } = this.#ports;
    const { caller } = call;
    const { id } = stampNow(now());
    const lease: Lease = {
      id,
      broker: broker.name,
      handle: prepared.handleOf(id),
      by: caller.id,
      names: namesOf(caller),
      session,
      endsAt: new Date(now() + broker.seconds * 1000).toISOString(),
    };
    await recorder?.act(caller, "credential-made", id);
    await store.leases.add(lease);
    try {
      if (ruling.signal.aborted) throw new UnavailableError("stopped", "Somebody stopped this meanwhile");
      const { environment, files, expiresAt } = await prepared.mint(id);
      this.#running.set(id, ruling);
      ruling.signal.addEventListener(
        "abort",
        () => void this.#finish(lease).catch((error: unknown) => this.#warn(error)),
      );
      if (ruling.signal.aborted) throw new UnavailableError("stopped", "Somebody stopped this meanwhile");
      return { id, environment, files, expiresAt };
    } catch (error) {
      await this.#finish(lease).catch((cause: unknown) => this.#warn(cause));
      throw error;
    }
  }

  /** Only what was ended is forgotten: what could not be is tried again when its time is over. */
  async #finish(lease: Lease): Promise<void> {
    const { brokers, store } = this.#ports;
    this.#running.delete(lease.id);
    const broker = brokers.get(lease.broker);
    if (broker === undefined) {
      throw new UnavailableError("broker-unknown", "A credential is out of a broker that is not set any more");
    }
    await broker.revoke(lease.handle);
    await store.leases.remove(lease.id);
  }

  async *#leases(): AsyncGenerator<Lease> {
    const { leases } = this.#ports.store;
    let after = "";
    for (;;) {
      const page = await leases.list(after, PAGE);
      yield* page;
      if (page.length < PAGE) return;
      after = page.at(-1)?.id ?? after;
    }
  }

  #warn(error: unknown): void {
    this.#ports.log.warn("a credential could not be ended, and is tried again", errorFields(error));
  }
}

interface Begun {
  readonly call: TaskCall;
  readonly session: string;
  readonly ruling: Ruling;
}

const NOTHING = { reasons: [], repair: null, approval: null, credential: null } as const;

function answerOf({ effect, reasons, repair, approval }: Ruling, credential: TaskCredential | null): TaskAnswer {
  const told = reasons.map(({ code, message }) => ({ code, message }));
  return { effect, reasons: told, repair: repair?.text ?? null, approval, credential };
}

/** What a stop may call whoever calls. */
function namesOf({ id, principal }: Caller): readonly string[] {
  const { issuer } = principal.attributes;
  return [id, principal.id, ...principal.chain, ...principal.groups, ...(typeof issuer === "string" ? [issuer] : [])];
}

function isConcerned({ kind, name }: Stop, { names, session }: Lease): boolean {
  if (kind === "everything") return true;
  return kind === "session" ? name === session : names.includes(name);
}
