import {
  anyValue,
  matching,
  oneOf,
  optional,
  readMessage,
  record,
  required,
  text,
  type AnswerMessage,
  type Shape,
  type WholeApprovalMessage,
} from "#core/wire";
import { ApiProblem, type ApiAnswer, type Route, type RouteCall } from "#points/api";
import { approvalPage } from "../pages/approval-page.ts";
import { htmlText, PAGE_TYPE, pageAnswer } from "../pages/page.ts";
import { answer, toMessage, type ApprovalPorts } from "./approvals.ts";

/** What the pages of approvals work on. */
export interface ApprovalPagePorts extends ApprovalPorts {
  /** Whether people can log in here with a browser. */
  readonly canLogIn: boolean;
}

/** What the form of a page sends. */
interface FormMessage extends AnswerMessage {
  readonly subject: string;
}

const form: Shape<FormMessage> = record<FormMessage>("an answer", {
  answer: required(oneOf(["approved", "refused", "revoked"]), "what is answered"),
  reason: optional(text("a reason", 2000, true), "", "why"),
  subject: required(matching(/^sha256:[0-9a-f]{64}$/, "a digest"), "of what was shown"),
});

const PAGE = { path: "/approvals/{id}", permission: "read", response: anyValue, contentType: PAGE_TYPE } as const;

/** One page for each request, with a form to answer it: for people whom an agent or a chat sends here. */
export function approvalPages(ports: ApprovalPagePorts): readonly Route[] {
  const stranger = ({ id = "" }: RouteCall["parameters"]): ApiAnswer => askToLogIn(ports, id);
  return [
    {
      ...PAGE,
      method: "GET",
      summary: "A page about what is to be approved",
      status: 200,
      request: null,
      stranger,
      handle: (_body, call) => show(ports, call, null),
    },
    {
      ...PAGE,
      method: "POST",
      summary: "What the form of that page sends",
      status: 303,
      request: form,
      isForm: true,
      stranger,
      handle: (body, call) => take(ports, readMessage(form, body), call),
    },
  ];
}

async function show(
  { store, now }: ApprovalPagePorts,
  { parameters: { id = "" } }: RouteCall,
  problem: { readonly text: string; readonly status: number } | null,
): Promise<ApiAnswer> {
  const found = await store.approvals.find(id);
  const at = now();
  return found === null ? NONE : approvalPage(toMessage(found, at.toISOString()), at.getTime(), problem);
}

const NONE: ApiAnswer = pageAnswer("Not found", "<h1>There is no such request for approval</h1>", 404);

// INVARIANT (shown-is-answered): an answer names what its page showed, and one that shows something else is not taken.
async function take(
  ports: ApprovalPagePorts,
  read: ReturnType<typeof readMessage<FormMessage>>,
  call: RouteCall,
): Promise<ApiAnswer> {
  const { id = "" } = call.parameters;
  if (read.kind === "rejected")
    return show(ports, call, { text: read.problems[0]?.message ?? "This is no answer", status: 400 });
  const { subject, ...message } = read.message;
  const found = await ports.store.approvals.find(id);
  if (found !== null && found.request.subject !== subject)
    return show(ports, call, { text: "This is not what the page showed: look at it again", status: 409 });
  const answered: WholeApprovalMessage | ApiProblem = await answer(ports, message, call);
  if (answered instanceof ApiProblem)
    return show(ports, call, { text: answered.detail ?? "It was not taken", status: answered.answer.status });
  return { status: 303, contentType: "text/plain; charset=utf-8", body: "", headers: ["Location", `/approvals/${id}`] };
}

/** Sends people to the login and back here, where there is one. */
function askToLogIn({ canLogIn }: ApprovalPagePorts, id: string): ApiAnswer {
  if (canLogIn) {
    const headers = ["Location", `/login?to=${encodeURIComponent(`/approvals/${id}`)}`];
    return { status: 303, contentType: "text/plain; charset=utf-8", body: "", headers };
  }
  const command = htmlText(`writ approvals show ${id}`);
  const content = `<h1>Answer on the command line</h1><p>Nobody can log in here with a browser. Look at it with</p><pre>${command}</pre>`;
  return pageAnswer("Answer on the command line", content, 401);
}
