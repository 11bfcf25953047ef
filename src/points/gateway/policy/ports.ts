import type { CommandSetting, SqlDialect } from "#adapters/sources";
import type { Caller } from "#core/access";
import type { AgentDocument } from "#core/documents";
import type { RequestStates } from "#core/holds";
import type { PolicedInspector } from "#core/inspection";
import type { Effect, Unresolved, Verb } from "#core/model";
import type { PinnedDigests, ToolsetReading } from "#core/toolsets";
import type { Act, Ruling } from "#points/agents";

/** What an argument of a tool is, beside a value. `file-…` are paths, `words` a command line word by word. */
export const ARGUMENT_ROLES = ["shell", "sql", "words", "url", "file-read", "file-write", "file-delete"] as const;
export type ArgumentRole = (typeof ARGUMENT_ROLES)[number];

/** What an argument is, with what the operator knows of it. */
export interface ArgumentMeaning {
  readonly as: ArgumentRole;
  /** Whose SQL it is; anybody's unless said. */
  readonly dialect?: SqlDialect;
  /** The absolute path of the folder in which it runs, or from which a path starts; not known unless said. */
  readonly cwd?: string;
}

/** What arguments are by tool and argument; the tool `*` is any. */
export type ArgumentRoles = Readonly<Record<string, Readonly<Record<string, ArgumentRole | ArgumentMeaning>>>>;

/** Command lines that do what tools do, by tool, word by word; `{name}` in a word is an argument of the call. */
export type ToolCommands = Readonly<Record<string, readonly string[]>>;

/** What the operator says of one server. */
export interface ServerPolicy {
  /** Whether what it offers first waits for somebody, or is approved as it is. Whatever changes afterwards waits in any case. */
  readonly firstSeen: "quarantine" | "approve";
  readonly roles: ArgumentRoles;
  readonly commands: ToolCommands;
  /** The absolute path of the folder of the server that is worked in; null where nobody says. */
  readonly workspace: string | null;
}

/** Under what circumstances a server does what an argument says. */
export interface ArgumentSetting extends CommandSetting {
  readonly dialect: SqlDialect;
}

/** What a text does, for one language. */
export interface ArgumentReading {
  readonly effects: readonly Effect[];
  readonly unresolved: readonly Unresolved[];
}

/** Reads arguments that are more than values. Total: what is not understood is unresolved. */
export interface ArgumentReaders {
  shell(text: string, setting: ArgumentSetting): ArgumentReading;
  sql(text: string, setting: ArgumentSetting): ArgumentReading;
  words(words: readonly string[], setting: ArgumentSetting): ArgumentReading;
  file(verb: Verb, path: string, setting: ArgumentSetting): ArgumentReading;
  url(text: string, setting: ArgumentSetting): ArgumentReading;
}

/** What was approved of the tools of servers. */
export interface ToolPins {
  /** What is approved of a server now, after it was told what the server offers and what becomes of that where nothing was seen before. Rejects with `UnavailableError`; then nothing is approved. */
  pinned(server: string, offered: ToolsetReading, firstSeen: ServerPolicy["firstSeen"]): Promise<PinnedDigests>;
}

/** What the policy of the gateway works on. */
export interface PolicyPorts {
  rule(act: Act): Promise<Ruling>;
  readonly pins: ToolPins;
  /** The document of an agent; null for whoever has none. */
  agentOf(caller: Caller): AgentDocument | null;
  /** By what answers are looked into now. */
  inspection(): PolicedInspector;
  server(key: string): ServerPolicy;
  /** Asked only where an argument is more than a value. */
  readers(): Promise<ArgumentReaders>;
  /** Null where clients are asked to open no address. */
  readonly states: RequestStates | null;
  /** The JSON-RPC code of a denial where the protocol has no result for one: `DENIAL_CODE`, or `COAZ_DENIAL_CODE`. */
  readonly denialCode: number;
}

/** Of the range that JSON-RPC leaves to applications. */
export const DENIAL_CODE: number = -31_403;
/** What AuthZEN's COAZ-MCP profile (draft 1) says for a denial, in a range that MCP asks nobody new to use. */
export const COAZ_DENIAL_CODE: number = -32_001;
