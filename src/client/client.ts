import type { Proposal } from "#core/model";
import {
  approveToolsMessage,
  authorizationAnswer,
  decisionMessage,
  disclosuresMessage,
  erasedMessage,
  evaluationResponse,
  evaluationsResponse,
  issuedMessage,
  me,
  listedSubmission,
  listedSubmissions,
  outcomeAnswer,
  quarantineMessage,
  receiptKeysAnswer,
  resumeMessage,
  stoppedMessage,
  stopsMessage,
  submissionAnswer,
  taskAnswer,
  taskEnded,
  tokenMessage,
  tokensMessage,
  toolsetsMessage,
  writeProposal,
  type ApproveToolsMessage,
  type ApproveToolsRequest,
  type QuarantineMessage,
  type QuarantineRequest,
  type ToolsetsMessage,
  type ActivatedMessage,
  type ActivationRequest,
  type AnswerMessage,
  type ApprovalsMessage,
  type ApprovalsQuery,
  type BundleMessage,
  type DecisionMessage,
  type DisclosuresMessage,
  type DisclosuresRequest,
  type ErasedMessage,
  type ErasureMessage,
  type EvaluationResponse,
  type FileMessage,
  type ForgetAnswer,
  type HistoryMessage,
  type IssuedMessage,
  type RecordingsMessage,
  type ReplayAnswer,
  type ResumeMessage,
  type ResumeRequest,
  type RollbackRequest,
  type StoppedMessage,
  type StopRequest,
  type StopsMessage,
  type ShadowAnswer,
  type UploadMessage,
  type WholeApprovalMessage,
  budgetsMessage,
  type BudgetsMessage,
  type MeMessage,
  writeTagged,
  type AuthorizationAnswer,
  type AuthorizationRequest,
  type ListedSubmission,
  type OutcomeAnswer,
  type OutcomeRequest,
  type SubmissionAnswer,
  type SubmissionRequest,
  type TaskAnswer,
  type TaskMessage,
  type TaskOutcome,
  type TaskRequest,
  type TokenMessage,
  type TokenRequest,
} from "#core/wire";
import { accessQuestion, accessTaskQuestion } from "./access.ts";
import { answerQuestion, approvalQuestion, approvalsQuestion } from "./approvals.ts";
import { activationQuestion, bundleQuestion, HISTORY, rollbackQuestion, uploadQuestion } from "./bundles.ts";
import type {
  CandidateInput,
  DenialInput,
  EvaluationInput,
  EvaluationsInput,
  RangeInput,
  ReplayInput,
} from "./messages.ts";
import { readAnswer, type Question } from "./question.ts";
import { exportQuestion, forgetQuestion, replayQuestion, shadowQuestion } from "./replay.ts";
import { send, type ClientOptions } from "./send.ts";

/**
 * Asks a control plane for decisions.
 *
 * Every answer is read by the shape that it must have. What is refused rejects with `RefusedError`, and whatever else is no answer (no connection,
 * no time left, nothing that can be understood) with `NoAnswerError`: an allow is only what a server has said. Nothing is asked twice.
 */
export class WritClient {
  readonly #options: ClientOptions;

  constructor(options: ClientOptions) {
    this.#options = options;
  }

  /** AuthZEN: may a subject do this? */
  evaluate(request: EvaluationInput): Promise<EvaluationResponse> {
    const body = JSON.stringify(request);
    return this.#ask({ method: "POST", path: "/access/v1/evaluation", body, shape: evaluationResponse });
  }

  /** AuthZEN: may subjects do these? In the order of the request, as far as its semantic goes. */
  async evaluateAll(request: EvaluationsInput): Promise<readonly EvaluationResponse[]> {
    if (request.evaluations.length === 0) return [];
    const body = JSON.stringify(request);
    const asked = { method: "POST", path: "/access/v1/evaluations", body, shape: evaluationsResponse } as const;
    return (await this.#ask(asked)).evaluations;
  }

  /** Asks that somebody looks at an evaluation which was denied, with the denial as it was given. */
  requestAccess(request: EvaluationInput, denial: DenialInput): Promise<TaskMessage> {
    return this.#ask(accessQuestion(request, denial));
  }

  /** How does a request for access stand? Only whoever asked is told. */
  accessTask(id: string): Promise<TaskMessage> {
    return this.#ask(accessTaskQuestion(id));
  }

  /** What is to be done about a proposal? `isAllowed` tells whether that is to go on. */
  decide(proposal: Proposal): Promise<DecisionMessage> {
    return this.#ask({ method: "POST", path: "/v1/decide", body: writeProposal(proposal), shape: decisionMessage });
  }

  /** Submits a plan: may it be applied? The answer has the receipt that whoever applies it shows. */
  submit(request: SubmissionRequest): Promise<SubmissionAnswer> {
    const body = writeTagged(request);
    return this.#ask({ method: "POST", path: "/v1/submissions", body, shape: submissionAnswer, status: 201 });
  }

  /** May a plan that was submitted be applied now, this once? `refusal` is null when it may. */
  authorize(id: string, request: AuthorizationRequest): Promise<AuthorizationAnswer> {
    const body = JSON.stringify(request);
    return this.#ask({ method: "POST", path: submissionPath(id, "authorize"), body, shape: authorizationAnswer });
  }

  /** Tells what became of a plan, and hears what that leaves open. */
  tellOutcome(id: string, request: OutcomeRequest): Promise<OutcomeAnswer> {
    const body = writeTagged(request);
    return this.#ask({ method: "POST", path: submissionPath(id, "outcome"), body, shape: outcomeAnswer });
  }

  /** The plans that were submitted, the latest first. */
  async submissions(): Promise<readonly ListedSubmission[]> {
    const asked = { method: "GET", path: "/v1/submissions", body: null, shape: listedSubmissions } as const;
    return (await this.#ask(asked)).submissions;
  }

  /** How one plan stands. */
  submission(id: string): Promise<ListedSubmission> {
    return this.#ask({ method: "GET", path: submissionPath(id), body: null, shape: listedSubmission });
  }

  /** The verifier keys of whoever signs receipts. */
  async receiptKeys(): Promise<readonly string[]> {
    const asked = { method: "GET", path: "/v1/receipts/keys", body: null, shape: receiptKeysAnswer } as const;
    return (await this.#ask(asked)).keys;
  }

  /** May a command run, and with which credentials? Whoever is given some ends them with `endTask`. */
  beginTask(request: TaskRequest): Promise<TaskAnswer> {
    return this.#ask({ method: "POST", path: "/v1/tasks", body: JSON.stringify(request), shape: taskAnswer });
  }

  /** Ends a task, and its credentials; false where there is no such task of this caller. */
  async endTask(id: string, outcome: TaskOutcome): Promise<boolean> {
    const path = `/v1/tasks/${encodeURIComponent(id)}/end`;
    return (await this.#ask({ method: "POST", path, body: JSON.stringify(outcome), shape: taskEnded })).ended;
  }

  /** Which requests for approval are there? The latest first; `next` of a page is what the one behind it comes `before`. */
  approvals(query: Partial<ApprovalsQuery> = {}): Promise<ApprovalsMessage> {
    return this.#ask(approvalsQuestion(query));
  }

  /** What is to be approved, and how does it stand? */
  approval(id: string): Promise<WholeApprovalMessage> {
    return this.#ask(approvalQuestion(id));
  }

  /** Approves, refuses or revokes; answering again as before changes nothing. */
  answerApproval(id: string, answer: AnswerMessage): Promise<WholeApprovalMessage> {
    return this.#ask(answerQuestion(id, answer));
  }

  /** Who the token stands for, and what that may do. */
  me(): Promise<MeMessage> {
    return this.#ask({ method: "GET", path: "/v1/me", body: null, shape: me });
  }

  /** How much whoever the token stands for has used of its budgets, and of those of all agents. */
  myBudgets(): Promise<BudgetsMessage> {
    return this.#ask({ method: "GET", path: "/v1/me/budgets", body: null, shape: budgetsMessage });
  }

  /** What would a candidate have decided? One stretch of the recordings; `next` of the answer is where the next one begins. */
  replay(request: ReplayInput): Promise<ReplayAnswer> {
    return this.#ask(replayQuestion(request));
  }

  /** What was asked and decided, a page at a time. */
  exportRecordings(range: RangeInput): Promise<RecordingsMessage> {
    return this.#ask(exportQuestion(range));
  }

  /** Removes every recording that names a principal. */
  forgetRecordings(principal: string): Promise<ForgetAnswer> {
    return this.#ask(forgetQuestion(principal));
  }

  /** What runs in shadow, and how do its answers differ? */
  shadow(): Promise<ShadowAnswer> {
    return this.#ask(shadowQuestion("GET"));
  }

  /** Lets a candidate run in shadow, in place of any other. */
  startShadow(candidate: CandidateInput): Promise<ShadowAnswer> {
    return this.#ask(shadowQuestion("POST", candidate));
  }

  /** Lets nothing run in shadow. */
  stopShadow(): Promise<ShadowAnswer> {
    return this.#ask(shadowQuestion("DELETE"));
  }

  /** Checks documents as one bundle and stores it, which decides nothing yet: what does it change of what decides? */
  uploadBundle(files: readonly FileMessage[]): Promise<UploadMessage> {
    return this.#ask(uploadQuestion(files));
  }

  /** Which documents has a stored bundle, and who uploaded them? */
  bundle(digest: string): Promise<BundleMessage> {
    return this.#ask(bundleQuestion(digest));
  }

  /** What decided when, and why? The first of them decides. */
  activations(): Promise<HistoryMessage> {
    return this.#ask(HISTORY);
  }

  /** Lets a stored bundle decide; what loosens waits until somebody else approves it. */
  activate(request: ActivationRequest): Promise<ActivatedMessage> {
    return this.#ask(activationQuestion(request));
  }

  /** Lets decide again what decided before; what loosens waits as well. */
  rollBack(request: RollbackRequest): Promise<ActivatedMessage> {
    return this.#ask(rollbackQuestion(request));
  }

  /** Forgets who stands behind an alias in the records. */
  erase(erasure: ErasureMessage): Promise<ErasedMessage> {
    const body = JSON.stringify(erasure);
    return this.#ask({ method: "POST", path: "/v1/evidence/erasures", body, shape: erasedMessage });
  }

  /** What are the digests in records of? Of at most 1,000 digests those disclosures that are there. */
  disclose(request: DisclosuresRequest): Promise<DisclosuresMessage> {
    const body = JSON.stringify(request);
    return this.#ask({ method: "POST", path: "/v1/evidence/disclosures", body, shape: disclosuresMessage });
  }

  /** What servers of tools offer, and how it stands against what was approved. */
  async toolsets(): Promise<ToolsetsMessage["toolsets"]> {
    return (await this.#ask({ method: "GET", path: "/v1/toolsets", body: null, shape: toolsetsMessage })).toolsets;
  }

  /** Lets agents use the tools of a server as it offers them; it waits until somebody else approves it. */
  approveTools(server: string, request: ApproveToolsRequest): Promise<ApproveToolsMessage> {
    const path = `/v1/toolsets/${encodeURIComponent(server)}/approve`;
    const body = JSON.stringify(request);
    return this.#ask({ method: "POST", path, body, shape: approveToolsMessage, status: [200, 202] });
  }

  /** Takes back what was approved of a server. */
  quarantineTools(server: string, request: QuarantineRequest): Promise<QuarantineMessage> {
    const path = `/v1/toolsets/${encodeURIComponent(server)}/quarantine`;
    return this.#ask({ method: "POST", path, body: JSON.stringify(request), shape: quarantineMessage });
  }

  /** What was stopped, the latest first. */
  async stops(): Promise<StopsMessage["stops"]> {
    return (await this.#ask({ method: "GET", path: "/v1/stops", body: null, shape: stopsMessage })).stops;
  }

  /** Stops an agent, a session, a tool, a server, a tenant or everything. */
  stop(request: StopRequest): Promise<StoppedMessage> {
    const body = JSON.stringify(request);
    return this.#ask({ method: "POST", path: "/v1/stops", body, shape: stoppedMessage, status: 201 });
  }

  /** Lets go on what was stopped; it waits until somebody else approves it. */
  resume(id: string, request: ResumeRequest): Promise<ResumeMessage> {
    const path = `/v1/stops/${encodeURIComponent(id)}/resume`;
    return this.#ask({ method: "POST", path, body: JSON.stringify(request), shape: resumeMessage, status: [200, 202] });
  }

  /** All tokens, those that are over too; without their texts. */
  async tokens(): Promise<readonly TokenMessage[]> {
    return (await this.#ask({ method: "GET", path: "/v1/tokens", body: null, shape: tokensMessage })).tokens;
  }

  /** Makes a token, whose text is told this once. */
  makeToken(request: TokenRequest): Promise<IssuedMessage> {
    const body = JSON.stringify(request);
    return this.#ask({ method: "POST", path: "/v1/tokens", body, shape: issuedMessage, status: 201 });
  }

  /** Takes a token back, for good. */
  revokeToken(id: string): Promise<TokenMessage> {
    const path = `/v1/tokens/${encodeURIComponent(id)}`;
    return this.#ask({ method: "DELETE", path, body: null, shape: tokenMessage });
  }

  async #ask<Answer>(question: Question<Answer>): Promise<Answer> {
    return readAnswer(question, await send(this.#options, question));
  }
}

function submissionPath(id: string, ...more: readonly string[]): string {
  return ["/v1/submissions", encodeURIComponent(id), ...more].join("/");
}

/**
 * Whether a decision lets its proposal go on: it allows, and everything that must still happen is among the codes of obligations that the caller sees
 * to. One that the caller does not know keeps it from going on.
 */
export function isAllowed({ effect, obligations }: DecisionMessage, seenTo: readonly string[] = []): boolean {
  return effect === "allow" && obligations.every(({ code }) => seenTo.includes(code));
}
