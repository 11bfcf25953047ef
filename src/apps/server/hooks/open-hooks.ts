import { createActReader, loadSql } from "#adapters/sources";
import type { Governor } from "#points/agents";
import type { Route } from "#points/api";
import { HOOK_CLIENTS, HOOK_DIALECTS, HookPoint, hookRoutes } from "#points/hooks";
import { defectFields, type Log } from "../telemetry/log.ts";
import type { HookSettings } from "./hook-settings.ts";

/** What the hooks of coding assistants are answered by. */
export interface HookParts {
  readonly settings: HookSettings;
  readonly governor: Governor;
  readonly log: Log;
}

/** Where coding assistants ask. */
export function openHooks({ settings, governor, log }: HookParts): readonly Route[] {
  const point = new HookPoint({
    governor,
    readAct: async () => createActReader(await loadSql()),
    holds: settings.hookHolds,
    clock: performance.now.bind(performance),
    report: (error) => log.error("a hook could not be answered", defectFields(error)),
  });
  return hookRoutes(
    HOOK_CLIENTS.map((name) => HOOK_DIALECTS[name]),
    point,
  );
}
