import type { ValueObject } from "#core/language";
import type { Ruling } from "#points/agents";
import type { Outcome, RpcError } from "../../interceptor.ts";
import { own } from "../acts/own.ts";

/** Why something does not go on, in the terms in which it is told. */
export interface Refusal {
  readonly effect: "hold" | "deny";
  readonly reasons: readonly { readonly code: string; readonly message: string }[];
  readonly repair: Ruling["repair"];
  readonly approval: Ruling["approval"];
}

export function refusalOf({ effect, reasons, repair, approval }: Ruling): Refusal {
  return { effect: effect === "hold" ? "hold" : "deny", reasons, repair, approval };
}

/** A refusal for one reason of the gateway's own. */
export function refusedFor(code: string, message: string): Refusal {
  return { effect: "deny", reasons: [{ code, message }], repair: null, approval: null };
}

/** What was requested. */
export interface Refused {
  readonly method: string;
  /** How the tool is defined, where one is called. */
  readonly tool: ValueObject | null;
}

/** Where the decision stands in a result whose structured content has a form that the server chose. */
const META_DECISION = "writ/decision";

/**
 * What a client is told in place of an answer: a call of a tool gets a result that its model reads and can act on, anything else an error, since the protocol
 * has no result for it that says no. Clients hold structured content against the schema of the tool, also where it is an error, and drop what is not as that says.
 */
export function refusalOutcome({ method, tool }: Refused, refusal: Refusal, code: number): Outcome {
  if (method !== "tools/call") return { kind: "error", error: refusalError(refusal, code) };
  const decision = decisionOf(refusal);
  const isFree = tool === null || own(tool, "outputSchema") === undefined;
  const told = isFree ? { structuredContent: { decision } } : { _meta: { [META_DECISION]: decision } };
  return { kind: "result", result: { content: [{ type: "text", text: textOf(refusal) }], ...told, isError: true } };
}

export function refusalError(refusal: Refusal, code: number): RpcError {
  return { code, message: textOf(refusal), data: { decision: decisionOf(refusal) } };
}

const MOST_TOLD = 3;

function textOf({ effect, reasons, repair, approval }: Refusal): string {
  const why = reasons.slice(0, MOST_TOLD).map(({ message }) => message);
  const told = why.length === 0 ? "it is not allowed" : why.join("; ");
  const ways = [
    ...(repair === null ? [] : [repair.text]),
    ...(approval === null
      ? []
      : [
          `Somebody has to approve it until ${approval.expiresAt}: ${approval.url}. Then call again with the same arguments.`,
        ]),
  ];
  return [`${effect === "hold" ? "Held" : "Denied"}: ${told}.`, ...ways].join(" ");
}

function decisionOf({ effect, reasons, repair, approval }: Refusal): ValueObject {
  return {
    effect,
    reasons: reasons.map(({ code, message }) => ({ code, message })),
    ...(repair === null ? {} : { repair: repairIn(repair) }),
    ...(approval === null ? {} : { approval: { ...approval } }),
  };
}

function repairIn({ text, patch }: NonNullable<Ruling["repair"]>): ValueObject {
  if (patch === null) return { text };
  const asJson: ValueObject = JSON.parse(JSON.stringify({ patch }));
  return { text, ...asJson };
}
