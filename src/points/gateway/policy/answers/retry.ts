import { elicitationRequest, inputRequired, type OpenedState, type RequestStates } from "#core/holds";
import type { ValueObject } from "#core/language";
import type { Act, Ruling } from "#points/agents";
import type { McpCall, Outcome } from "../../interceptor.ts";
import { own, ownObject, ownText } from "../acts/own.ts";

/** What a client brought back, beside the request itself. */
export type Retry =
  /** Nothing of ours: what it brought is for the server. */
  | { readonly kind: "plain"; readonly upstream: string | null }
  /** Our state; `params` are those for the server, without what was ours. */
  | { readonly kind: "ours"; readonly upstream: string | null; readonly params: ValueObject }
  | { readonly kind: "refused"; readonly why: Extract<OpenedState, { kind: "refused" }>["why"] };

/** Of these the gateway's mark is on them, but they are worth nothing. What has no mark of ours is the server's to judge. */
const OURS_BUT_WORTHLESS: ReadonlySet<string> = new Set(["foreign", "over", "used"]);

/** Reads what a client brought back. It grants nothing: whatever it is, the request is decided on again. */
export function readRetry(states: RequestStates | null, call: McpCall, act: Act, bundle: string): Retry {
  const text = ownText(call.params, "requestState");
  if (text === null || states === null) return { kind: "plain", upstream: text };
  const opened = states.open(text, bindingOf(call, act, bundle));
  if (opened.kind === "opened") {
    const { upstream } = opened.state;
    return { kind: "ours", upstream, params: withoutOurs(call.params, upstream) };
  }
  return OURS_BUT_WORTHLESS.has(opened.why) ? opened : { kind: "plain", upstream: text };
}

/** Asks the client to have an approval opened, where it can; null where it cannot. */
export function askByClient(states: RequestStates | null, call: McpCall, act: Act, held: Held): Outcome | null {
  const { ruling, upstream } = held;
  const { approval } = ruling;
  const isAskable =
    states !== null &&
    approval !== null &&
    URL.canParse(approval.url) &&
    opensAddresses(call.clientCapabilities) &&
    ASKABLE.has(call.method);
  if (!isAskable) return null;
  const state = { approval: approval.id, upstream };
  const sealed = states.seal(state, bindingOf(call, act, ruling.judged.bundleDigest), Date.parse(approval.expiresAt));
  const message = ruling.reasons[0]?.message ?? `${act.summary} waits for an approval`;
  const elicitation = { id: approval.id, url: approval.url, message };
  const result =
    call.era === "2025"
      ? inputRequired(elicitation, sealed, elicitationRequest(elicitation))
      : inputRequired(elicitation, sealed);
  const asJson: ValueObject = JSON.parse(JSON.stringify(result));
  return { kind: "result", result: asJson };
}

export interface Held {
  readonly ruling: Ruling;
  /** The state of the server behind that the client brought; null for none. */
  readonly upstream: string | null;
}

/** The methods whose results may ask for more (MCP 2026-07-28). */
const ASKABLE: ReadonlySet<string> = new Set(["tools/call", "resources/read", "prompts/get"]);

function opensAddresses(capabilities: ValueObject): boolean {
  return own(ownObject(capabilities, "elicitation"), "url") !== undefined;
}

function bindingOf({ caller, method }: McpCall, act: Act, bundle: string): Parameters<RequestStates["open"]>[1] {
  return { principal: caller.principal, method, act: act.subject, bundle };
}

function withoutOurs(params: ValueObject, upstream: string | null): ValueObject {
  const { requestState: _state, inputResponses: _responses, ...rest } = params;
  const responses = Object.entries(ownObject(params, "inputResponses")).filter(([key]) => key !== "writ-approval");
  return {
    ...rest,
    ...(upstream === null ? {} : { requestState: upstream }),
    ...(responses.length === 0 ? {} : { inputResponses: Object.fromEntries(responses) }),
  };
}
