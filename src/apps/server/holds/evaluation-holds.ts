import type { Caller } from "#core/access";
import { approvalState, type ApprovalState, type StoredApproval } from "#core/approvals";
import { fromBase64, fromUtf8, toBase64, utf8 } from "#core/evidence";
import { holdSubject, holdWords, type StatePorts } from "#core/holds";
import { Unknown, type Value, type ValueObject } from "#core/language";
import { canonicalJson, isList, isObject, sha256Hex, type Principal } from "#core/model";
import type { Json, Store } from "#core/store";
import type { AccessRequestMessage, EvaluationRequest, TaskMessage } from "#core/wire";
import { withoutApproval } from "#core/wire";
import { MaskedSecrets, maskTexts } from "#adapters/sources";
import {
  proposeEvaluation,
  reasonsOf,
  type Session,
  type AccessOffer,
  type AccessRequests,
  type HeldEvaluation,
} from "#points/api";
import { stampNow } from "../evidence/stamp.ts";
import type { HeldRequests } from "./held-requests.ts";

/** What the approvals of evaluations work on. */
export interface EvaluationHoldPorts {
  readonly requests: HeldRequests;
  readonly store: Pick<Store, "approvals">;
  readonly sealing: Pick<StatePorts, "mac" | "equals">;
  /** Where somebody answers a request. */
  readonly urlOf: (id: string) => string;
  readonly now: () => Date;
}

/** Why a request for access is not taken, in the words of the profile. */
export interface AccessRefusal {
  readonly kind: "refused";
  readonly error: "not_requestable" | "expired_denial" | "invalid_denial_binding" | "unknown_task";
  readonly message: string;
}

export type TaskAnswer = { readonly kind: "task"; readonly task: TaskMessage } | AccessRefusal;

/** How long after a denial its approval may be asked for. */
const OFFER_MS = 10 * 60_000;

/**
 * Approvals of evaluations of AuthZEN (Access Request and Approval Profile, draft). The denial has a token that is bound to exactly the evaluation, its caller and
 * the bundle; it is asked with, and the approval is looked up when the evaluation comes again.
 */
export class EvaluationHolds implements AccessRequests {
  readonly #ports: EvaluationHoldPorts;

  constructor(ports: EvaluationHoldPorts) {
    this.#ports = ports;
  }

  offer(held: HeldEvaluation): AccessOffer {
    const expires_at = new Date(this.#ports.now().getTime() + OFFER_MS).toISOString();
    const bound: Bound = { of: subjectOf(held), until: expires_at, context: Object.keys(held.asked.context) };
    const payload = toBase64(utf8(JSON.stringify(bound)));
    return { binding_token: `${payload}.${this.#ports.sealing.mac(OFFER + payload)}`, expires_at };
  }

  async release(held: HeldEvaluation, approval: string): Promise<{ readonly record: string } | null> {
    const { requests, now } = this.#ports;
    const subject = subjectOf(held);
    if ((await requests.latest(subject))?.request.id !== approval) return null;
    const released = await requests.release(subject);
    return released === null ? null : { record: stampNow(now().getTime()).id };
  }

  /** Asks for the approval of what was denied, after it was decided once more. */
  async submit(
    message: AccessRequestMessage,
    caller: Caller,
    { session, origin }: { readonly session: Session; readonly origin: string },
  ): Promise<TaskAnswer> {
    const bound = this.#boundIn(message.denial.binding_token);
    if (bound === null || bound.until !== message.denial.expires_at) return UNBOUND;
    if (!(this.#ports.now().getTime() < Date.parse(bound.until))) return EXPIRED;
    const asked = evaluationIn(message, bound.context);
    const judged = session.judge(proposeEvaluation(session.active, asked), asked);
    if (judged.effect !== "hold") return refusal("not_requestable", "No approval would change how this is decided now");
    const held = { caller, asked, judged };
    if (subjectOf(held) !== bound.of) return UNBOUND;
    const answer = await this.#ports.requests.ask(heldOf(held));
    if (answer.kind === "refused") return refusal("not_requestable", answer.objection.message);
    return this.status(answer.asked.id, caller, origin);
  }

  /** How a request stands; only for who asked. */
  async status(id: string, caller: Caller, origin: string): Promise<TaskAnswer> {
    const found = await this.#ports.store.approvals.find(id);
    if (found?.request.kind !== "act" || found.request.requester !== caller.id) return UNKNOWN_TASK;
    return { kind: "task", task: this.#taskOf(found, origin) };
  }

  #taskOf(found: StoredApproval, origin: string): TaskMessage {
    const { urlOf, now } = this.#ports;
    const { id, expiresAt } = found.request;
    const state = approvalState(found.request, found.answers, now().toISOString());
    const [decision] = found.answers;
    return {
      task: {
        id,
        status: TASK_STATES[state],
        status_endpoint: `${origin}/access/v1/requests/${id}`,
        expires_at: expiresAt,
        links: { review: urlOf(id) },
      },
      ...(state === "approved" && decision !== undefined
        ? { result: { mode: "reevaluate", approval: { id, approved_at: decision.at, approved_until: expiresAt } } }
        : {}),
    };
  }

  #boundIn(token: string): Bound | null {
    const { mac, equals } = this.#ports.sealing;
    const [, payload = "", seal = ""] = FORM.exec(token) ?? [];
    if (payload === "" || !equals(seal, mac(OFFER + payload))) return null;
    const text = fromUtf8(fromBase64(payload) ?? new Uint8Array(0)) ?? "";
    if (text === "") return null;
    const bound: Bound = JSON.parse(text);
    return bound;
  }
}

/** What a denial is bound to. */
interface Bound {
  readonly of: string;
  readonly until: string;
  /** Which circumstances were decided on; whoever asks may add others, for people. */
  readonly context: readonly string[];
}

/** Before what is sealed, so that no other sealed text is taken for an offer. */
const OFFER = "access-request:";
const FORM = /^([A-Za-z0-9+/=]{1,8192})\.([A-Za-z0-9_-]{43})$/;

const TASK_STATES: Readonly<Record<ApprovalState, TaskMessage["task"]["status"]>> = {
  waiting: "pending",
  approved: "approved",
  refused: "denied",
  revoked: "cancelled",
  expired: "expired",
};

function refusal(error: AccessRefusal["error"], message: string): AccessRefusal {
  return { kind: "refused", error, message };
}

const UNBOUND = refusal("invalid_denial_binding", "The token is of no denial of exactly this: evaluate it again");
const EXPIRED = refusal("expired_denial", "The denial is too old to ask for its approval: evaluate it again");
const UNKNOWN_TASK = refusal("unknown_task", "There is no such request of this caller");

function evaluationIn(message: AccessRequestMessage, keys: readonly string[]): EvaluationRequest {
  const { subject, action, resource } = message;
  const { asked } = withoutApproval(message);
  const context = Object.fromEntries(Object.entries(asked.context).filter(([key]) => keys.includes(key)));
  return { subject, action, resource, context };
}

function subjectOf({ caller, asked, judged }: HeldEvaluation): string {
  const act = `sha256:${sha256Hex(canonicalJson({ caller: caller.id, ...valueOf(asked) }))}`;
  return holdSubject(act, principalOf(judged, caller), judged.bundleDigest);
}

function valueOf({ subject, action, resource, context }: EvaluationRequest): ValueObject {
  return { subject: { ...subject }, action: { ...action }, resource: { ...resource }, context };
}

function principalOf({ proposal }: HeldEvaluation["judged"], caller: Caller): Principal {
  return proposal?.principal ?? caller.principal;
}

function heldOf(held: HeldEvaluation): Parameters<HeldRequests["ask"]>[0] {
  const { caller, asked, judged } = held;
  const { proposal } = judged;
  const principal = principalOf(judged, caller);
  return {
    subject: subjectOf(held),
    caller,
    principal,
    words: () =>
      holdWords({
        proposal: proposal ?? { principal, effects: [], context: NO_CONTEXT },
        through: `an evaluation that ${caller.name} asked for`,
        session: "none",
        summary: `${asked.subject.type} ${asked.subject.id}: ${asked.action.name} ${asked.resource.type} ${asked.resource.id}`,
        details: detailsOf(asked),
        reasons: reasonsOf(judged).map(({ message }) => message),
      }),
  };
}

const NO_CONTEXT = { point: "api", environment: null, attributes: {}, unresolved: [] } as const;

/** The name that a text stands under, which may give a secret away. */
function nameOf(path: readonly (string | number)[]): string {
  return path.findLast((step) => typeof step === "string") ?? "";
}

/** All that the approval is bound to, without secrets. */
function detailsOf(asked: EvaluationRequest): Readonly<Record<string, Json>> {
  const masked = maskTexts(valueOf(asked), nameOf, new MaskedSecrets());
  return Object.fromEntries(Object.entries(masked).map(([key, value]) => [key, shown(value)]));
}

function shown(value: Value): Json {
  if (value instanceof Unknown) return "(a secret)";
  if (isList(value)) return value.map(shown);
  if (isObject(value)) return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, shown(one)]));
  if (value === null || typeof value === "boolean" || typeof value === "number") return value;
  return typeof value === "string" ? value : canonicalJson(value);
}
