import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client, StreamableHTTPClientTransport, type ClientOptions } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { openSqliteStore } from "#adapters/stores";
import { makeToken, type IssuedToken } from "../../../src/apps/server/access/issue-token.ts";
import { ask, startHere, textSource, tokenFor, type Answer, type StartedServer } from "../../server/server.ts";
import { findFiles } from "../../find-files.ts";
import type { Started } from "./installed.ts";

const KINDS = findFiles(join(import.meta.dirname, "../../../library/kinds")).map((file) => readFileSync(file, "utf8"));

/** What is put before which servers. */
export interface Wish {
  /** What stands below `servers` in `mcp.yaml`. */
  readonly servers: Readonly<Record<string, object>>;
  /** The names of agents. In `documents`, `{name}` is the id of the token of one. */
  readonly agents: readonly string[];
  /** Documents as a user writes them. */
  readonly documents: string;
}

/** What a client can do, and how it is made to do so. */
export type ConnectOptions = ClientOptions & { readonly setUp?: (client: Client) => void };

/** The tools of one server as `writ tools list` tells them. */
export interface Toolset {
  readonly server: string;
  readonly digest: string;
  readonly tools: readonly { readonly name: string; readonly standing: string }[];
}

/** A control plane before servers of others, with people and agents. */
export class Governed {
  readonly folder: string = mkdtempSync(join(tmpdir(), "writ-servers-"));
  readonly #wish: Wish;
  readonly #agents: ReadonlyMap<string, IssuedToken>;
  readonly #clients: Client[] = [];
  #server: StartedServer | null = null;
  #people: { readonly requester: string; readonly approver: string } | null = null;

  constructor(wish: Wish) {
    const who = { roles: ["operator"], createdBy: "test", expiresAt: null, owner: null, kind: "agent" } as const;
    this.#wish = wish;
    this.#agents = new Map(wish.agents.map((name) => [name, makeToken({ ...who, name }, new Date())]));
  }

  get url(): string {
    return this.#server?.url ?? "";
  }

  token(agent: string): string {
    return this.#agents.get(agent)?.text ?? "";
  }

  /** Starts for the first time, and has everything approved that the servers offer to a client that can do as much as this one. */
  async start(most: ConnectOptions = {}): Promise<void> {
    const store = await openSqliteStore(join(this.folder, "data/writ.db"));
    for (const { record } of this.#agents.values()) await store.tokens.add(record);
    await store.close();
    writeFileSync(join(this.folder, "mcp.yaml"), JSON.stringify({ servers: this.#wish.servers }));
    await this.#up(true);
    const { token: requester } = this.#running();
    this.#people = { requester, approver: await tokenFor(this.#running(), "Cleo", ["approver"]) };
    for (const key of Object.keys(this.#wish.servers)) await this.#approve(key, most);
  }

  /** Starts again on the same data. */
  async restart(): Promise<void> {
    await this.#leave();
    await this.#up(false);
  }

  async end(): Promise<void> {
    await this.#leave();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** A client of an agent at an address of the gateway. */
  async connect(agent: string, path: string, more: ConnectOptions = {}): Promise<Client> {
    const { setUp, ...options } = more;
    const client = new Client(
      { name: agent, version: "1.0.0" },
      { versionNegotiation: { mode: "legacy" }, ...options },
    );
    setUp?.(client);
    const headers = { Authorization: `Bearer ${this.token(agent)}` };
    await client.connect(new StreamableHTTPClientTransport(new URL(path, this.url), { requestInit: { headers } }));
    this.#clients.push(client);
    return client;
  }

  async toolsets(): Promise<readonly Toolset[]> {
    return (await ask(this.url, "/v1/toolsets", { token: this.#two().requester })).message.toolsets;
  }

  /** As `writ approvals approve` does. */
  async answer(approval: string): Promise<void> {
    await this.#post(this.#two().approver, `/v1/approvals/${approval}/answer`, { answer: "approved", reason: "" });
  }

  /** Has what a server offers approved, as `writ tools approve` and `writ approvals approve` do. */
  async #approve(server: string, most: ConnectOptions): Promise<void> {
    const [first = ""] = this.#wish.agents;
    await (await this.connect(first, `/mcp/${server}`, most)).listTools();
    const digest = (await this.toolsets()).find((one) => one.server === server)?.digest ?? "";
    const wish = { digest, reason: "looked at them" };
    const path = `/v1/toolsets/${server}/approve`;
    const { message } = await this.#post(this.#two().requester, path, wish);
    await this.answer(message.approval);
    await this.#post(this.#two().requester, path, wish);
  }

  #post(token: string, path: string, body: object): Promise<Answer> {
    return ask(this.url, path, { token, body });
  }

  async #up(newToken: boolean): Promise<void> {
    const ids = [...this.#agents].map(([name, { record }]) => [`{${name}}`, record.id] as const);
    const documents = ids.reduce((text, [name, id]) => text.replaceAll(name, id), this.#wish.documents);
    this.#server = await startHere(
      { data: join(this.folder, "data"), mcp: join(this.folder, "mcp.yaml"), shutdownGraceMs: 100 },
      { source: textSource([...KINDS, documents].join("\n---\n")), newToken },
    );
  }

  async #leave(): Promise<void> {
    await Promise.all(this.#clients.splice(0).map((client) => client.close()));
    await this.#server?.stop();
    this.#server = null;
  }

  #running(): StartedServer {
    if (this.#server === null) throw new Error("The control plane is not up");
    return this.#server;
  }

  #two(): { readonly requester: string; readonly approver: string } {
    if (this.#people === null) throw new Error("The control plane was not started");
    return this.#people;
  }
}

/** A client of a server without a gateway before it. */
export async function connectDirectly(
  { command, args }: Started,
  env: Readonly<Record<string, string>> = {},
): Promise<Client> {
  const client = new Client({ name: "direct", version: "1.0.0" }, { versionNegotiation: { mode: "legacy" } });
  await client.connect(new StdioClientTransport({ command, args: [...args], env: { ...env }, stderr: "ignore" }));
  return client;
}

/** All texts of what a tool answered. */
export async function call(
  client: Client,
  name: string,
  given: Readonly<Record<string, unknown>> = {},
): Promise<string> {
  const { content } = await client.callTool({ name, arguments: { ...given } });
  return content.map((part) => (part.type === "text" ? part.text : `[${part.type}]`)).join("\n");
}

/** A grant of some kinds to an agent, as it is written below `spec`. */
export function grant(name: string, agent: string, what: string): string {
  return `---
apiVersion: writ/v1
kind: Grant
metadata: { name: ${name} }
spec:
  principals: { ids: ["token:{${agent}}"] }
  owner: platform
  approvedBy: security
  expires: 2030-01-01T00:00:00Z
${what}
`;
}
