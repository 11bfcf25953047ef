import { UnavailableError } from "#core/diagnostics";
import type { Value } from "#core/language";
import { parseSurveyed, skipSpace, surveyJson, type JsonResult } from "#core/model";
import { problemAnswer, type ApiAnswer } from "./answer.ts";
import { readPairs } from "./query.ts";
import type { Route, RouteCall } from "./route.ts";

/** A request as bytes, on whatever way it came. */
export interface ApiRequest extends RouteCall {
  readonly contentType: string;
  readonly body: Uint8Array;
}

const FORM_TYPE = "application/x-www-form-urlencoded";
const LIMITS = { maxLength: 64 * 1024 * 1024, maxDepth: 64 };

/**
 * Answers a request that was let in: reads the body, asks the route, and turns whatever goes wrong into a problem.
 *
 * Total. A key that stands twice in one object is refused, since two readers of such a text may see two different requests. `report` is told of bugs of ours, of
 * which the caller hears nothing but that there is one.
 */
export async function answerRequest(
  route: Route,
  request: ApiRequest,
  report: (error: unknown) => void,
): Promise<ApiAnswer> {
  try {
    const body = route.request === null ? NOTHING : route.isForm === true ? readForm(request) : readBody(request);
    return body.kind === "problem" ? body.answer : await route.handle(body.value, request);
  } catch (error) {
    report(error);
    return problemAnswer(error instanceof UnavailableError ? "unavailable" : "internal-error");
  }
}

type Body =
  | { readonly kind: "value"; readonly value: Value }
  | { readonly kind: "problem"; readonly answer: ApiAnswer };

const NOTHING: Body = { kind: "value", value: null };

function readBody({ contentType, body }: ApiRequest): Body {
  if (!isJson(contentType)) return { kind: "problem", answer: problemAnswer("invalid-content-type") };
  const text = decode(body);
  if (text === undefined) return { kind: "problem", answer: problemAnswer("invalid-json", "The body is not UTF-8") };
  const result = parseSurveyed(text, surveyJson(body, skipSpace(body, 0)), LIMITS);
  return result.kind === "parsed" ? { kind: "value", value: result.value } : notJson(result);
}

/** A name that stands twice in a form is refused as well. */
function readForm({ contentType, body }: ApiRequest): Body {
  if (mediaType(contentType) !== FORM_TYPE) return { kind: "problem", answer: problemAnswer("invalid-content-type") };
  const text = decode(body);
  const read = text === undefined ? null : readPairs(text);
  if (read?.kind === "read") return { kind: "value", value: read.message };
  return { kind: "problem", answer: problemAnswer("invalid-request", read?.problems[0]?.message) };
}

function notJson({ problem }: Extract<JsonResult, { kind: "rejected" }>): Body {
  const { line, column } = problem.position;
  return {
    kind: "problem",
    answer: problemAnswer("invalid-json", `${problem.message} (line ${line}, column ${column})`),
  };
}

function isJson(contentType: string): boolean {
  if (contentType === "application/json") return true;
  return mediaType(contentType) === "application/json";
}

function mediaType(contentType: string): string {
  return contentType.split(";", 1)[0]?.trim().toLowerCase() ?? "";
}

const UTF_8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

function decode(body: Uint8Array): string | undefined {
  try {
    return UTF_8.decode(body);
  } catch {
    return undefined;
  }
}
