import type { ValueObject } from "#core/language";
import { costOfCall, type Act, type Cost, type Ruling } from "#points/agents";
import type { Interceptor, Listing, McpCall, Passage, RpcError, ServerMessage, Shown, Visit } from "../interceptor.ts";
import { actOfCall, actOfMessage, type Beside } from "./acts/act-of-call.ts";
import { argumentEffects, saysNothing } from "./acts/argument-effects.ts";
import { own, ownObject, ownText } from "./acts/own.ts";
import { refusalError, refusalOf, refusalOutcome, refusedFor, type Refusal, type Refused } from "./answers/denial.ts";
import { askByClient, readRetry, type Retry } from "./answers/retry.ts";
import { refuseAsking } from "./contents/asked-of-people.ts";
import { hearAsked, hearNotice, isTellable, type Heard } from "./contents/said-by-servers.ts";
import { PolicyForward } from "./forward.ts";
import type { PolicyPorts } from "./ports.ts";
import { refuseTool } from "./tools/refuse-tool.ts";
import { ToolStandings, type Standing } from "./tools/standings.ts";

/** A ruling that is no allow, and whom it is told. */
interface NotAllowed {
  readonly ruling: Ruling;
  readonly retry: Exclude<Retry, { kind: "refused" }>;
  readonly refused: Refused;
}

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
    const tool = found.standing?.tool.definition ?? null;
    const refused = { method: call.method, tool };
    if (found.refusal !== null) return this.#refused(refused, found.refusal);
    const act = actOfCall(call, await this.#beside(call, found.standing));
    const ruling = await this.#ports.rule(act);
    const retry = readRetry(this.#ports.states, call, act, ruling.judged.bundleDigest);
    if (retry.kind === "refused") {
      await ruling.settle({ kind: "unsent" });
      return this.#refused(
        refused,
        refusedFor(
          "request-state",
          `What was brought back in \`requestState\` is worth nothing (${retry.why}): call again without it`,
        ),
      );
    }
    if (ruling.effect !== "allow") return this.#notAllowed(call, act, { ruling, retry, refused });
    return new PolicyForward(this.#ports, call, {
      ruling,
      params: retry.kind === "ours" ? retry.params : null,
      tool,
      heard: (message) => this.#hear(call, message),
    });
  }

  // INVARIANT (lists-by-identity): what is shown depends on who asks and on what was approved, never on what was requested before.
  async list({ kind, entries, server, caller }: Listing): Promise<Shown> {
    const shown =
      kind === "tools"
        ? await this.#approved(server, entries, caller)
        : entries.filter((entry) => this.introduces(entry));
    return { entries: shown.length === entries.length ? entries : shown, scope: "private" };
  }

  /** Outside a call no history is told of what a server says by itself, so that nothing is passed on of which it would have to be. */
  async unasked(visit: Visit, message: ServerMessage): Promise<RpcError | null> {
    const { refusal, labels } = await this.#hear(visit, message);
    const isUntold = isNotice(message) && labels.length > 0;
    return refusal === null && !isUntold ? null : refusalError(refusal ?? UNTOLD, this.#ports.denialCode);
  }

  introduces(said: ValueObject): boolean {
    return isTellable(this.#ports.inspection(), said);
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
    const { name, definition } = standing.tool;
    const source = { file: call.server, address: name, path: [] };
    const called = { tool: name, definition, argument: ownObject(call.params, "arguments"), source };
    const meanings = this.#ports.server(call.server);
    const reading = saysNothing(meanings)
      ? NOTHING_READ
      : argumentEffects(called, meanings, await this.#ports.readers());
    return { reading, cost: costOf(standing, reading), digest: standing.digest };
  }

  /** A client that was asked already, and came back before somebody approved, is told to come back later: asking it again and again leads nowhere. */
  async #notAllowed(call: McpCall, act: Act, { ruling, retry, refused }: NotAllowed): Promise<Passage> {
    const { upstream } = retry;
    const isAskedAnew = ruling.effect === "hold" && retry.kind === "plain";
    const asked = isAskedAnew ? askByClient(this.#ports.states, call, act, { ruling, upstream }) : null;
    return asked ?? this.#refused(refused, refusalOf(ruling));
  }

  #refused(refused: Refused, refusal: Refusal): Passage {
    return refusalOutcome(refused, refusal, this.#ports.denialCode);
  }

  /** Whether what a server says or asks before it answered reaches the client. */
  async #hear(visit: Visit, message: ServerMessage): Promise<Heard> {
    return isNotice(message)
      ? hearNotice(this.#ports.inspection(), message)
      : { refusal: await this.#refuseAsked(visit, message), labels: [] };
  }

  async #refuseAsked(visit: Visit, message: ServerMessage): Promise<Refusal | null> {
    const { refusal, labels } = hearAsked(this.#ports.inspection(), message);
    const refused = refuseAsking(message) ?? refusal;
    if (refused !== null) return refused;
    this.#asked += 1;
    const ruling = await this.#ports.rule(actOfMessage(visit, `asked-${this.#asked}`, message));
    if (ruling.effect !== "allow") return refusalOf(ruling);
    await ruling.settle({ kind: "done", labels });
    return null;
  }
}

function isNotice({ method }: ServerMessage): boolean {
  return method.startsWith("notifications/");
}

const UNTOLD = refusedFor("notice-withheld", "The message holds what only an answer to a call may bring");

/** What a call costs by what its arguments do; what nobody reads of them, the tool does by itself, and what that is, only what was approved of it tells. */
function costOf({ tool }: Standing, { effects, unresolved }: Beside["reading"]): Cost {
  const annotations = ownObject(tool.definition, "annotations");
  const isHarmless = own(annotations, "readOnlyHint") === true || own(annotations, "destructiveHint") === false;
  const cost = costOfCall(effects, unresolved);
  return effects.length > 0 || isHarmless ? cost : { ...cost, destroyed: null };
}
