import { createLineIndex, sortDiagnostics, startOfFile, type Diagnostic, type LineIndex } from "#core/diagnostics";
import type { ValueObject } from "#core/language";
import { isObject, type NativeChange, type SourceInput, type SourceReading, type Unresolved } from "#core/model";
import { nothingRead } from "../nothing-read.ts";
import type { SourceOptions } from "../source-format.ts";
import { decodeText } from "../text/index.ts";
import { dialectOf, type Dialect } from "./clients.ts";
import { readConfigText, type ConfigText, type TextProblem } from "./document.ts";
import { createLocate, type PlacedResource } from "./locate.ts";
import { createdFrom, draftsOf, type Misfit } from "./resources.ts";

export const AGENT_CONFIG_FORMAT = "agent-config";

/** The largest configuration that is read; whatever is larger was not written by anybody. */
const LARGEST_BYTES = 4 * 1024 * 1024;

/**
 * Reads the configuration of a coding agent or of another client of tool servers: every tool server is a resource, and so are the settings.
 *
 * Total. JSON may have comments and trailing commas whoever reads it. Secrets are masked and listed; what cannot be read is an error and an
 * unresolved item, and the rest is read all the same.
 */
export function readAgentConfig(input: SourceInput, { maxBytes = LARGEST_BYTES }: SourceOptions = {}): SourceReading {
  const { file } = input;
  const decoded = decodeText(input, Math.min(maxBytes, LARGEST_BYTES));
  if (decoded.kind === "rejected") return nothingRead(AGENT_CONFIG_FORMAT, file, decoded.diagnostic);
  const { text } = decoded;
  const dialect = dialectOf({ ...input, text }) ?? { client: "mcp.json", syntax: "json" };
  const config = readConfigText(text, dialect.syntax);
  const lines = lazyLines(file, text);
  if ("code" in config) return nothingRead(AGENT_CONFIG_FORMAT, file, unreadable(file, config, lines()));
  const { value } = config;
  if (!isObject(value)) return nothingRead(AGENT_CONFIG_FORMAT, file, noMap(file));
  return new ConfigReader(file, dialect, config, lines).read(value);
}

class ConfigReader {
  readonly #file: string;
  readonly #dialect: Dialect;
  readonly #config: ConfigText;
  readonly #lines: () => LineIndex;
  readonly #diagnostics: Diagnostic[] = [];
  readonly #unresolved: Unresolved[] = [];

  constructor(file: string, dialect: Dialect, config: ConfigText, lines: () => LineIndex) {
    this.#file = file;
    this.#dialect = dialect;
    this.#config = config;
    this.#lines = lines;
  }

  read(document: ValueObject): SourceReading {
    const { drafts, misfits } = draftsOf(this.#file, this.#dialect.client, document);
    for (const misfit of misfits) this.#reject(misfit);
    const changes: NativeChange[] = [];
    const resources = new Map<string, PlacedResource>();
    for (const draft of drafts) {
      const change = createdFrom(draft, this.#file);
      changes.push(change);
      resources.set(draft.id, { draft, resource: change.after });
    }
    if (drafts.length === 0 && misfits.length === 0) this.#diagnostics.push(nothingInIt(this.#file));
    return {
      format: AGENT_CONFIG_FORMAT,
      file: this.#file,
      changes,
      surroundings: [],
      unresolved: this.#unresolved,
      diagnostics: sortDiagnostics(this.#diagnostics),
      locate: createLocate(this.#config, this.#lines, resources),
    };
  }

  #reject({ path, expected }: Misfit): void {
    const address = path.join(".");
    const message = `Cannot read \`${address}\` in \`${this.#file}\`: it is not ${expected}`;
    const span = this.#lines().span(...this.#config.find(path));
    const hint = "Correct it; what the client makes of it is not known";
    this.#diagnostics.push({ code: "agent-config-invalid", severity: "error", message, hint, span });
    this.#unresolved.push({ code: "agent-config-invalid", message, source: { file: this.#file, address, path: [] } });
  }
}

function lazyLines(file: string, text: string): () => LineIndex {
  let lines: LineIndex | undefined;
  return () => (lines ??= createLineIndex(file, text));
}

function unreadable(file: string, { code, message, start, end }: TextProblem, lines: LineIndex): Diagnostic {
  const hint = "Correct it; what its client makes of it is not known";
  const span = lines.span(start, end);
  return { code, severity: "error", message: `Cannot read \`${file}\`: ${message}`, hint, span };
}

function noMap(file: string): Diagnostic {
  return {
    code: "agent-config-invalid",
    severity: "error",
    message: `Cannot read \`${file}\`: it is not a map of settings`,
    hint: "Correct it; what its client makes of it is not known",
    span: startOfFile(file),
  };
}

function nothingInIt(file: string): Diagnostic {
  return {
    code: "agent-config-without-servers",
    severity: "warning",
    message: `\`${file}\` names no tool server`,
    hint: "See whether the key under which its client looks for them is spelled right",
    span: startOfFile(file),
  };
}
