import type { ColumnType } from "kysely";

/** A whole number beyond 32 bits, which the driver of PostgreSQL reads as a text. */
type Whole = ColumnType<number | string, number, number>;

/** The tables of a store, as the migrations leave them. Lists are JSON texts, points in time RFC 3339 texts: both databases then hold the same. */
export interface Tables {
  readonly writ_tokens: {
    readonly id: string;
    readonly hash: string;
    readonly name: string;
    readonly roles: string;
    readonly created_at: string;
    readonly created_by: string;
    readonly expires_at: string | null;
    readonly revoked_at: string | null;
    /** 1 for the token that was made at the first run, null for all others. */
    readonly first: number | null;
    readonly kind: string;
    readonly owner: string | null;
    readonly task: string | null;
  };
  readonly writ_bundles: {
    readonly digest: string;
    readonly files: string;
    readonly stored_at: string;
    readonly author: string | null;
  };
  readonly writ_activations: {
    readonly sequence: number;
    readonly id: string;
    readonly digest: string;
    readonly by: string;
    readonly at: string;
    readonly reason: string;
    readonly change: string;
    readonly approval: string | null;
  };
  /** `used_by` is what the first who used a login called its use. */
  readonly writ_logins: { readonly hash: string; readonly expires_at: string; readonly used_by: string | null };
  readonly writ_sessions: {
    readonly hash: string;
    readonly identity: string;
    readonly created_at: string;
    readonly expires_at: string;
    readonly ended_at: string | null;
  };
  readonly writ_leases: {
    readonly id: string;
    readonly broker: string;
    readonly handle: string;
    readonly held_by: string;
    /** A JSON list. */
    readonly names: string;
    readonly session: string;
    readonly ends_at: string;
  };
  readonly writ_aliases: { readonly name: string; readonly alias: string };
  readonly writ_submissions: {
    readonly id: string;
    readonly submitted_at: string;
    readonly expires_at: string;
    readonly submitted_by: string;
    readonly proposal: string;
    readonly receipt: string;
    readonly facts: string;
    readonly approval: string | null;
    /** Null until somebody may apply it, with the three that follow. */
    readonly attempt: string | null;
    readonly claimed_by: string | null;
    readonly claimed_at: string | null;
    readonly record: string | null;
    /** Null until it is told what became of it. */
    readonly outcome_at: string | null;
    readonly outcome: string | null;
  };
  /** `request`, `decision`, `revocation` and `use` are JSON. */
  readonly writ_approvals: {
    readonly id: string;
    readonly kind: string;
    readonly subject: string;
    readonly expires_at: string;
    readonly request: string;
    readonly decided: string | null;
    readonly decided_at: string | null;
    readonly decision: string | null;
    readonly revocation: string | null;
    readonly use: string | null;
    /** Whose request it is, of those that are counted. */
    readonly holder: string | null;
  };
  /** One row for each whose requests are counted, which is locked while one of them is added. */
  readonly writ_holders: { readonly holder: string; readonly asked: Whole };
  /** `stop`, `resumption` and `effect` are JSON. */
  readonly writ_toolsets: {
    readonly server: string;
    readonly digest: string;
    readonly seen: string;
    readonly pinned: string | null;
    readonly pin: string | null;
  };
  readonly writ_stops: { readonly id: string; readonly stop: string; readonly resumption: string | null };
  readonly writ_stop_effects: { readonly stop: string; readonly replica: string; readonly effect: string };
  readonly writ_settings: { readonly name: string; readonly value: string; readonly version: number };
  readonly writ_disclosure_keys: { readonly subject: string; readonly id: string; readonly key: string };
  /** `subject` is the id of the key of a subject, which may be gone. */
  readonly writ_disclosures: {
    readonly digest: string;
    readonly subject: string;
    readonly box: string;
    readonly at: string;
  };
  readonly writ_recordings: {
    readonly id: string;
    readonly proposal: string;
    readonly digest: string;
    readonly point: string;
    readonly principal_kind: string;
    /** As JSON, because ids may hold characters that PostgreSQL has no text for. */
    readonly principal_id: string;
    readonly bundle: string;
    readonly effect: string;
    readonly by: string;
    /** The three of a candidate are null together. */
    readonly shadow_bundle: string | null;
    readonly shadow_effect: string | null;
    readonly shadow_by: string | null;
    readonly at: string;
    readonly count: Whole;
  };
  /** `members` is what was counted once each, where that is counted, as JSON. */
  readonly writ_accounts: {
    readonly account: string;
    readonly used: Whole;
    readonly members: string;
    readonly ends_at: string | null;
  };
  /** `amounts` is a list of accounts with what was reserved in each. */
  readonly writ_reservations: {
    readonly id: string;
    readonly expires_at: string;
    readonly amounts: string;
    readonly settled: number;
  };
  /** `agent` and `agents` are JSON, because ids may hold characters that PostgreSQL has no text for. */
  readonly writ_acts: {
    readonly agent: string;
    readonly id: string;
    readonly agents: string;
    readonly at: string;
    readonly act: string;
  };
  /** The last act of each agent. */
  readonly writ_heads: { readonly agent: string; readonly head: string };
  /** What each process decided and recorded on each day; `sequence` is that of the last batch that is counted. */
  readonly writ_recorded: {
    readonly source: string;
    readonly day: string;
    readonly sequence: number;
    readonly decided: Whole;
    readonly recorded: Whole;
  };
}
