import { refuseModel, refuseServer, refuseTool } from "#core/agents";
import type { AgentDocument } from "#core/documents";
import type { Objection, Register, Surface } from "#points/agents";
import { registeredFor } from "./registered.ts";

/** The limits of `Agent` documents: what the one that acts, and each on whose behalf it does, may turn to. Who has no document is denied by what decides. */
export const DOCUMENTED_AGENTS: Register = {
  objection(act, { bundle }) {
    for (const agent of registeredFor(act, bundle)) {
      const objection = objectionTo(agent, act.surface);
      if (objection !== null) return objection;
    }
    return null;
  },
};

function objectionTo(agent: AgentDocument, surface: Surface): Objection | null {
  switch (surface.kind) {
    case "command":
      return null;
    case "model":
      return objection("agent-model", refuseModel(agent, surface.provider, surface.name));
    case "tool":
      return objection("agent-tool", refuseTool(agent, { ...surface, digest: surface.digest ?? null }));
    default:
      return objection("agent-tool", refuseServer(agent, surface.server));
  }
}

function objection(code: string, message: string | null): Objection | null {
  return message === null ? null : { code, message };
}
