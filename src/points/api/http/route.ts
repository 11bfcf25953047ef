import type { Caller, Permission } from "#core/access";
import type { Value } from "#core/language";
import type { MessageResult, Shape } from "#core/wire";
import { readMessage } from "#core/wire";
import { jsonAnswer, problemAnswer, type ApiAnswer } from "./answer.ts";
import { readQuery } from "./query.ts";
import type { StreamReply, StreamRequest } from "./stream.ts";

/** A request that was let in. `origin` is the address of this server as its caller knows it, `parameters` what stands in the path's braces. */
export interface RouteCall {
  readonly caller: Caller;
  readonly requestId: string;
  readonly origin: string;
  readonly parameters: Readonly<Record<string, string>>;
  /** What stands behind the `?` of the address, and in the `Cookie` header; empty without. */
  readonly query: string;
  readonly cookie: string;
  /** The entity tags that the caller has already, as `If-None-Match` says them. */
  readonly ifNoneMatch?: string | undefined;
}

/** Somewhere to ask something: what the server needs to let a request in, and what the OpenAPI document says of it. */
export interface Route {
  readonly method: "GET" | "POST" | "DELETE";
  /** With parameters in braces: `/v1/tokens/{id}`. */
  readonly path: string;
  /** What the caller must be permitted; `any` for whoever proved who they are, and null for what anybody may ask. */
  readonly permission: Permission | "any" | null;
  readonly summary: string;
  /** What may stand behind the `?` of the address; absent where nothing is looked at. */
  readonly query?: Shape<unknown>;
  /** Null where there is no body. */
  readonly request: Shape<unknown> | null;
  readonly response: Shape<unknown>;
  readonly status: number;
  /** What the answer is, where it is not JSON. */
  readonly contentType?: string;
  /** Whether the body is what a form of a page sends, in place of JSON: an object of texts. */
  readonly isForm?: boolean;
  /** What is answered to somebody who proved nothing, in place of a problem: where to prove it, for people with a browser. */
  stranger?(parameters: RouteCall["parameters"]): ApiAnswer;
  /** How large a body may be where the limit of all others is too small. */
  readonly maxBodyBytes?: number;
  /** `body` is null where there is none. */
  handle(body: Value, call: RouteCall): ApiAnswer | Promise<ApiAnswer>;
  /** Answers in place of `handle` where messages are read and written in a way of their own; the document does not describe such a route. */
  readonly stream?: (request: StreamRequest) => Promise<StreamReply>;
  /** The path before its own under which it is told who vouches for callers (RFC 9728); absent where that is told nowhere. */
  readonly challenge?: string;
}

type Told = Pick<Route, "method" | "path" | "permission" | "summary" | "maxBodyBytes"> & { readonly status?: number };

/** What a handler answers: a message, also of what is not done yet, or that there is none and why. */
export type Handled<Response extends object> = Response | Accepted<Response> | ApiProblem;

/** A message about something that was taken and is not done yet (202). */
export class Accepted<Response extends object> {
  readonly message: Response;

  constructor(message: Response) {
    this.message = message;
  }
}

/** An answer that is a problem, told apart from messages by its class. */
export class ApiProblem {
  readonly answer: ApiAnswer;
  /** What is wrong, for people; null where the code alone says it. */
  readonly detail: string | null;

  constructor(...problem: Parameters<typeof problemAnswer>) {
    this.answer = problemAnswer(...problem);
    this.detail = problem[1] ?? null;
  }
}

interface Exchange<Request, Response extends object> {
  readonly request: Shape<Request>;
  readonly response: Shape<Response>;
  /** How the body is read, where its shape alone does not say it. */
  readonly read?: (body: Value) => MessageResult<Request>;
  handle(message: Request, call: RouteCall, body: Value): Handled<Response> | Promise<Handled<Response>>;
}

/** A route that takes a message and answers with one. */
export function exchange<Request, Response extends object>(told: Told, way: Exchange<Request, Response>): Route {
  const { request, response, read = (body) => readMessage(request, body) } = way;
  return {
    status: 200,
    ...told,
    request,
    response,
    async handle(body, call) {
      const result = read(body);
      if (result.kind === "rejected") return rejection(result);
      return toAnswer(await way.handle(result.message, call, body), told.status);
    },
  };
}

interface Lookup<Query, Response extends object> {
  readonly query: Shape<Query>;
  readonly response: Shape<Response>;
  handle(query: Query, call: RouteCall): Handled<Response> | Promise<Handled<Response>>;
}

/** A route that takes a query in its address and answers with a message. */
export function lookup<Query, Response extends object>(told: Told, way: Lookup<Query, Response>): Route {
  const { query, response } = way;
  return {
    status: 200,
    ...told,
    request: null,
    query,
    response,
    async handle(_body, call) {
      const result = readQuery(query, call.query);
      if (result.kind === "rejected") return rejection(result);
      return toAnswer(await way.handle(result.message, call), told.status);
    },
  };
}

function rejection({ problems }: Extract<MessageResult<unknown>, { kind: "rejected" }>): ApiAnswer {
  return problemAnswer("invalid-request", problems[0]?.message, problems);
}

/** A route that answers with a message and takes none. */
export function source<Response extends object>(
  told: Told,
  response: Shape<Response>,
  handle: (call: RouteCall) => Handled<Response> | Promise<Handled<Response>>,
): Route {
  return {
    status: 200,
    ...told,
    request: null,
    response,
    handle: async (_body, call) => toAnswer(await handle(call), told.status),
  };
}

function toAnswer(handled: object, status: number | undefined): ApiAnswer {
  if (handled instanceof ApiProblem) return handled.answer;
  return handled instanceof Accepted ? jsonAnswer(handled.message, 202) : jsonAnswer(handled, status);
}
