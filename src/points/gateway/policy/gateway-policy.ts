import { Inspector } from "#core/inspection";
import type { ValueObject } from "#core/language";
import { costOfCall, type Act, type Cost, type Ruling } from "#points/agents";
import type { Interceptor, Listing, McpCall, Passage, RpcError, ServerMessage, Shown, Visit } from "../interceptor.ts";
import { actOfCall, actOfMessage, type Beside } from "./acts/act-of-call.ts";
import { argumentEffects } from "./acts/argument-effects.ts";
import { own, ownObject, ownText } from "./acts/own.ts";
import { refusalError, refusalOf, refusalOutcome, refusedFor, type Refusal } from "./answers/denial.ts";
import { askByClient, readRetry, type Retry } from "./answers/retry.ts";
import { refuseAsking } from "./contents/asked-of-people.ts";
import { PolicyForward } from "./forward.ts";
import type { PolicyPorts } from "./ports.ts";
import { refuseTool } from "./tools/refuse-tool.ts";
import { ToolStandings, type Standing } from "./tools/standings.ts";

const INSPECTOR = new Inspector();
const NOTHING_READ: Beside["reading"] = { effects: [], unresolved: [] };

/**
 * What decides at the gateway: every request becomes an act that the governor rules, tools are used only as they were approved, and what servers answer and ask is
 * looked into before anybody reads it.
 */
export class GatewayPolicy implements Interceptor {
  readonly #ports: PolicyPorts;
  readonly #standings: ToolStandings;
  #asked = 0;

  constructor(ports: PolicyPorts) {
    this.#ports = ports;
    this.#standings = new ToolStandings(ports);
  }

  async request(call: McpCall): Promise<Passage> {
    const found = await this.#tool(call);
    if (found.refusal !== null) return this.#refused(call, found.refusal);
    const act = actOfCall(call, await this.#beside(call, found.standing));
    const ruling = await this.#ports.rule(act);
    const retry = readRetry(this.#ports.states, call, act, ruling.judged.bundleDigest);
    if (retry.kind === "refused") {
      await ruling.settle({ kind: "unsent" });
      return this.#refused(
        call,
        refusedFor(
          "request-state",
          `What was brought back in \`requestState\` is worth nothing (${retry.why}): call again without it`,
        ),
      );
    }
    if (ruling.effect !== "allow") return this.#notAllowed(call, act, { ruling, retry });
    return new PolicyForward(this.#ports, call, {
      ruling,
      params: retry.kind === "ours" ? retry.params : null,
      asked: (message) => this.#pass(call, message),
    });
  }

  // INVARIANT (lists-by-identity): what is shown depends on who asks and on what was approved, never on what was requested before.
  async list({ kind, entries, server, caller }: Listing): Promise<Shown> {
    const shown = kind === "tools" ? await this.#approved(server, entries, caller) : entries.filter(isUnsuspicious);
    return { entries: shown.length === entries.length ? entries : shown, scope: "private" };
  }

  unasked(visit: Visit, message: ServerMessage): Promise<RpcError | null> {
    return this.#pass(visit, message);
  }

  async #approved(
    server: string,
    entries: readonly ValueObject[],
    caller: Visit["caller"],
  ): Promise<readonly ValueObject[]> {
    const standings = await this.#standings.of(server, entries, caller);
    return entries.filter((entry) => standings.get(ownText(entry, "name") ?? "")?.standing === "approved");
  }

  async #tool(call: McpCall): Promise<{ readonly refusal: Refusal | null; readonly standing: Standing | null }> {
    if (call.method !== "tools/call") return { refusal: null, standing: null };
    const standings = await this.#standings.of(call.server, await call.listed("tools"), call.caller);
    const standing = standings.get(call.name ?? "") ?? null;
    return { refusal: refuseTool(standing), standing };
  }

  async #beside(call: McpCall, standing: Standing | null): Promise<Beside> {
    if (standing === null) return { reading: NOTHING_READ, cost: costOfCall([], []), digest: null };
    const { name } = standing.tool;
    const source = { file: call.server, address: name, path: [] };
    const called = { tool: name, argument: ownObject(call.params, "arguments"), source };
    const { roles } = this.#ports.server(call.server);
    const reading =
      Object.keys(roles).length === 0 ? NOTHING_READ : argumentEffects(called, roles, await this.#ports.readers());
    return { reading, cost: costOf(standing, reading), digest: standing.digest };
  }

  /** A client that was asked already, and came back before somebody approved, is told to come back later: asking it again and again leads nowhere. */
  async #notAllowed(
    call: McpCall,
    act: Act,
    { ruling, retry }: { readonly ruling: Ruling; readonly retry: Exclude<Retry, { kind: "refused" }> },
  ): Promise<Passage> {
    const { upstream } = retry;
    const isAskedAnew = ruling.effect === "hold" && retry.kind === "plain";
    const asked = isAskedAnew ? askByClient(this.#ports.states, call, act, { ruling, upstream }) : null;
    return asked ?? this.#refused(call, refusalOf(ruling));
  }

  #refused({ method }: McpCall, refusal: Refusal): Passage {
    return refusalOutcome(method, refusal, this.#ports.denialCode);
  }

  /** Whether what a server sends while nobody is answered reaches the client. */
  async #pass(visit: Visit, message: ServerMessage): Promise<RpcError | null> {
    const refusal = message.method.startsWith("notifications/")
      ? refuseNotice(message)
      : await this.#refuseAsked(visit, message);
    return refusal === null ? null : refusalError(refusal, this.#ports.denialCode);
  }

  async #refuseAsked(visit: Visit, message: ServerMessage): Promise<Refusal | null> {
    const refusal = refuseAsking(message);
    if (refusal !== null) return refusal;
    this.#asked += 1;
    const ruling = await this.#ports.rule(actOfMessage(visit, `asked-${this.#asked}`, message));
    if (ruling.effect !== "allow") return refusalOf(ruling);
    await ruling.settle({ kind: "done" });
    return null;
  }
}

function isUnsuspicious(entry: ValueObject): boolean {
  return !INSPECTOR.inspect(entry).labels.includes("injection");
}

/** Its token is no secret: the client made it, and takes no progress with another. */
const PROGRESS = "notifications/progress";

/** Logs and progress reach a person or a model as they are: there is no answer in which anything could be taken out. */
function refuseNotice({ method, params }: ServerMessage): Refusal | null {
  const { progressToken: _ofClient, ...told } = params;
  const { labels } = INSPECTOR.inspect(method === PROGRESS ? told : params);
  return labels.some((label) => label === "secret" || label === "injection")
    ? refusedFor("notice-withheld", "The message holds a secret, or speaks to the model")
    : null;
}

/** What a call costs by what its arguments do; what nobody reads of them, the tool does by itself, and what that is, only what was approved of it tells. */
function costOf({ tool }: Standing, { effects, unresolved }: Beside["reading"]): Cost {
  const annotations = ownObject(tool.definition, "annotations");
  const isHarmless = own(annotations, "readOnlyHint") === true || own(annotations, "destructiveHint") === false;
  const cost = costOfCall(effects, unresolved);
  return effects.length > 0 || isHarmless ? cost : { ...cost, destroyed: null };
}
