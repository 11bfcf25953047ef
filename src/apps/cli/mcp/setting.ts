import type { WritClient } from "#client";
import type { Principal } from "#core/model";
import type { Decider } from "#points/mcp";
import type { PreparedRun } from "../commands/prepare-run.ts";

/** What the tools answer by. */
export interface ToolSetting {
  /** The only folder of which files are read. */
  readonly folder: string;
  /** The policies of the folder and the shipped ones, without any input. */
  readonly run: Omit<PreparedRun, "readings" | "unread" | "textWith" | "clock">;
  readonly decider: Decider;
  readonly principal: Principal;
  readonly environment: string | null;
  /** Null where no control plane was named. */
  readonly client: WritClient | null;
}
