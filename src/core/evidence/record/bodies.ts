import { countsOf, flag, integer, listOf, mapOf, nullable, oneOf, text, type Shape } from "./shape.ts";

/** What a record can be about. */
export type RecordKind =
  | "decision"
  | "effect"
  | "drift"
  | "approval"
  | "waiver"
  | "bundle-activated"
  | "administration"
  | "key-rotated"
  | "erasure"
  | "heartbeat"
  | "signature"
  | "gap";

/** A digest with the name of its algorithm. */
export const DIGEST: Shape = text("^sha256:[0-9a-f]{64}$", "a digest (`sha256:` and 64 hex digits)");

/** UUIDv7, whose first part is the time. */
export const ID: Shape = text(
  "^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$",
  "an id (UUIDv7)",
);

/** UTC to the millisecond. */
export const TIME: Shape = text(
  "^\\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01])T(?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d\\.\\d{3}Z$",
  "a time (UTC to the millisecond)",
);

/** What stands for a person or a resource: nothing that could be an e-mail, an address or a sentence. */
const ALIAS = text("^[A-Za-z0-9_-]{1,64}$", "an alias (letters, digits, `_` and `-`)");

/** A name that its author made public by writing it into a document, such as a policy's. */
const NAME = text("^[A-Za-z0-9][A-Za-z0-9._:/@+-]{0,254}$", "a name (letters, digits and `._:/@+-`)");
const LOG_KEY = text("^[^\\s+]{1,255}\\+[0-9a-f]{8}\\+[A-Za-z0-9+/=]{44}$", "a verifier key");

const EFFECTS = ["allow", "hold", "deny"];
const OUTCOMES = ["pass", "fail", "unknown", "error", "not-applicable", "waived"];
const VERBS = ["create", "update", "delete", "read", "invoke", "adopt", "release"];

const ACTOR = mapOf(
  { kind: oneOf(["agent", "pipeline", "person", "service"]), alias: ALIAS },
  {
    authentication: NAME,
    onBehalfOf: listOf(ALIAS, 16),
    agent: mapOf({ id: NAME }, { instance: NAME, model: NAME, task: NAME, tool: NAME, toolSet: DIGEST }),
  },
);

const VERDICT = mapOf(
  { policy: NAME, validation: NAME, outcome: oneOf(OUTCOMES) },
  {
    severity: oneOf(["info", "low", "medium", "high", "critical"]),
    mode: oneOf(["enforce", "warn", "audit"]),
    waiver: NAME,
  },
);

const DECISION = mapOf(
  {
    point: mapOf({
      name: NAME,
      version: NAME,
      enforcing: flag,
      evidence: oneOf(["required", "best-effort"]),
    }),
    actor: ACTOR,
    acts: listOf(mapOf({ verb: oneOf(VERBS), kind: NAME, count: integer(1) }), 500),
    proposal: DIGEST,
    bundle: DIGEST,
    effect: oneOf(EFFECTS),
    verdicts: listOf(VERDICT, 500),
    counts: countsOf(OUTCOMES),
  },
  {
    /** Of all verdicts in canonical form, where there are more than stand here. */
    allVerdicts: DIGEST,
    obligations: listOf(NAME, 100),
    approval: ID,
    input: mapOf({ digest: DIGEST, bytes: integer(0) }),
    facts: listOf(mapOf({ name: NAME, digest: DIGEST, ageSeconds: integer(0) }, { mostSeconds: integer(0) }), 100),
    microseconds: integer(0),
  },
);

/** What each kind of record says beside what all records say. Closed: another key makes a record of no known kind. */
export const BODIES: Readonly<Record<RecordKind, Shape>> = {
  decision: DECISION,
  effect: mapOf(
    {
      decision: ID,
      status: oneOf(["executed", "blocked", "failed", "timed-out", "unknown"]),
      agreement: oneOf(["match", "mismatch", "unknown"]),
    },
    { event: NAME, after: DIGEST },
  ),
  drift: mapOf(
    { kind: NAME, resource: DIGEST, observed: DIGEST, approved: nullable(DIGEST) },
    { decision: ID, changed: listOf(NAME, 100) },
  ),
  approval: mapOf(
    { of: DIGEST, approver: ACTOR, answer: oneOf(["approved", "refused", "revoked"]) },
    { request: ID, decision: ID, until: TIME },
  ),
  waiver: mapOf(
    { waiver: NAME, content: DIGEST, approver: ACTOR, state: oneOf(["approved", "expired", "revoked"]) },
    { until: TIME },
  ),
  "bundle-activated": mapOf(
    {
      bundle: DIGEST,
      previous: nullable(DIGEST),
      by: ACTOR,
      change: oneOf(["first", "tightens", "loosens", "both", "neither", "unknown"]),
    },
    { approval: ID },
  ),
  administration: mapOf({ act: NAME, by: ACTOR }, { target: ALIAS, content: DIGEST }),
  "key-rotated": mapOf({ retired: LOG_KEY, current: LOG_KEY, by: ACTOR }),
  erasure: mapOf({ count: integer(1), basis: NAME, by: ACTOR }),
  heartbeat: mapOf({
    decided: countsOf(EFFECTS),
    dropped: integer(0),
    waiting: integer(0),
    bundle: nullable(DIGEST),
  }),
  /** Signs every record of its emitter before it, by the digest of the last. */
  signature: mapOf({ key: LOG_KEY, signature: text("^[A-Za-z0-9+/]{86}==$", "a signature (64 bytes in Base 64)") }),
  gap: mapOf({
    first: integer(0),
    count: integer(1),
    reason: oneOf(["spool-full", "spool-lost", "restart", "unknown"]),
  }),
};
