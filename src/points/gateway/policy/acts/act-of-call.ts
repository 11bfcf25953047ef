import { cut } from "#core/diagnostics";
import { Inspector, INSPECTION_RULES, showHidden } from "#core/inspection";
import type { Value, ValueObject } from "#core/language";
import { canonicalJson, type Effect, type Proposal, type Unresolved, type Verb } from "#core/model";
import type { JsonObject } from "#core/store";
import { actSubject, costOfCall, toolEffect, type Act, type Cost, type Surface, type ToolTarget } from "#points/agents";
import type { McpCall, ServerMessage, Visit } from "../../interceptor.ts";
import type { ArgumentReading } from "../ports.ts";
import { own } from "./own.ts";

/** What a request of a client is about: of which kind of thing, and what is done with it. */
interface Meaning {
  readonly verb: Verb;
  readonly type: ToolTarget["type"];
  readonly surface: Exclude<Surface["kind"], "model" | "command">;
  readonly words: string;
}

const MEANINGS: Readonly<Record<string, Meaning>> = {
  "tools/call": { verb: "invoke", type: "mcp-tool", surface: "tool", words: "calls" },
  "resources/read": { verb: "read", type: "mcp-resource", surface: "resource", words: "reads" },
  "resources/subscribe": { verb: "read", type: "mcp-resource", surface: "resource", words: "follows" },
  "resources/unsubscribe": { verb: "read", type: "mcp-resource", surface: "resource", words: "no longer follows" },
  "prompts/get": { verb: "read", type: "mcp-prompt", surface: "prompt", words: "gets the prompt" },
};

/** Requests about nothing in particular. */
const REQUESTS: ReadonlySet<string> = new Set([
  "completion/complete",
  "logging/setLevel",
  "tasks/get",
  "tasks/update",
  "tasks/cancel",
  "tasks/result",
  "sampling/createMessage",
  "elicitation/create",
  "roots/list",
]);

/** What is known of an act beside its words. */
export interface Beside {
  readonly reading: ArgumentReading;
  readonly cost: Cost;
  /** Of what was approved of the tool, in lower-case hex; null for anything but a tool. */
  readonly digest: string | null;
}

/** The act that a request of a client is. What an approval is bound to leaves out what changes with every retry. */
export function actOfCall(call: McpCall, beside: Beside): Act {
  const { method, params, server, name } = call;
  const meaning = Object.hasOwn(MEANINGS, method) ? MEANINGS[method] : undefined;
  const argument = method === "tools/call" ? (own(params, "arguments") ?? {}) : stable(params);
  const type = meaning?.type ?? "mcp-request";
  const target = { type, server, name: name ?? method, argument };
  return actOn(call, call.requestId, { target, meaning: meaning ?? asRequest(method), method, beside });
}

/** The act that it is when a server asks something of a client. */
export function actOfMessage(visit: Visit, requestId: string, { method, params }: ServerMessage): Act {
  const target = { type: "mcp-request", server: visit.server, name: method, argument: stable(params) } as const;
  const beside = { reading: { effects: [], unresolved: [] }, cost: costOfCall([], []), digest: null };
  return actOn(visit, requestId, { target, meaning: asRequest(method), method, beside });
}

function asRequest(method: string): Meaning {
  return { verb: "invoke", type: "mcp-request", surface: "request", words: `asks by ${shown(method)} for` };
}

interface Parts {
  readonly target: ToolTarget;
  readonly meaning: Meaning;
  readonly method: string;
  readonly beside: Beside;
}

function actOn(visit: Visit, requestId: string, { target, meaning, method, beside }: Parts): Act {
  const { caller, session, server } = visit;
  const surface = surfaceOf(meaning, target, beside);
  return {
    caller,
    session,
    requestId,
    proposal: proposalOf(visit, { target, meaning, method, beside }),
    surface,
    cost: beside.cost,
    summary: `${meaning.words} \`${shown(target.name)}\` of \`${server}\``,
    details: detailsOf(target.argument),
    subject: actSubject(caller.principal, surface, { method, argument: target.argument }),
  };
}

function proposalOf({ caller, server }: Visit, { target, meaning, method, beside }: Parts): Proposal {
  const source = { file: server, address: target.name, path: [] };
  const effects: readonly Effect[] = [toolEffect(meaning.verb, target, source), ...beside.reading.effects];
  const strange: Unresolved = {
    code: "method-unknown",
    message: `Nobody knows what \`${shown(method)}\` does`,
    source,
  };
  const isKnown = Object.hasOwn(MEANINGS, method) || REQUESTS.has(method);
  const unresolved = isKnown ? beside.reading.unresolved : [...beside.reading.unresolved, strange];
  return {
    principal: caller.principal,
    effects,
    context: { point: "gateway", environment: null, attributes: { method }, unresolved },
  };
}

function surfaceOf({ surface: kind }: Meaning, { server, name }: ToolTarget, { digest }: Beside): Surface {
  return kind === "tool" && digest !== null ? { kind, server, name, digest } : { kind, server, name };
}

/** Parameters without what belongs to one message alone. */
function stable(params: ValueObject): ValueObject {
  const passing = new Set(["_meta", "inputResponses", "requestState"]);
  return Object.fromEntries(Object.entries(params).filter(([key]) => !passing.has(key)));
}

const MASK = new Inspector({ ...INSPECTION_RULES, redact: ["secret", "personal"] });

/** Arguments for a person: without secrets, and with what is hidden in them written out. */
function detailsOf(argument: Value): JsonObject {
  const { redacted } = MASK.inspect(argument);
  const details: JsonObject = JSON.parse(showHidden(`{"arguments":${canonicalOf(redacted)}}`));
  return details;
}

function canonicalOf(redacted: unknown): string {
  const value: Value = JSON.parse(
    JSON.stringify(redacted, (_, one: unknown) => (typeof one === "bigint" ? String(one) : one)) ?? "null",
  );
  return canonicalJson(value);
}

const LONGEST_NAME = 120;

function shown(text: string): string {
  return cut(showHidden(text), LONGEST_NAME);
}
