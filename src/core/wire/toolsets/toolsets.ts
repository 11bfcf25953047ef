import { list, named, oneOf, orNull, record, required, text, type Shape } from "../shape/index.ts";

/** How the tools of one server stand. */
export interface ToolsetMessage {
  readonly server: string;
  readonly state: "approved" | "first-seen" | "changed";
  /** Of what it offers now. */
  readonly digest: string;
  readonly seenAt: string;
  /** Null while nothing is approved. */
  readonly pinned: ToolsetPinMessage | null;
  readonly tools: readonly ToolMessage[];
  /** What changed since it was approved; all of it, where nothing was. */
  readonly changes: readonly ToolChangeMessage[];
}

export interface ToolsetPinMessage {
  readonly digest: string;
  readonly by: string;
  readonly at: string;
  readonly approval: string | null;
}

export interface ToolMessage {
  readonly name: string;
  readonly digest: string;
  readonly state: "approved" | "first-seen" | "changed";
}

/** What became of one tool since it was approved. */
interface ToolChangeMessage {
  readonly tool: string;
  readonly change: "added" | "changed" | "removed" | "refused";
  readonly lines: readonly string[];
}

export interface ToolsetsMessage {
  readonly toolsets: readonly ToolsetMessage[];
}

/** That exactly these tools are to be used. */
export interface ApproveToolsRequest {
  readonly digest: string;
  readonly reason: string;
}

/** That they are, or by which approval of a second person they will be. */
export interface ApproveToolsMessage {
  readonly state: "approved" | "waiting";
  readonly approval: string;
}

export interface QuarantineRequest {
  readonly reason: string;
}

export interface QuarantineMessage {
  readonly state: "quarantined";
}

const MOST_SERVERS = 10_000;
const MOST_TOOLS = 2048;
const MOST_LINES = 200;

const WORD: Shape<string> = text("a word", 2048);
const LINE: Shape<string> = text("a line", 4096, true);
const REASON: Shape<string> = text("a reason", 2000);
const DIGEST: Shape<string> = text("a digest", 128);
const STANDING: Shape<ToolMessage["state"]> = oneOf(["approved", "first-seen", "changed"]);

const tool: Shape<ToolMessage> = record<ToolMessage>("a tool", {
  name: required(WORD, "as its server calls it"),
  digest: required(DIGEST, "over all that its server says of it"),
  state: required(STANDING, "how it stands against what was approved"),
});

const change: Shape<ToolChangeMessage> = record<ToolChangeMessage>("a change", {
  tool: required(LINE, "of which tool"),
  change: required(oneOf(["added", "changed", "removed", "refused"]), "what became of it"),
  lines: required(list(LINE, "lines", MOST_LINES), "what is another now, hidden characters written out"),
});

const pin: Shape<ToolsetPinMessage> = record<ToolsetPinMessage>("what was approved", {
  digest: required(DIGEST, "of all of its tools"),
  by: required(WORD, "who approved it"),
  at: required(WORD, "when"),
  approval: required(orNull(WORD), "the approval of a second person; null where the configuration stands for it"),
});

const toolset: Shape<ToolsetMessage> = named(
  "Toolset",
  record<ToolsetMessage>("the tools of a server", {
    server: required(WORD, "the key of the server"),
    state: required(STANDING, "how they stand as a whole"),
    digest: required(DIGEST, "of what the server offers now"),
    seenAt: required(WORD, "when that was seen"),
    pinned: required(orNull(pin), "what was approved"),
    tools: required(list(tool, "tools", MOST_TOOLS), "what the server offers now"),
    changes: required(list(change, "changes", MOST_TOOLS), "what changed since it was approved"),
  }),
);

export const toolsetsMessage: Shape<ToolsetsMessage> = named(
  "Toolsets",
  record<ToolsetsMessage>("tools of servers", {
    toolsets: required(list(toolset, "sets of tools", MOST_SERVERS), "in the order of the servers' keys"),
  }),
);

export const approveToolsRequest: Shape<ApproveToolsRequest> = named(
  "ApproveToolsRequest",
  record<ApproveToolsRequest>("that tools are to be used", {
    digest: required(DIGEST, "of exactly these"),
    reason: required(REASON, "why"),
  }),
);

export const approveToolsMessage: Shape<ApproveToolsMessage> = named(
  "ApprovedTools",
  record<ApproveToolsMessage>("whether tools are used", {
    state: required(oneOf(["approved", "waiting"]), "`waiting` for a second person"),
    approval: required(WORD, "the approval by which they are, or will be"),
  }),
);

export const quarantineRequest: Shape<QuarantineRequest> = named(
  "QuarantineRequest",
  record<QuarantineRequest>("that tools are not to be used", { reason: required(REASON, "why") }),
);

export const quarantineMessage: Shape<QuarantineMessage> = named(
  "Quarantined",
  record<QuarantineMessage>("that nothing of a server is approved", {
    state: required(oneOf(["quarantined"]), "nothing of it is called now"),
  }),
);
