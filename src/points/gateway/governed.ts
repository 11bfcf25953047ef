import type { ValueObject } from "#core/language";
import type { Effect } from "#core/model";
import { actSubject, type Act, type Governor, type Ruling, type Surface } from "#points/agents";
import type { Interceptor, McpCall, Outcome, Passage } from "./interceptor.ts";
import { CODES, rpcError } from "./protocol/errors.ts";

type ServerSurface = Extract<Surface, { readonly server: string }>;

/** By which word an act is limited and stopped, for each method; the others are requests. */
const SURFACES: Readonly<Record<string, "tool" | "resource" | "prompt">> = {
  "tools/call": "tool",
  "resources/read": "resource",
  "resources/subscribe": "resource",
  "prompts/get": "prompt",
};

/**
 * Rules every request of an agent as the invocation of a tool named as the agent is told it. Lists are shown whole, since nothing is let through by being seen; what a
 * server asks for outside a call is refused.
 */
export function governedBy(governor: Pick<Governor, "rule">): Interceptor {
  return {
    request: async (call) => passageOf(call, await governor.rule(actOf(call))),
    list: ({ entries }) => Promise.resolve({ entries, scope: "private" }),
    unasked: () => Promise.resolve(rpcError(CODES.unknownMethod, "The client is asked nothing outside a call")),
  };
}

function passageOf({ method }: McpCall, ruling: Ruling): Passage {
  if (ruling.effect !== "allow") return refusal(method, ruling);
  return {
    kind: "forward",
    params: null,
    signal: ruling.signal,
    message: () => Promise.resolve(null),
    lost: (how) => ruling.settle({ kind: how }),
    outcome: async (outcome) => {
      await ruling.settle({ kind: outcome.kind === "result" ? "done" : "failed" });
      return outcome;
    },
  };
}

/** A refusal of a tool is a result that its model reads; of anything else an error. */
function refusal(method: string, { effect, reasons, repair, approval }: Ruling): Outcome {
  const told = [
    effect === "hold" ? "This waits for an approval." : "This is not allowed.",
    ...reasons.map(({ message }) => message),
    ...(repair === null ? [] : [repair.text]),
    ...(approval === null
      ? []
      : [`Asked for at ${approval.url}; once it is approved, call again with the same arguments.`]),
  ].join("\n");
  if (method !== "tools/call") return { kind: "error", error: rpcError(CODES.invalidRequest, told) };
  return { kind: "result", result: { content: [{ type: "text", text: told }], isError: true } };
}

function actOf({ caller, session, requestId, server, method, name, params }: McpCall): Act {
  const kind = (Object.hasOwn(SURFACES, method) ? SURFACES[method] : undefined) ?? "request";
  const surface: ServerSurface = { kind, server, name: name ?? method };
  const argument = argumentOf(params);
  return {
    caller,
    session,
    requestId,
    proposal: {
      principal: caller.principal,
      effects: [effectOf(surface, argument)],
      context: { point: "gateway", environment: null, attributes: {}, unresolved: [] },
    },
    surface,
    cost: { calls: 1, destroyed: kind === "tool" ? null : 0, tokens: 0, microUsd: 0 },
    summary: `${kind} \`${surface.name.replaceAll(/[^\x20-\x7e]/g, "?").slice(0, 120)}\` of \`${server}\``,
    details: {},
    subject: actSubject(caller.principal, surface, argument),
  };
}

/** What a request asks for, without what only its way needs. */
function argumentOf(params: ValueObject): ValueObject {
  const { _meta: _way, inputResponses: _said, requestState: _state, ...argument } = params;
  return argument;
}

function effectOf({ kind, ...surface }: ServerSurface, argument: ValueObject): Effect {
  const source = { file: surface.server, address: surface.name, path: [] };
  const resource = {
    kind: "Tool",
    type: `mcp-${kind}`,
    provider: "mcp",
    id: `${surface.server}/${surface.name}`,
    name: surface.name,
    scope: surface.server,
    environment: null,
    labels: {},
    properties: { server: surface.server, name: surface.name, arguments: argument["arguments"] ?? {} },
    native: {},
    links: [],
    source,
  };
  return { verb: "invoke", resource, before: null, changed: true, traits: [], previousId: null, source };
}
