import type { SourceFormat } from "../source-format.ts";
import { dialectOf } from "./clients.ts";
import { AGENT_CONFIG_FORMAT, readAgentConfig } from "./read.ts";

/** Configurations of coding agents and other clients of tool servers. */
export const agentConfig: SourceFormat = {
  format: AGENT_CONFIG_FORMAT,
  recognises: (sample) => dialectOf(sample) !== undefined,
  read: readAgentConfig,
};
