import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { openAddress, openProgram } from "#adapters/mcp";
import type { StatedInspection } from "#core/inspection";
import type { OpenCarrier } from "#core/mcp";
import { COAZ_DENIAL_CODE, DENIAL_CODE, eraOf, type ServerPolicy, type ServerSpec } from "#points/gateway";
import { readYaml } from "../config/read-yaml.ts";
import { isFields, isTexts, type Complain, type Fields } from "./fields.ts";
import { readInspection } from "./read-inspection.ts";
import { POLICY_KEYS, readServerPolicy } from "./read-server-policy.ts";

/** The servers that a file names, or everything that is wrong with it. */
export type ServersResult =
  | {
      readonly kind: "read";
      readonly servers: readonly ServerSpec[];
      /** By the keys of the servers. */
      readonly policies: ReadonlyMap<string, ServerPolicy>;
      readonly inspection: StatedInspection;
      /** The code of a denial where the protocol has no result for one. */
      readonly denialCode: number;
    }
  | { readonly kind: "broken"; readonly problems: readonly string[] };

type Environment = Readonly<Record<string, string | undefined>>;

const KEY = /^(?!.*__)[a-z0-9][a-z0-9_-]{0,31}$/;
const LOOPBACK: ReadonlySet<string> = new Set(["localhost", "127.0.0.1", "[::1]"]);
const KNOWN: ReadonlySet<string> = new Set([
  "command",
  "args",
  "cwd",
  "env",
  "url",
  "headers",
  "protocol",
  ...POLICY_KEYS,
]);
const SECTIONS: ReadonlySet<string> = new Set(["servers", "inspection", "profile"]);
const HEADER = /^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,64}$/;

/**
 * Reads the file that names servers. Credentials are named in it, not written: `{ env: NAME }` takes a variable of this process, `{ file: path }` what a file holds.
 */
export function readServers(file: string, environment: Environment): ServersResult {
  const problems: string[] = [];
  const servers: ServerSpec[] = [];
  const policies = new Map<string, ServerPolicy>();
  const all = readAll(file, problems);
  const listed = isFields(all["servers"]) ? all["servers"] : {};
  const denialCode = readDenialCode(all["profile"], (problem) => problems.push(`\`${file}\`: ${problem}`));
  const inspection = readInspection(all["inspection"], (problem) => problems.push(`\`${file}\`: ${problem}`));
  const folder = dirname(resolve(file));
  for (const [key, fields] of Object.entries(listed)) {
    const reader = new Reader(key, fields, { file, folder, environment, problems });
    const spec = reader.read();
    if (spec === null) continue;
    servers.push(spec);
    const complain = (problem: string): void => void problems.push(told(key, file, problem));
    policies.set(key, readServerPolicy(fields, folder, complain));
  }
  if (problems.length === 0 && servers.length === 0) problems.push(`\`${file}\` names no server below \`servers\``);
  return problems.length > 0
    ? { kind: "broken", problems }
    : { kind: "read", servers, policies, inspection, denialCode };
}

/** Of AuthZEN's profile for MCP the code of its denials is taken, where the file asks for it. */
function readDenialCode(profile: unknown, complain: Complain): number {
  if (profile !== undefined && profile !== "coaz-mcp") complain("`profile` must be `coaz-mcp`, or left out");
  return profile === undefined ? DENIAL_CODE : COAZ_DENIAL_CODE;
}

function readAll(file: string, problems: string[]): Fields {
  const read = readYaml(file, "The file of servers");
  if (read.kind === "broken") {
    problems.push(read.problem);
    return {};
  }
  const all: unknown = read.value;
  if (!isFields(all)) return {};
  for (const key of Object.keys(all)) {
    if (!SECTIONS.has(key))
      problems.push(`\`${file}\` has \`${key}\`, but only \`servers\`, \`inspection\` and \`profile\` are known`);
  }
  return all;
}

function told(key: string, file: string, problem: string): string {
  return `Server \`${key}\` in \`${file}\`: ${problem}`;
}

interface Surroundings {
  readonly file: string;
  readonly folder: string;
  readonly environment: Environment;
  readonly problems: string[];
}

class Reader {
  readonly #key: string;
  readonly #fields: Fields;
  readonly #around: Surroundings;

  constructor(key: string, fields: unknown, around: Surroundings) {
    this.#key = key;
    this.#fields = isFields(fields) ? fields : {};
    this.#around = around;
  }

  read(): ServerSpec | null {
    const before = this.#around.problems.length;
    if (!KEY.test(this.#key)) this.#complain("a key is of small letters, digits, `-` and single `_`, at most 32");
    for (const name of Object.keys(this.#fields)) if (!KNOWN.has(name)) this.#complain(`\`${name}\` is not known`);
    const { command, url, protocol } = this.#fields;
    const era = typeof protocol === "string" ? eraOf(protocol) : null;
    if (protocol !== undefined && era === null) this.#complain("`protocol` must be a revision, as in `2025-11-25`");
    if ((command === undefined) === (url === undefined)) this.#complain("it needs either `command` or `url`");
    const open = url === undefined ? this.#program(command) : this.#address(url);
    return this.#around.problems.length > before ? null : { key: this.#key, open, era };
  }

  #program(command: unknown): OpenCarrier {
    const { args = [], cwd = null } = this.#fields;
    if (typeof command !== "string" || command === "") this.#complain("`command` must be a program");
    if (!isTexts(args)) this.#complain("`args` must be a list of texts");
    if (cwd !== null && typeof cwd !== "string") this.#complain("`cwd` must be a folder");
    const folder = typeof cwd === "string" ? resolve(this.#around.folder, cwd) : null;
    return openProgram({
      command: String(command),
      args: isTexts(args) ? args : [],
      cwd: folder,
      env: this.#values("env"),
    });
  }

  #address(url: unknown): OpenCarrier {
    const parsed = typeof url === "string" ? URL.parse(url) : null;
    if (parsed === null || !isSafe(parsed))
      this.#complain("`url` must begin with `https://`, or `http://` on this machine, and hold no password");
    const headers = this.#values("headers");
    for (const name of Object.keys(headers))
      if (!HEADER.test(name)) this.#complain(`\`${name}\` is no name of a header`);
    return openAddress({ url: parsed ?? new URL("http://localhost"), headers });
  }

  /** Texts, and credentials by where they are kept. */
  #values(field: "env" | "headers"): Readonly<Record<string, string>> {
    const values = this.#fields[field] ?? {};
    if (!isFields(values)) {
      this.#complain(`\`${field}\` must be a map`);
      return {};
    }
    return Object.fromEntries(
      Object.entries(values).map(([name, value]) => [name, this.#value(`${field}.${name}`, value)]),
    );
  }

  #value(name: string, value: unknown): string {
    if (typeof value === "string") return value;
    if (isFields(value)) {
      const { env, file, prefix = "" } = value;
      if (typeof env === "string") return `${String(prefix)}${this.#variable(name, env)}`;
      if (typeof file === "string") return `${String(prefix)}${this.#content(name, file)}`;
    }
    this.#complain(`\`${name}\` must be a text, \`{ env: NAME }\` or \`{ file: path }\``);
    return "";
  }

  #variable(name: string, variable: string): string {
    const value = this.#around.environment[variable] ?? "";
    if (value === "") this.#complain(`\`${name}\` is taken from the variable \`${variable}\`, which is not set`);
    return value;
  }

  #content(name: string, file: string): string {
    try {
      return readFileSync(resolve(this.#around.folder, file), "utf8").trimEnd();
    } catch {
      this.#complain(`\`${name}\` is taken from the file \`${file}\`, which cannot be read`);
      return "";
    }
  }

  #complain(problem: string): void {
    this.#around.problems.push(told(this.#key, this.#around.file, problem));
  }
}

function isSafe({ protocol, hostname, username, password }: URL): boolean {
  const isKept = protocol === "https:" || (protocol === "http:" && LOOPBACK.has(hostname));
  return isKept && username === "" && password === "";
}
