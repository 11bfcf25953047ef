import type { ValueObject } from "#core/language";
import { isList, isObject, sha256Hex } from "#core/model";
import type { Outcome, ServerMessage } from "../interceptor.ts";
import { CODES, Refused } from "../protocol/errors.ts";
import { isInputRequired } from "../protocol/meta.ts";
import { own, ownObject, ownString } from "../protocol/message.ts";
import type { Server } from "../upstream/server.ts";
import { ownerOf, requestOf } from "./binding.ts";
import type { Client } from "./client.ts";

/** The extension of 2026-07-28 that tasks are. */
const TASKS = "io.modelcontextprotocol/tasks";

/** How long a state is brought back, and a task asked for, of which its server says nothing else. */
const STATE_MS = 60 * 60_000;
const TASK_MS = 24 * 60 * 60_000;
const LONGEST_TASK_MS = 30 * TASK_MS;

/** What one client was given by one server, and may use again. */
export class Belongings {
  readonly #server: Pick<Server, "given">;
  readonly #client: Client;

  constructor(server: Pick<Server, "given">, client: Client) {
    this.#server = server;
    this.#client = client;
  }

  /** Told when it is asked for: most requests have nothing that belongs to anybody. */
  get #owner(): string {
    return ownerOf(this.#client);
  }

  /** Throws `Refused` for a task that this client was not given, in the words for one that does not exist. */
  assertTask(method: string, params: ValueObject): void {
    if (method === LIST) return;
    if (this.#client.era === "2026" && own(ownObject(this.#client.capabilities, "extensions"), TASKS) === undefined)
      throw new Refused(CODES.missingCapability, "Tasks are spoken of with clients that know them", {
        requiredCapabilities: { extensions: { [TASKS]: {} } },
      });
    const id = ownString(params, "taskId");
    if (id === null || !this.#server.given.isGiven(this.#owner, taskKey(id)))
      throw new Refused(CODES.invalidParams, "There is no such task");
  }

  /** Throws `Refused` for a state that this client was not given for exactly this request. */
  assertState(method: string, params: ValueObject): void {
    const state = own(params, "requestState");
    if (state === undefined) return;
    if (typeof state !== "string" || !this.#server.given.isGiven(this.#owner, stateKey(method, params, state)))
      throw new Refused(CODES.invalidParams, "`requestState` was not given for this request, or is too old");
  }

  /** Remembers what an answer gives. `params` are those that were sent. */
  take(method: string, params: ValueObject, outcome: Outcome): void {
    if (outcome.kind === "error") return;
    const { result } = outcome;
    const state = isInputRequired(result) ? ownString(result, "requestState") : null;
    if (state !== null) this.#server.given.give(this.#owner, stateKey(method, params, state), STATE_MS);
    const task = taskIn(result);
    if (task !== null) this.#server.given.give(this.#owner, taskKey(task.id), task.forMs);
  }

  /** A list of tasks without those of others. The same where there are none. */
  onlyOwn(method: string, outcome: Outcome): Outcome {
    const tasks = method === LIST && outcome.kind === "result" ? own(outcome.result, "tasks") : undefined;
    if (outcome.kind === "error" || tasks === undefined) return outcome;
    const mine = isList(tasks) ? tasks.filter((task) => isObject(task) && this.#isOwn(task)) : [];
    return isList(tasks) && mine.length === tasks.length
      ? outcome
      : { kind: "result", result: { ...outcome.result, tasks: mine } };
  }

  /** Whether a message may reach this client: how a task goes is told to whom it was given. */
  mayHear({ method, params }: ServerMessage): boolean {
    return !OF_TASKS.has(method) || this.#isOwn(params);
  }

  #isOwn(told: ValueObject): boolean {
    return this.#server.given.isGiven(this.#owner, taskKey(ownString(told, "taskId") ?? ""));
  }
}

const LIST = "tasks/list";
/** By which servers tell how a task goes: until 2025-11-25, and since 2026-07-28. */
const OF_TASKS: ReadonlySet<string> = new Set(["notifications/tasks/status", "notifications/tasks"]);

/** The task that a call is answered with: since 2026-07-28 the result itself, before a member of it. */
function taskIn(result: ValueObject): { readonly id: string; readonly forMs: number } | null {
  const task = own(result, "resultType") === "task" ? result : ownObject(result, "task");
  const id = ownString(task, "taskId");
  if (id === null) return null;
  const ttl = own(task, "ttlMs") ?? own(task, "ttl");
  return { id, forMs: typeof ttl === "number" && ttl > 0 ? Math.min(ttl, LONGEST_TASK_MS) : TASK_MS };
}

function taskKey(id: string): string {
  return sha256Hex(JSON.stringify(["task", id]));
}

function stateKey(method: string, params: ValueObject, state: string): string {
  return sha256Hex(JSON.stringify(["state", requestOf(method, params), state]));
}
