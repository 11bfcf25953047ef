import type { ToolsetPin } from "#core/store";
import type { OfferedTool } from "./tool.ts";

/** How a tool stands: what nobody approved is quarantined, and what is no longer what was approved is held. */
export type ToolStanding = "approved" | "first-seen" | "changed";

/** The digests of what was approved of a server, by the names of its tools. */
export type PinnedDigests = ReadonlyMap<string, string>;

// INVARIANT (tools-are-pinned): a tool is approved only while all that the server says of it hashes to what was approved under its name.
/** How a tool of a server stands against what was approved of that server. */
export function toolStanding(
  { name, digest }: Pick<OfferedTool, "name" | "digest">,
  pinned: PinnedDigests,
): ToolStanding {
  const approved = pinned.get(name);
  if (approved === undefined) return "first-seen";
  return approved === digest ? "approved" : "changed";
}

/** What a pin approves; nothing where there is none. */
export function pinnedDigests(pin: ToolsetPin | null): PinnedDigests {
  return new Map(pin === null ? [] : pin.toolset.tools.map(({ name, digest }) => [name, digest]));
}
