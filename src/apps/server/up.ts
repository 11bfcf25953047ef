import { writeToken } from "./access/write-token.ts";
import { issueAdministratorToken, issueFirstToken, type IssuedToken } from "./access/issue-token.ts";
import { check } from "./check.ts";
import { readConfigFile } from "./config/read-file.ts";
import { readSettings, type SettingsResult } from "./config/read-settings.ts";
import type { Opened } from "./opened.ts";
import { startServer, type RunningServer, type ServerParts } from "./start.ts";
import { describeFailure, refuse, start, type Refused, type StartRequest } from "./starting.ts";
import { errorFields } from "./telemetry/log.ts";
import { welcome } from "./welcome.ts";

/** How `writ up` was called, and what it needs of the command line. */
export interface UpRequest extends StartRequest {
  readonly configFile: string | null;
  /** Only say whether the settings and the policies are good. */
  readonly check: boolean;
  /** Make another token of an administrator. */
  readonly newToken: boolean;
  /** For what the caller asked for. */
  print(line: string): void;
}

/** What became of it: `running` until `done`, or the reason was told and it never ran. */
export type UpResult = { readonly kind: "running"; readonly server: Up } | { readonly kind: "checked" } | Refused;

/** A control plane that is up. */
export interface Up {
  readonly url: string;
  /** Where it answers API servers alone; null where it does not. */
  readonly webhookUrl: string | null;
  /** Reads policies and certificate again. */
  reload(): Promise<void>;
  /** Stops taking, finishes, lets the store go. */
  stop(): Promise<void>;
}

/** Starts the control plane. Whatever keeps it from starting is told in sentences, and then nothing of it runs. */
export async function up(request: UpRequest): Promise<UpResult> {
  const result = settingsOf(request);
  if (result.problems.length > 0) return refuse(request, result.problems);
  try {
    if (request.check) return check(request, result);
    return await start(request, result.settings, async (parts, opened) => ({
      kind: "running",
      server: await open(request, parts, opened),
    }));
  } catch (error) {
    return refuse(request, [describeFailure(error, result.settings)]);
  }
}

function settingsOf({ flags, environment, configFile }: UpRequest): SettingsResult {
  const named = configFile ?? environment["WRIT_CONFIG"] ?? "";
  if (named === "") return readSettings({ flags, environment, file: {} });
  const file = readConfigFile(named);
  if (file.kind === "read") return readSettings({ flags, environment, file: file.values });
  const result = readSettings({ flags, environment, file: {} });
  return { ...result, problems: [file.problem, ...result.problems] };
}

/** The token that this start makes, if any: the first one of a store, or another where somebody asks for it. */
function issueToken({ newToken }: UpRequest, { store, recorder }: ServerParts): Promise<IssuedToken | null> {
  if (!newToken) return issueFirstToken(store, new Date());
  return issueAdministratorToken(store, new Date(), async (id) => recorder?.act(null, "token-made", id));
}

/** Answers from now on, and says so. The token of the first run is made last, so that none is lost where something else fails. */
async function open(request: UpRequest, parts: ServerParts, opened: Opened): Promise<Up> {
  const { bundles, log, settings, version } = parts;
  const server = await startServer(parts);
  opened.add(() => server.close());
  const token = (await issueToken(request, parts))?.text ?? null;
  const tokenFile = token === null ? null : writeToken(settings.tokenFile, token);
  bundles.follow();
  parts.feed?.follow(parts);
  opened.add(async () => {
    bundles.stop();
    await parts.feed?.stop();
  });
  const { digest } = bundles.activation;
  const policies = bundles.current.bundle.policies.length;
  const { url, webhookUrl, extAuthzPort } = server;
  const told = { url, webhookUrl, extAuthzPort, settings, digest, policies };
  for (const line of welcome({ ...told, token, tokenFile })) request.print(line);
  log.info("up", { url: server.url, version, bundle: digest });
  return running(server, parts, opened);
}

function running(server: RunningServer, { bundles, feed, log }: ServerParts, opened: Opened): Up {
  return {
    url: server.url,
    webhookUrl: server.webhookUrl,
    reload: async () => {
      server.reloadCertificate();
      await bundles.reload();
      await feed?.poll();
    },
    stop: async () => {
      log.info("stopping");
      for (const problem of await opened.close()) log.error("not let go in order", errorFields(problem));
      log.info("stopped");
    },
  };
}
