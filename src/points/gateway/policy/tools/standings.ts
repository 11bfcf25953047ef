import type { Caller } from "#core/access";
import type { AgentDocument } from "#core/documents";
import type { ValueObject } from "#core/language";
import {
  readToolset,
  toolStanding,
  type OfferedTool,
  type PinnedDigests,
  type ToolsetReading,
  type ToolStanding,
} from "#core/toolsets";
import type { PolicyPorts } from "../ports.ts";

/** How the tools of one server stand for one caller. */
export interface Standing {
  readonly tool: OfferedTool;
  readonly standing: ToolStanding | "not-listed";
  /** What the document of the agent is compared with, in lower-case hex: that of the whole set where it lists the server as one, else that of the tool. */
  readonly digest: string;
}

/** What servers offer, beside what was approved of it and what callers may use. */
export class ToolStandings {
  readonly #ports: Pick<PolicyPorts, "pins" | "agentOf" | "server">;
  readonly #readings = new WeakMap<readonly ValueObject[], ToolsetReading>();

  constructor(ports: Pick<PolicyPorts, "pins" | "agentOf" | "server">) {
    this.#ports = ports;
  }

  /** By the names of the tools; those that are offered to nobody are missing. Depends on the caller alone. */
  async of(server: string, entries: readonly ValueObject[], caller: Caller): Promise<ReadonlyMap<string, Standing>> {
    const reading = this.#read(entries);
    const pinned = await this.#ports.pins.pinned(server, reading, this.#ports.server(server).firstSeen);
    const agent = this.#ports.agentOf(caller);
    return new Map(
      reading.tools.map((tool) => [tool.name, standingOf(agent, { server, set: reading.digest, tool }, pinned)]),
    );
  }

  /** The same list is read once: reading hashes every definition. */
  #read(entries: readonly ValueObject[]): ToolsetReading {
    const known = this.#readings.get(entries);
    if (known !== undefined) return known;
    const reading = readToolset(entries);
    this.#readings.set(entries, reading);
    return reading;
  }
}

interface Offer {
  readonly server: string;
  /** The digest of all that the server offers. */
  readonly set: string;
  readonly tool: OfferedTool;
}

/** A digest in the document of an agent approves, and refuses any other; without one it is left to what was pinned. A document that lists no tool limits none. */
function standingOf(agent: AgentDocument | null, { server, set, tool }: Offer, pinned: PinnedDigests): Standing {
  const tools = agent?.spec.tools ?? [];
  const own = tools.find(({ name }) => name === `${server}/${tool.name}`);
  const listed = own ?? tools.find(({ name }) => name === server);
  const digest = hexOf(listed === own ? tool.digest : set);
  if (listed === undefined && tools.length > 0) return { tool, standing: "not-listed", digest };
  const said = listed?.digest ?? null;
  if (said === null) return { tool, standing: toolStanding(tool, pinned), digest };
  return { tool, standing: hexOf(said) === digest ? "approved" : "changed", digest };
}

function hexOf(digest: string): string {
  return digest.startsWith("sha256:") ? digest.slice("sha256:".length) : digest;
}
