import { canonicalJson } from "#core/model";
import { pinnedDigests, toolWarnings, type OfferedTool, type PinnedDigests, type ToolsetReading } from "#core/toolsets";
import type { JsonObject, Store, Toolset, ToolsetState } from "#core/store";

/** What the pins of a server work on. */
export interface ToolsetPorts {
  readonly store: Pick<Store, "toolsets">;
  readonly now: () => Date;
}

interface Kept {
  readonly digest: string;
  readonly pinned: PinnedDigests;
  readonly atMs: number;
}

/** For how long what was approved is believed: so long another replica may go on after somebody took it back. */
const FRESH_MS = 1000;
const MOST_SERVERS = 10_000;

/** What servers offer, told to the store, and what was approved of it. */
export class ServerToolsets {
  readonly #ports: ToolsetPorts;
  readonly #kept = new Map<string, Kept>();

  constructor(ports: ToolsetPorts) {
    this.#ports = ports;
  }

  /** Rejects with `UnavailableError` where the store does not answer; then nothing is approved. */
  async pinned(server: string, offered: ToolsetReading, firstSeen: "quarantine" | "approve"): Promise<PinnedDigests> {
    const nowMs = this.#ports.now().getTime();
    const kept = this.#kept.get(server);
    if (kept !== undefined && kept.digest === offered.digest && nowMs - kept.atMs < FRESH_MS) return kept.pinned;
    const state = await this.#see(server, offered, firstSeen);
    const pinned = pinnedDigests(state?.pin ?? null);
    if (this.#kept.size >= MOST_SERVERS) this.#kept.clear();
    this.#kept.set(server, { digest: offered.digest, pinned, atMs: nowMs });
    return pinned;
  }

  /** Forgets what it believes of a server, after that was changed here. */
  forget(server: string): void {
    this.#kept.delete(server);
  }

  async #see(
    server: string,
    offered: ToolsetReading,
    firstSeen: "quarantine" | "approve",
  ): Promise<ToolsetState | null> {
    const { store, now } = this.#ports;
    const known = await store.toolsets.find(server);
    if (known?.seen.digest === offered.digest) return known;
    const toolset = toolsetOf(server, offered, now().toISOString());
    await store.toolsets.see(toolset);
    const isFirst = known === null && firstSeen === "approve" && offered.tools.length > 0;
    if (!isFirst || offered.tools.some((tool) => toolWarnings(tool).length > 0)) return store.toolsets.find(server);
    const pin = { by: "configuration", at: toolset.seenAt, approval: null };
    const result = await store.toolsets.pin(server, offered.digest, pin);
    return result.kind === "unknown" ? null : result.state;
  }
}

function toolsetOf(server: string, { digest, tools, refused }: ToolsetReading, seenAt: string): Toolset {
  return { server, digest, tools: tools.map(toStored), refused, seenAt };
}

/** The digest is of what the server said; the definition is for people, and its numbers are as JSON readers have them. */
function toStored({ name, digest, definition }: OfferedTool): Toolset["tools"][number] {
  const shown: JsonObject = JSON.parse(canonicalJson(definition));
  return { name, digest, definition: shown };
}
