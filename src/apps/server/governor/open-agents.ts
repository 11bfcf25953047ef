import type { Store } from "#core/store";
import type { Governor } from "#points/agents";
import type { SessionPorts } from "#points/api";
import { openBudgets, type StoredBudgets } from "../agents/budgets.ts";
import { openHistory } from "../agents/history.ts";
import { DOCUMENTED_AGENTS } from "../agents/register.ts";
import { agentOf } from "../agents/registered.ts";
import type { ActiveBundles } from "../bundles/active-bundles.ts";
import type { Settings } from "../config/settings.ts";
import { openTasks } from "../credentials/open-tasks.ts";
import type { Tasks } from "../credentials/tasks.ts";
import type { Recorder } from "../evidence/recorder.ts";
import { openGateway, type OpenGateway } from "../gateway/open-gateway.ts";
import { openHolds, type OpenHolds } from "../holds/open-holds.ts";
import type { Opened } from "../opened.ts";
import { openProviders } from "../models/open-models.ts";
import type { ReachedProvider } from "../models/provider-file.ts";
import { openStops, type OpenStops } from "../stops/open-stops.ts";
import type { Log } from "../telemetry/log.ts";
import { openToolsets, type OpenToolsets } from "../toolsets/open-toolsets.ts";
import { openGovernor } from "./open-governor.ts";

/** What governs agents, ready. */
export interface AgentParts {
  readonly holds: OpenHolds;
  readonly stops: OpenStops;
  /** Rules what agents are about to do. */
  readonly governor: Governor;
  readonly tasks: Tasks;
  readonly toolsets: OpenToolsets;
  /** Who answers calls of models. */
  readonly providers: readonly ReachedProvider[];
  readonly gateway: OpenGateway;
  readonly budgets: StoredBudgets;
}

/** What it is opened with. */
export interface AgentNeeds {
  readonly settings: Settings;
  readonly store: Store;
  /** Null where nothing is recorded. */
  readonly recorder: Recorder | null;
  readonly log: Log;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly bundles: Pick<ActiveBundles, "current">;
  readonly heard: SessionPorts["heard"];
}

export type OpenedAgents =
  | { readonly kind: "opened"; readonly agents: AgentParts }
  | { readonly kind: "broken"; readonly problem: string };

/** Opens all that governs agents, and tells `opened` of it. Rejects with `UnavailableError` for what does not answer. */
export async function openAgents(needs: AgentNeeds, opened: Opened): Promise<OpenedAgents> {
  const { bundles, settings, environment, store, log } = needs;
  const models = openProviders(settings.models, environment);
  if (models.kind === "broken") return models;
  const holds = await openHolds(needs);
  opened.add(() => holds.close());
  const stops = await openStops(needs);
  opened.add(() => stops.stops.close());
  const history = openHistory(store, () => bundles.current.bundle, log);
  opened.add(() => history.close());
  const budgets = openBudgets(store, log);
  const governor = openGovernor({
    ...needs,
    stops: stops.stops,
    register: DOCUMENTED_AGENTS,
    budgets,
    history,
    holds: holds.acts,
  });
  const tasks = openTasks({ ...needs, governor });
  if (tasks.kind === "broken") return tasks;
  opened.add(() => tasks.close());
  stops.stops.onStop((stop) => tasks.tasks.stop(stop));
  const toolsets = openToolsets(needs);
  const { providers } = models;
  const gateway = openGateway({
    ...needs,
    governor,
    policy: {
      pins: toolsets.toolsets,
      agentOf: (caller) => agentOf(caller, bundles.current.bundle),
      states: holds.states,
    },
  });
  opened.add(() => gateway.close());
  return {
    kind: "opened",
    agents: { holds, stops, governor, tasks: tasks.tasks, toolsets, providers, gateway, budgets },
  };
}
