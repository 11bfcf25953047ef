import { sql, type ExpressionBuilder, type Kysely, type Selectable, type SqlBool, type Expression } from "kysely";
import { isDeepStrictEqual } from "node:util";
import { isStanding } from "#core/approvals";
import type {
  AnswerResult,
  ApprovalAnswer,
  ApprovalPage,
  ApprovalRequest,
  ApprovalState,
  ApprovalStore,
  ApprovalUse,
  AskLimit,
  AskOnceResult,
  ConsumeResult,
  StoredApproval,
} from "#core/store";
import { guard } from "./guard.ts";
import type { Tables } from "./tables.ts";

type Row = Pick<Selectable<Tables["writ_approvals"]>, "request" | "decision" | "revocation" | "use">;
type Where = ExpressionBuilder<Tables, "writ_approvals">;

const COLUMNS = ["request", "decision", "revocation", "use"] as const;

/** Requests for approval in a table, each with its answers in one row; each step is one statement. */
export class SqlApprovals implements ApprovalStore {
  readonly #database: Kysely<Tables>;

  constructor(database: Kysely<Tables>) {
    this.#database = database;
  }

  ask(request: ApprovalRequest): ReturnType<ApprovalStore["ask"]> {
    return guard(() => insert(this.#database, request, null));
  }

  // INVARIANT (asked-once): the row of the holder is locked until the request is in, so that of two replicas that ask the second sees what the first asked.
  askOnce(request: ApprovalRequest, { holder, most, now }: AskLimit): Promise<AskOnceResult> {
    return guard(() =>
      this.#database.transaction().execute(async (transaction) => {
        await lock(transaction, holder);
        const approval = await latestOf(transaction, request);
        const stands = approval !== null && approval.request.id !== request.id && isStanding(approval, now);
        if (stands) return { kind: "known", approval };
        const isNew = approval?.request.id !== request.id;
        if (isNew && (await countWaiting(transaction, holder, now)) >= most) return { kind: "too-many" };
        return insert(transaction, request, holder);
      }),
    );
  }

  find(id: string): Promise<StoredApproval | null> {
    return guard(() => find(this.#database, id));
  }

  list({ state, kind, subject, now, before, limit }: ApprovalPage): Promise<readonly StoredApproval[]> {
    return guard(async () => {
      let query = this.#database.selectFrom("writ_approvals").select(COLUMNS).orderBy("id", "desc").limit(limit);
      if (kind !== null) query = query.where("kind", "=", kind);
      if (subject !== null) query = query.where("subject", "=", subject);
      if (before !== null) query = query.where("id", "<", before);
      if (state !== null) query = query.where((where) => where.and(STATES[state](where, now)));
      return (await query.execute()).map(toApproval);
    });
  }

  answer(answer: ApprovalAnswer): Promise<AnswerResult> {
    return guard(async () => {
      await (answer.answer === "revoked" ? this.#revoke(answer) : this.#decide(answer));
      const approval = await find(this.#database, answer.request);
      if (approval === null) return { kind: "unknown" };
      const stands = approval.answers.some((one) => isDeepStrictEqual(one, answer));
      return { kind: stands ? "answered" : "conflict", approval };
    });
  }

  // INVARIANT (one-use): the row is locked while it is compared and set, so that of two who use it, or of one who uses and one who revokes, one is first.
  consume(id: string, use: ApprovalUse): Promise<ConsumeResult> {
    return guard(async () => {
      await this.#database
        .updateTable("writ_approvals")
        .set({ use: JSON.stringify(use) })
        .where("id", "=", id)
        .where("use", "is", null)
        .where((where) => where.and(STATES.approved(where, use.at)))
        .execute();
      const approval = await find(this.#database, id);
      if (approval === null) return { kind: "unknown" };
      if (approval.use === null) return { kind: "not-approved" };
      return isDeepStrictEqual(approval.use, use) ? { kind: "consumed" } : { kind: "used", use: approval.use };
    });
  }

  async #decide(answer: ApprovalAnswer): Promise<void> {
    await this.#database
      .updateTable("writ_approvals")
      .set({ decided: answer.answer, decided_at: answer.at, decision: JSON.stringify(answer) })
      .where("id", "=", answer.request)
      .where("decided", "is", null)
      .execute();
  }

  async #revoke(answer: ApprovalAnswer): Promise<void> {
    await this.#database
      .updateTable("writ_approvals")
      .set({ revocation: JSON.stringify(answer) })
      .where("id", "=", answer.request)
      .where("decided", "=", "approved")
      .where("revocation", "is", null)
      .execute();
  }
}

const OPEN = { decided: null, decided_at: null, decision: null, revocation: null, use: null };

async function insert(
  database: Kysely<Tables>,
  request: ApprovalRequest,
  holder: string | null,
): ReturnType<ApprovalStore["ask"]> {
  const { id, kind, subject, expiresAt } = request;
  const row = { id, kind, subject, expires_at: expiresAt, request: JSON.stringify(request), ...OPEN, holder };
  await database
    .insertInto("writ_approvals")
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const known = await find(database, id);
  return { kind: isDeepStrictEqual(known?.request, request) ? "asked" : "taken" };
}

async function find(database: Kysely<Tables>, id: string): Promise<StoredApproval | null> {
  const row = await database.selectFrom("writ_approvals").select(COLUMNS).where("id", "=", id).executeTakeFirst();
  return row === undefined ? null : toApproval(row);
}

async function lock(database: Kysely<Tables>, holder: string): Promise<void> {
  await database
    .insertInto("writ_holders")
    .values({ holder, asked: 1 })
    .onConflict((conflict) => conflict.column("holder").doUpdateSet({ asked: sql<number>`writ_holders.asked + 1` }))
    .execute();
}

/** The latest request for the same. One that was asked before it was over or used up when this one was asked. */
async function latestOf(database: Kysely<Tables>, { kind, subject }: ApprovalRequest): Promise<StoredApproval | null> {
  const row = await database
    .selectFrom("writ_approvals")
    .select(COLUMNS)
    .where("kind", "=", kind)
    .where("subject", "=", subject)
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? null : toApproval(row);
}

async function countWaiting(database: Kysely<Tables>, holder: string, now: string): Promise<number> {
  const { count } = await database
    .selectFrom("writ_approvals")
    .select((where) => where.fn.countAll().as("count"))
    .where("holder", "=", holder)
    .where((where) => where.and(STATES.waiting(where, now)))
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** `approvalState` over columns. Points in time are texts of one form, whose order is theirs. */
const STATES: Readonly<Record<ApprovalState, (where: Where, now: string) => readonly Expression<SqlBool>[]>> = {
  waiting: (where, now) => [where("decided", "is", null), where("expires_at", ">", now)],
  approved: (where, now) => [...standing(where), where("expires_at", ">", now), inTime(where)],
  refused: (where) => [where("decided", "=", "refused")],
  revoked: (where) => [where("revocation", "is not", null)],
  expired: (where, now) => [
    where.or([
      where.and([where("decided", "is", null), where("expires_at", "<=", now)]),
      where.and([...standing(where), where.or([where("expires_at", "<=", now), where.not(inTime(where))])]),
    ]),
  ],
};

function standing(where: Where): readonly Expression<SqlBool>[] {
  return [where("decided", "=", "approved"), where("revocation", "is", null)];
}

function inTime(where: Where): Expression<SqlBool> {
  return where("decided_at", "<", where.ref("expires_at"));
}

function toApproval({ request: text, decision, revocation, use }: Row): StoredApproval {
  const request: ApprovalRequest = JSON.parse(text);
  const used: ApprovalUse | null = use === null ? null : JSON.parse(use);
  return { request, answers: [...answersIn(decision), ...answersIn(revocation)], use: used };
}

function answersIn(text: string | null): readonly ApprovalAnswer[] {
  return text === null ? [] : [JSON.parse(text)];
}
