import { readdirSync, readFileSync } from "node:fs";
import { request as httpRequest } from "node:http";
import { join } from "node:path";
import { loadWholeBundle } from "#core/bundle";
import { up, type PolicySource, type Up, type UpRequest } from "#apps/server";

/** The policies of the example of AuthZEN. */
export const EXAMPLE: URL = new URL("../../examples/authzen/policies/records.yaml", import.meta.url);

/** A source of one text, which a test may exchange. */
export interface TextSource extends PolicySource {
  text: string;
}

/** Makes a source; by default the example's. */
export function textSource(text: string = readFileSync(EXAMPLE, "utf8")): TextSource {
  return {
    text,
    load() {
      return this.beside([{ file: "policies.yaml", text: this.text }]);
    },
    known: (files) => ({ shipped: [], others: files }),
    beside(files) {
      const { bundle, diagnostics } = loadWholeBundle(files);
      return { bundle, problems: diagnostics.map(({ message }) => message), files };
    },
  };
}

/** A server in this process, with what it printed and logged. */
export interface StartedServer extends Up {
  readonly printed: readonly string[];
  readonly logged: readonly string[];
  /** Of the administrator, when it was made by this start. */
  readonly token: string;
}

/** Starts a server on a free port; throws what it complained of when it does not start. */
export async function startHere(
  flags: UpRequest["flags"],
  more: Partial<Omit<UpRequest, "flags">> & { readonly source?: PolicySource } = {},
): Promise<StartedServer> {
  const [printed, logged]: [string[], string[]] = [[], []];
  const { source = textSource(), ...request } = more;
  const result = await up({
    flags: { port: 0, ...flags },
    environment: {},
    configFile: null,
    check: false,
    newToken: false,
    version: "1.0.0",
    policies: () => source,
    print: (line) => printed.push(line),
    complain: (text) => logged.push(text),
    ...request,
  });
  if (result.kind !== "running") throw new Error(logged.join("") || printed.join("\n"));
  const token = /writ_[0-9a-f]{16}_[\w-]{43}/.exec(printed.join("\n"))?.[0] ?? "";
  return { ...result.server, printed, logged, token };
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly text: string;
  // oxlint-disable-next-line no-explicit-any -- tests look into answers of any sort
  readonly message: any;
}

/** What is asked of a server. `headers` win over those that are sent by default. */
export interface Question {
  readonly method?: string;
  readonly body?: unknown;
  readonly token?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly socketPath?: string;
}

/** Asks a server for something, on a connection of its own. */
export function ask(url: string, path: string, question: Question = {}): Promise<Answer> {
  const { body, token, socketPath } = question;
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const headers = {
    ...(body === undefined ? {} : { "content-type": "application/json" }),
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    ...question.headers,
  };
  const method = question.method ?? (body === undefined ? "GET" : "POST");
  return new Promise((resolve, reject) => {
    const options = { method, headers, agent: false, ...(socketPath === undefined ? {} : { socketPath }) };
    const request = httpRequest(new URL(path, url), options, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("end", () => {
        const text = Buffer.concat(chunks).toString();
        const isJson = response.headers["content-type"]?.includes("json") === true;
        const message: unknown = isJson ? JSON.parse(text) : null;
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text, message });
      });
    });
    request.on("error", reject);
    request.end(text);
  });
}

/** A token with some roles, made by the administrator. */
export async function tokenFor(server: StartedServer, name: string, roles: readonly string[]): Promise<string> {
  const { message } = await ask(server.url, "/v1/tokens", { token: server.token, body: { name, roles } });
  return message.token;
}

/** A question that the example answers with yes. */
export const ALICE_READS = {
  subject: { type: "user", id: "alice" },
  action: { name: "read" },
  resource: { type: "record", id: "record-1" },
};

/** Everything that the log of a server has, as text. */
export function evidenceOf(data: string): string {
  const files = readdirSync(join(data, "evidence"), { recursive: true, withFileTypes: true });
  return files
    .filter((file) => file.isFile())
    .map((file) => readFileSync(join(file.parentPath, file.name), "latin1"))
    .join("\n");
}

/** Waits until something holds; fails when it does not for a long time. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  for (let attempt = 0; attempt < 600; attempt += 1) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error("It did not come true");
}
