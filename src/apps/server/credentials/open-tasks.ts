import type { Store } from "#core/store";
import type { Governor } from "#points/agents";
import type { Recorder } from "../evidence/recorder.ts";
import { errorFields, type Log } from "../telemetry/log.ts";
import type { Settings } from "../config/settings.ts";
import { openBroker, type AwsKeys } from "./open-broker.ts";
import { readBrokers } from "./read-brokers.ts";
import { Tasks } from "./tasks.ts";

/** How often it is looked for credentials whose time is over. */
const SWEEP_MS = 30_000;

/** What tasks are opened with. */
export interface TaskParts {
  readonly settings: Pick<Settings, "brokers">;
  /** By what this process is known to AWS. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly governor: Governor;
  readonly store: Store;
  readonly recorder: Recorder | null;
  readonly log: Log;
}

export type OpenedTasks =
  | { readonly kind: "opened"; readonly tasks: Tasks; close(): Promise<void> }
  | { readonly kind: "broken"; readonly problem: string };

/** Opens the brokers of a file, and ends from time to time what nobody ended. Throws `UnavailableError` for what a broker needs and cannot read. */
export function openTasks({ settings, environment, log, ...parts }: TaskParts): OpenedTasks {
  const file = settings.brokers;
  const read = file === null ? ({ kind: "read", brokers: [] } as const) : readBrokers(file);
  if (read.kind === "broken") return read;
  const brokers = new Map(read.brokers.map((form) => [form.name, openBroker(form, awsKeys(environment))]));
  const tasks = new Tasks({ ...parts, brokers, log, now: Date.now });
  const sweep = (): void => {
    tasks
      .sweep()
      .catch((error: unknown) => log.warn("credentials that are over could not be looked for", errorFields(error)));
  };
  const timer = setInterval(sweep, SWEEP_MS);
  timer.unref();
  return { kind: "opened", tasks, close: () => Promise.resolve(clearInterval(timer)) };
}

/** Null where the environment has none. */
function awsKeys(environment: TaskParts["environment"]): AwsKeys | null {
  const { AWS_ACCESS_KEY_ID = "", AWS_SECRET_ACCESS_KEY = "", AWS_SESSION_TOKEN = "" } = environment;
  if (AWS_ACCESS_KEY_ID === "" || AWS_SECRET_ACCESS_KEY === "") return null;
  const sessionToken = AWS_SESSION_TOKEN === "" ? null : AWS_SESSION_TOKEN;
  return { accessKeyId: AWS_ACCESS_KEY_ID, secretAccessKey: AWS_SECRET_ACCESS_KEY, sessionToken };
}
