import type { Store } from "#core/store";
import type { Route } from "#points/api";
import type { Recorder } from "../evidence/recorder.ts";
import { toolsetRoutes } from "../routes/toolsets.ts";
import { ServerToolsets } from "./server-toolsets.ts";
import { ToolsetApprovals } from "./toolset-approvals.ts";

/** What the tools of servers are looked after with. */
export interface ToolsetParts {
  readonly store: Store;
  /** Null where nothing is recorded. */
  readonly recorder: Recorder | null;
}

/** What was approved of servers, and where that is told and changed. */
export interface OpenToolsets {
  readonly toolsets: ServerToolsets;
  readonly routes: readonly Route[];
}

export function openToolsets({ store, recorder }: ToolsetParts): OpenToolsets {
  const toolsets = new ServerToolsets({ store, now });
  const changed = (server: string): void => toolsets.forget(server);
  const approvals = new ToolsetApprovals({ store, recorder, now, changed });
  return { toolsets, routes: toolsetRoutes({ store, approvals }) };
}

function now(): Date {
  return new Date();
}
