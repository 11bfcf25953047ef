import { isDeepStrictEqual } from "node:util";
import { approvalState, isStanding } from "#core/approvals";
import type {
  AnswerResult,
  ApprovalAnswer,
  ApprovalPage,
  ApprovalRequest,
  ApprovalStore,
  ApprovalUse,
  AskLimit,
  AskOnceResult,
  ConsumeResult,
  StoredApproval,
} from "#core/store";

/** Requests for approval in a map. Its methods do everything in one turn, so that each is one atomic step. */
export class MemoryApprovals implements ApprovalStore {
  readonly #approvals = new Map<string, StoredApproval>();
  /** Whose request each is, of those that are counted. */
  readonly #holders = new Map<string, string>();
  readonly #check: () => void;

  constructor(check: () => void) {
    this.#check = check;
  }

  async ask(request: ApprovalRequest): ReturnType<ApprovalStore["ask"]> {
    this.#check();
    const known = this.#approvals.get(request.id);
    if (known !== undefined) return { kind: isDeepStrictEqual(known.request, request) ? "asked" : "taken" };
    this.#approvals.set(request.id, { request, answers: [], use: null });
    return { kind: "asked" };
  }

  async askOnce(request: ApprovalRequest, { holder, most, now }: AskLimit): Promise<AskOnceResult> {
    this.#check();
    const all = [...this.#approvals.values()];
    if (!this.#approvals.has(request.id)) {
      const approval = all.find(
        (one) => one.request.kind === request.kind && one.request.subject === request.subject && isStanding(one, now),
      );
      if (approval !== undefined) return { kind: "known", approval };
      const waiting = all.filter(
        (one) =>
          this.#holders.get(one.request.id) === holder && approvalState(one.request, one.answers, now) === "waiting",
      );
      if (waiting.length >= most) return { kind: "too-many" };
      this.#holders.set(request.id, holder);
    }
    return this.ask(request);
  }

  async find(id: string): Promise<StoredApproval | null> {
    this.#check();
    return this.#approvals.get(id) ?? null;
  }

  async list({ state, kind, subject, now, before, limit }: ApprovalPage): Promise<readonly StoredApproval[]> {
    this.#check();
    const fitting = [...this.#approvals.values()].filter(
      ({ request, answers }) =>
        (kind === null || request.kind === kind) &&
        (subject === null || request.subject === subject) &&
        (state === null || approvalState(request, answers, now) === state) &&
        (before === null || request.id < before),
    );
    return fitting.toSorted((a, b) => (a.request.id < b.request.id ? 1 : -1)).slice(0, limit);
  }

  async answer(answer: ApprovalAnswer): Promise<AnswerResult> {
    this.#check();
    const known = this.#approvals.get(answer.request);
    if (known === undefined) return { kind: "unknown" };
    if (known.answers.some((one) => isDeepStrictEqual(one, answer))) return { kind: "answered", approval: known };
    const expected = answer.answer === "revoked" ? "approved" : undefined;
    if (known.answers.at(-1)?.answer !== expected) return { kind: "conflict", approval: known };
    const approval = { ...known, answers: [...known.answers, answer] };
    this.#approvals.set(answer.request, approval);
    return { kind: "answered", approval };
  }

  async consume(id: string, use: ApprovalUse): Promise<ConsumeResult> {
    this.#check();
    const known = this.#approvals.get(id);
    if (known === undefined) return { kind: "unknown" };
    if (known.use !== null) {
      return isDeepStrictEqual(known.use, use) ? { kind: "consumed" } : { kind: "used", use: known.use };
    }
    if (approvalState(known.request, known.answers, use.at) !== "approved") return { kind: "not-approved" };
    this.#approvals.set(id, { ...known, use });
    return { kind: "consumed" };
  }
}
