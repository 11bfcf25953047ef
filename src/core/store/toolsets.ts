import type { JsonObject } from "./approvals.ts";
import type { Instant } from "./records.ts";

/** A tool as it was offered. */
export interface StoredTool {
  readonly name: string;
  /** `sha256:` and 64 hex digits over all that its server said of it. */
  readonly digest: string;
  /** The same for people; numbers may have lost digits. */
  readonly definition: JsonObject;
}

/** What one server of tools offers, as one whole. */
export interface Toolset {
  /** The server's key in the configuration. */
  readonly server: string;
  /** `sha256:` and 64 hex digits over all of its tools. */
  readonly digest: string;
  /** Sorted by name. */
  readonly tools: readonly StoredTool[];
  /** What it says and nobody may use; the name is null where it has none that may be told. */
  readonly refused: readonly { readonly name: string | null; readonly reason: string }[];
  readonly seenAt: Instant;
}

/** That somebody lets agents use exactly these tools. */
export interface ToolsetPin {
  readonly toolset: Toolset;
  /** `Caller.id` of who pinned it. */
  readonly by: string;
  readonly at: Instant;
  /** The approval of a second person; null where the operator's configuration stands for it. */
  readonly approval: string | null;
}

/** What a server offers beside what was approved of it. */
export interface ToolsetState {
  readonly server: string;
  readonly seen: Toolset;
  /** Null while nothing is approved. */
  readonly pin: ToolsetPin | null;
}

/** The sets of tools that servers offer: the last that was seen of each, and the last that was pinned. Who may pin is not asked here. */
export interface ToolsetStore {
  /** Keeps what a server offers now in place of what it offered before; what was pinned stays. */
  see(toolset: Toolset): Promise<void>;
  find(server: string): Promise<ToolsetState | null>;
  /** In the order of the servers' names. */
  list(): Promise<readonly ToolsetState[]>;
  /** Pins what is offered now, if that still has this digest; else it answers how it stands. */
  pin(
    server: string,
    digest: string,
    pin: Omit<ToolsetPin, "toolset">,
  ): Promise<
    | { readonly kind: "pinned"; readonly state: ToolsetState }
    | { readonly kind: "conflict"; readonly state: ToolsetState }
    | { readonly kind: "unknown" }
  >;
  /** Takes a pin away: nothing of the server is approved then. */
  unpin(server: string): Promise<{ readonly kind: "unpinned" } | { readonly kind: "unknown" }>;
}
