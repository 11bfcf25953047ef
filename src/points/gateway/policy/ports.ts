import type { Caller } from "#core/access";
import type { AgentDocument } from "#core/documents";
import type { RequestStates } from "#core/holds";
import type { PolicedInspector } from "#core/inspection";
import type { Effect, SourceRef, Unresolved, Verb } from "#core/model";
import type { PinnedDigests, ToolsetReading } from "#core/toolsets";
import type { Act, Ruling } from "#points/agents";

/** What an argument of a tool is, beside a value. `file-…` are paths, `words` a command line word by word. */
export const ARGUMENT_ROLES = ["shell", "sql", "words", "url", "file-read", "file-write", "file-delete"] as const;
export type ArgumentRole = (typeof ARGUMENT_ROLES)[number];

/** The roles of arguments by tool and argument; the tool `*` is any. */
export type ArgumentRoles = Readonly<Record<string, Readonly<Record<string, ArgumentRole>>>>;

/** What the operator says of one server. */
export interface ServerPolicy {
  /** Whether what it offers first waits for somebody, or is approved as it is. Whatever changes afterwards waits in any case. */
  readonly firstSeen: "quarantine" | "approve";
  readonly roles: ArgumentRoles;
}

/** What a text does, for one language. */
export interface ArgumentReading {
  readonly effects: readonly Effect[];
  readonly unresolved: readonly Unresolved[];
}

/** Reads arguments that are more than values. Total: what is not understood is unresolved. */
export interface ArgumentReaders {
  shell(text: string, source: SourceRef): ArgumentReading;
  sql(text: string, source: SourceRef): ArgumentReading;
  words(words: readonly string[], source: SourceRef): ArgumentReading;
  /** Of an absolute path. */
  file(verb: Verb, path: string, source: SourceRef): ArgumentReading;
  url(text: string, source: SourceRef): ArgumentReading;
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
