import { randomBytes } from "node:crypto";
import { isObject, parseJson } from "#core/model";
import type { Caller } from "#core/access";
import type { SessionStore } from "#core/store";
import { anyValue } from "#core/wire";
import type { PendingLogin } from "#adapters/identity";
import { problemAnswer, type ApiAnswer, type Route, type RouteCall } from "#points/api";
import { hashSecret } from "../access/api-tokens.ts";
import { CALLBACK_PATH, type CallerOf, type Login } from "../access/issuers.ts";
import { sessionTarget, type Sessions } from "../access/sessions.ts";
import type { Recorder } from "../evidence/recorder.ts";
import type { Log } from "../telemetry/log.ts";

/** What the routes by which people log in and out work on. */
export interface LoginPorts {
  readonly login: Login;
  readonly callerOf: CallerOf;
  readonly sessions: Sessions;
  readonly store: SessionStore;
  readonly publicUrl: string;
  readonly log: Log;
  /** Null where nothing is recorded. */
  readonly recorder: Recorder | null;
  readonly now: () => number;
}

const LOGIN = "writ_login";
/** How long somebody may take at the provider. */
const LOGIN_SECONDS = 600;
const AFTERWARDS = "/v1/me";
/** Where else somebody may want to be who logs in: pages of this server, by their whole form, so that nobody is led elsewhere. */
const WANTED = /^\/approvals\/[0-9a-f-]{36}$/;

/** People log in and out here. */
export function loginRoutes(ports: LoginPorts): readonly Route[] {
  return [
    redirecting("/login", "Log in at the provider of this server", (call) => begin(ports, call)),
    redirecting(CALLBACK_PATH, "Where the provider sends a browser back to", (call) => finish(ports, call)),
    { ...PAGE, path: "/logout", summary: "Asks whether to end the session of this browser", handle: () => ASK_TO_END },
    {
      ...PAGE,
      method: "POST",
      path: "/logout",
      permission: "any",
      summary: "End the session of this browser",
      handle: (_body, call) => end(ports, call),
    },
  ];
}

const PAGE = {
  method: "GET",
  permission: null,
  request: null,
  response: anyValue,
  status: 200,
  contentType: "text/html; charset=utf-8",
} as const;

function redirecting(path: string, summary: string, handle: (call: RouteCall) => Promise<ApiAnswer>): Route {
  const contentType = "text/plain; charset=utf-8";
  return { ...PAGE, path, summary, status: 303, contentType, handle: (_body, call) => handle(call) };
}

/** Sends the browser to the provider. What only this browser may finish the login with stands in its cookie, and its hash in the store. */
async function begin({ login, sessions, store, now }: LoginPorts, { query }: RouteCall): Promise<ApiAnswer> {
  const { url, pending } = await login.oidc.begin();
  const to = new URLSearchParams(query).get("to");
  const secret = Buffer.from(JSON.stringify({ ...pending, to })).toString("base64url");
  await sessions.prune();
  await store.begin({
    hash: hashSecret(secret),
    expiresAt: new Date(now() + LOGIN_SECONDS * 1000).toISOString(),
  });
  return redirect(url, [sessions.cookies.write(LOGIN, secret, LOGIN_SECONDS)]);
}

async function finish(ports: LoginPorts, { cookie, query, requestId }: RouteCall): Promise<ApiAnswer> {
  const { login, sessions, store, publicUrl, now, callerOf } = ports;
  const secret = sessions.cookies.read(cookie, LOGIN);
  const pending = secret === null ? null : pendingIn(secret);
  if (secret === null || pending === null) return NOT_BEGUN;
  // Used up before anything is asked, so that of two who bring the same login one alone goes on.
  const use = await store.use(hashSecret(secret), randomBytes(16).toString("hex"), new Date(now()).toISOString());
  if (use.kind === "unknown") return NOT_BEGUN;
  const verification = await login.oidc.finish(new URL(`${CALLBACK_PATH}?${query}`, publicUrl), pending, now());
  if (verification.kind === "unavailable") return problemAnswer("unavailable", verification.message);
  if (verification.kind === "refused") return refuse(ports, requestId, verification.refusal);
  const result = callerOf(verification.identity);
  if (result.kind === "refused") return refuse(ports, requestId, result.refusal);
  const session = sessions.make(verification.identity, login.sessionMinutes);
  await keep(ports, result.caller, session.record);
  ports.log.info("logged in", { requestId, session: sessionTarget(session.record) });
  return redirect(pending.to, [session.setCookie, sessions.cookies.write(LOGIN, "", 0)]);
}

async function keep(
  { recorder, store }: LoginPorts,
  caller: Caller,
  record: Parameters<SessionStore["add"]>[0],
): Promise<void> {
  await recorder?.act(caller, "logged-in", sessionTarget(record));
  await store.add(record);
}

function refuse(
  { log }: LoginPorts,
  requestId: string,
  { code, message }: { code: string; message: string },
): ApiAnswer {
  log.info("login refused", { requestId, reason: code });
  return problemAnswer("forbidden", message);
}

async function end(
  { sessions, recorder, log }: LoginPorts,
  { caller, cookie, requestId }: RouteCall,
): Promise<ApiAnswer> {
  const target = caller.method === "oidc" ? sessions.targetOf(cookie) : null;
  if (target === null) return problemAnswer("invalid-request", "Only a session of a browser can be logged out");
  await recorder?.act(caller, "logged-out", target);
  const taken = await sessions.end(cookie);
  log.info("logged out", { requestId, session: target });
  return { ...page("You are logged out."), headers: ["Set-Cookie", taken] };
}

/** A page that says something, and lets nothing else in. */
function page(content: string): ApiAnswer {
  const body = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Writ</title><p>${content}</p></html>\n`;
  return { status: PAGE.status, contentType: PAGE.contentType, body };
}

const ASK_TO_END: ApiAnswer = {
  ...page('<form method="post" action="/logout"><button>Log out</button></form>'),
  headers: ["Content-Security-Policy", "default-src 'none'; form-action 'self'; frame-ancestors 'none'"],
};

const NOT_BEGUN: ApiAnswer = problemAnswer(
  "invalid-request",
  "This browser began no login here within the last ten minutes, or has finished it: begin again at /login",
);

function redirect(location: string, cookies: readonly string[]): ApiAnswer {
  const headers = ["Location", location, ...cookies.flatMap((cookie) => ["Set-Cookie", cookie])];
  return { status: 303, contentType: "text/plain; charset=utf-8", body: "", headers };
}

/** A login that was begun, and where it leads. */
interface Begun extends PendingLogin {
  readonly to: string;
}

/** What `begin` put into the cookie; null for what it did not. */
function pendingIn(secret: string): Begun | null {
  const json = parseJson(Buffer.from(secret, "base64url").toString());
  if (json.kind !== "parsed" || !isObject(json.value)) return null;
  const { state, nonce, codeVerifier, to } = { ...json.value };
  if (typeof state !== "string" || typeof nonce !== "string" || typeof codeVerifier !== "string") return null;
  return { state, nonce, codeVerifier, to: typeof to === "string" && WANTED.test(to) ? to : AFTERWARDS };
}
