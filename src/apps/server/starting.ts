import { UnavailableError } from "#core/diagnostics";
import { compose, OPENERS, type Openers } from "./compose.ts";
import type { PolicySource } from "./bundles/policy-source.ts";
import type { SettingInputs } from "./config/read-settings.ts";
import type { Settings } from "./config/settings.ts";
import { Opened } from "./opened.ts";
import type { ServerParts } from "./start.ts";
import { createLog } from "./telemetry/log.ts";

/** What every start needs of the command line. */
export interface StartRequest {
  readonly flags: SettingInputs["flags"];
  readonly environment: SettingInputs["environment"];
  readonly version: string;
  /** The policies that the settings name. */
  policies(settings: Pick<Settings, "policies" | "library">): PolicySource;
  /** In place of what opens the state that the settings name. */
  readonly openers?: Partial<Openers>;
  /** For log lines, and why it does not start. */
  complain(text: string): void;
}

/** The reason was told, and nothing runs. */
export interface Refused {
  readonly kind: "refused";
}

/** Opens all that settings name, and hands it on. Whatever is wrong with it is told in sentences, and let go again. */
export async function start<T>(
  request: StartRequest,
  settings: Settings,
  open: (parts: ServerParts, opened: Opened) => Promise<T>,
): Promise<T | Refused> {
  const log = createLog(settings.logLevel, (line) => request.complain(line));
  const source = request.policies(settings);
  const loaded = settings.source === null ? source.load() : null;
  if (loaded?.bundle === null) return refuse(request, loaded.problems);
  const { version, environment } = request;
  const openers = { ...OPENERS, ...request.openers };
  const opened = new Opened();
  try {
    const ingredients = { settings, version, source, loaded, log, environment, openers };
    const composed = await compose(ingredients, opened);
    if (composed.kind === "composed") return await open(composed.parts, opened);
    await opened.close();
    return refuse(request, [composed.problem]);
  } catch (error) {
    await opened.close();
    throw error;
  }
}

/** Tells why nothing runs. */
export function refuse(request: Pick<StartRequest, "complain">, problems: readonly string[]): Refused {
  for (const problem of problems) request.complain(`writ: ${problem}\n`);
  return { kind: "refused" };
}

/** Why it does not start, without what others say: their messages may quote an address with a password. Throws what is a defect. */
export function describeFailure(error: unknown, settings: Settings): string {
  if (error instanceof UnavailableError) {
    const where = settings.databaseUrl === null ? "" : " (PostgreSQL at `DATABASE_URL`)";
    return `${error.message}${error.code === "store-unavailable" ? where : ""}`;
  }
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (code === "EADDRINUSE") return `\`${addressIn(error, settings)}\` is taken: choose another`;
  if (code === "EACCES") return `\`${addressIn(error, settings)}\` may not be used by this user: choose another`;
  if (code !== "") return `Cannot start: ${code}`;
  throw error;
}

/** Where a server could not listen, or the file that could not be used; by the words of Node. */
function addressIn(error: unknown, { host, port }: Settings): string {
  const { address, port: at, path }: { address?: unknown; port?: unknown; path?: unknown } = Object(error);
  if (typeof path === "string") return path;
  if (typeof address !== "string") return `${host}:${port}`;
  return typeof at === "number" && at > 0 ? `${address}:${at}` : address;
}
