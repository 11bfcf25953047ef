import { randomBytes } from "node:crypto";
import type { Store } from "#core/store";
import type { Route } from "#points/api";
import type { Recorder } from "../evidence/recorder.ts";
import { stopRoutes } from "../routes/stops.ts";
import type { Log } from "../telemetry/log.ts";
import { Resumptions } from "./resumptions.ts";
import { ServerStops } from "./server-stops.ts";

/** What stops are made from. */
export interface StopParts {
  readonly store: Store;
  readonly recorder: Recorder | null;
  readonly log: Log;
}

/** What was stopped, and where it is told and resumed. */
export interface OpenStops {
  readonly stops: ServerStops;
  readonly routes: readonly Route[];
}

/** Reads what is stopped and follows it. Rejects with `UnavailableError` where that cannot be read. */
export async function openStops({ store, recorder, log }: StopParts): Promise<OpenStops> {
  const replica = randomBytes(6).toString("hex");
  const monotonic = performance.now.bind(performance);
  const stops = await ServerStops.start({ store, recorder, log, replica, now, monotonic });
  const resumed = (id: string): void => stops.resumed(id);
  const resumptions = new Resumptions({ store, recorder, now, resumed });
  return { stops, routes: stopRoutes({ store, stops, resumptions }) };
}

function now(): Date {
  return new Date();
}
