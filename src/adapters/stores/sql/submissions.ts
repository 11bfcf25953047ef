import { isDeepStrictEqual } from "node:util";
import type { Kysely, Selectable } from "kysely";
import type {
  StoredSubmission,
  SubmissionClaim,
  SubmissionOutcome,
  SubmissionState,
  SubmissionStore,
} from "#core/store";
import { guard } from "./guard.ts";
import type { Tables } from "./tables.ts";

type Row = Selectable<Tables["writ_submissions"]>;

/** Submissions in a table; a claim and an outcome each fill their columns where those are still empty, in one statement. */
export class SqlSubmissions implements SubmissionStore {
  readonly #database: Kysely<Tables>;

  constructor(database: Kysely<Tables>) {
    this.#database = database;
  }

  add(submission: StoredSubmission): ReturnType<SubmissionStore["add"]> {
    return guard(async () => {
      await this.#database
        .insertInto("writ_submissions")
        .values({ ...toRow(submission), ...UNCLAIMED })
        .onConflict((conflict) => conflict.column("id").doNothing())
        .execute();
      const state = await this.#find(submission.id);
      return { kind: isDeepStrictEqual(state?.submission, submission) ? "added" : "known" };
    });
  }

  find(id: string): Promise<SubmissionState | null> {
    return guard(() => this.#find(id));
  }

  list(limit: number): Promise<readonly SubmissionState[]> {
    return guard(async () => {
      const rows = await this.#database
        .selectFrom("writ_submissions")
        .selectAll()
        .orderBy("id", "desc")
        .limit(limit)
        .execute();
      return rows.map(toState);
    });
  }

  claim(id: string, claim: SubmissionClaim): ReturnType<SubmissionStore["claim"]> {
    return guard(async () => {
      // INVARIANT (one-claim): the columns are filled where they are empty, in one statement, so that of two that claim at once one finds them filled.
      await this.#database
        .updateTable("writ_submissions")
        .set({ attempt: claim.attempt, claimed_by: claim.by, claimed_at: claim.at, record: claim.record })
        .where("id", "=", id)
        .where("attempt", "is", null)
        .execute();
      const first = (await this.#find(id))?.claim ?? null;
      if (first === null) return { kind: "unknown" };
      return { kind: first.attempt === claim.attempt ? "claimed" : "taken", claim: first };
    });
  }

  conclude(id: string, attempt: string, outcome: SubmissionOutcome): ReturnType<SubmissionStore["conclude"]> {
    return guard(async () => {
      await this.#database
        .updateTable("writ_submissions")
        .set({ outcome_at: outcome.at, outcome: outcome.told })
        .where("id", "=", id)
        .where("attempt", "=", attempt)
        .where("outcome", "is", null)
        .execute();
      const state = await this.#find(id);
      if (state?.claim?.attempt !== attempt || state.outcome === null) return { kind: "not-claimed" };
      return { kind: "concluded", outcome: state.outcome };
    });
  }

  async #find(id: string): Promise<SubmissionState | null> {
    const row = await this.#database.selectFrom("writ_submissions").selectAll().where("id", "=", id).executeTakeFirst();
    return row === undefined ? null : toState(row);
  }
}

const UNCLAIMED = {
  attempt: null,
  claimed_by: null,
  claimed_at: null,
  record: null,
  outcome_at: null,
  outcome: null,
} as const;

function toRow(submission: StoredSubmission): Omit<Row, keyof typeof UNCLAIMED> {
  const { id, proposal, receipt, facts, approval, submittedAt, expiresAt, submittedBy } = submission;
  return {
    id,
    submitted_at: submittedAt,
    expires_at: expiresAt,
    submitted_by: submittedBy,
    proposal,
    receipt,
    facts,
    approval,
  };
}

function toState(row: Row): SubmissionState {
  const { id, proposal, receipt, facts, approval } = row;
  return {
    submission: {
      id,
      submittedAt: row.submitted_at,
      expiresAt: row.expires_at,
      submittedBy: row.submitted_by,
      proposal,
      receipt,
      facts,
      approval,
    },
    claim: toClaim(row),
    outcome: row.outcome === null || row.outcome_at === null ? null : { at: row.outcome_at, told: row.outcome },
  };
}

function toClaim({ attempt, claimed_by: by, claimed_at: at, record }: Row): SubmissionClaim | null {
  return attempt === null || by === null || at === null ? null : { attempt, by, at, record };
}
