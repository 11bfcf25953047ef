import type { Caller } from "#core/access";
import type { AgentDocument } from "#core/documents";
import type { ValueObject } from "#core/language";
import { readToolset, toolStanding, type OfferedTool, type ToolsetReading, type ToolStanding } from "#core/toolsets";
import type { PolicyPorts } from "../ports.ts";

/** How the tools of one server stand for one caller. */
export interface Standing {
  readonly tool: OfferedTool;
  readonly standing: ToolStanding | "not-listed";
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
      reading.tools.map((tool) => [
        tool.name,
        { tool, standing: standingFor(agent, { server, set: reading.digest, tool }) ?? toolStanding(tool, pinned) },
      ]),
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

/** What the document of an agent says of a tool: a digest in it approves, and refuses any other; null where it leaves that to what was pinned. */
function standingFor(agent: AgentDocument | null, { server, set, tool }: Offer): Standing["standing"] | null {
  if (agent === null) return null;
  const { tools } = agent.spec;
  const own = tools.find(({ name }) => name === `${server}/${tool.name}`);
  const all = tools.find(({ name }) => name === server);
  const listed = own ?? all;
  if (listed === undefined) return "not-listed";
  if (listed.digest === null) return null;
  return isSame(listed.digest, listed === own ? tool.digest : set) ? "approved" : "changed";
}

function isSame(pinned: string, digest: string): boolean {
  return (pinned.startsWith("sha256:") ? pinned : `sha256:${pinned}`) === digest;
}
