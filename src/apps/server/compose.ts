import { join } from "node:path";
import type { Cosigner } from "#core/evidence";
import type { Store } from "#core/store";
import type { Joined, LogAccess } from "#adapters/logs";
import { openPostgresStore, openSqliteStore } from "#adapters/stores";
import { openAccess } from "./access/open-access.ts";
import { createLoader } from "./bundles/load-files.ts";
import { openBundles } from "./bundles/open-bundles.ts";
import type { LoadedSource, PolicySource } from "./bundles/policy-source.ts";
import type { Settings } from "./config/settings.ts";
import { readDirectory } from "./directory.ts";
import { openDisclosures, type OpenDisclosures } from "./disclosures/open-disclosures.ts";
import { Aliases } from "./evidence/aliases.ts";
import { isOff } from "./evidence/modes.ts";
import { emitterKey, openEvidence } from "./evidence/open-evidence.ts";
import { Recorder } from "./evidence/recorder.ts";
import { openAgents } from "./governor/open-agents.ts";
import type { Opened } from "./opened.ts";
import { openReplay } from "./replay/open-replay.ts";
import { openReceiptKeys } from "./receipts/receipt-keys.ts";
import { openCosigner } from "./evidence/witnesses.ts";
import type { ServerParts } from "./start.ts";
import type { Log } from "./telemetry/log.ts";
import type { Tracer } from "./telemetry/tracer.ts";

/** What a server is made from. */
export interface Ingredients {
  readonly settings: Settings;
  readonly version: string;
  readonly source: PolicySource;
  /** The policies of the start; null where a source feeds the server. */
  readonly loaded: LoadedSource | null;
  readonly log: Log;
  /** What leads to a log in object storage. */
  readonly environment: LogAccess;
  readonly openers: Openers;
}

/** What opens the state of a server. A port, so that tests can break what it opens. */
export interface Openers {
  openStore(settings: Settings): Promise<Store>;
  openEvidence(settings: Settings, access: LogAccess, cosigner: Cosigner | null): Promise<Joined>;
}

/** Opens what the settings name. */
export const OPENERS: Openers = { openStore, openEvidence };

export type Composed =
  | { readonly kind: "composed"; readonly parts: ServerParts }
  | { readonly kind: "broken"; readonly problem: string };

/** Opens everything that a server needs, and tells `opened` of it. Rejects with `UnavailableError` for what does not answer. */
export async function compose(ingredients: Ingredients, opened: Opened): Promise<Composed> {
  const { settings, version, source, log, openers, environment } = ingredients;
  const store = await openers.openStore(settings);
  opened.add(() => store.close());
  const tracer = await openTracer(settings, version, log);
  if (tracer !== null) opened.add(() => tracer.close());
  const receipts = await openReceiptKeys(settings.data, store);
  const cosigner = openCosigner(settings, log);
  const disclosures = openDisclosures(settings, store, log);
  opened.add(() => disclosures.close());
  const recorder = await openRecorder(ingredients, { store, cosigner, disclosures });
  if (recorder !== null) opened.add(() => recorder.close());
  const replay = openReplay({ settings, store, log, load: createLoader(source), now: () => new Date() });
  opened.add(() => replay.close());
  const parts = await openBundles({ ...ingredients, store, recorder, recorded: replay.recorded });
  const access = openAccess({ settings, store, log, recorder });
  if (access.kind === "broken") return access;
  const directory = readDirectory(settings.directory, () => parts.bundles.current);
  if (directory.kind === "broken") return directory;
  const { bundles } = parts;
  const agents = await openAgents(
    { settings, store, recorder, log, environment, bundles, heard: replay.heard },
    opened,
  );
  if (agents.kind === "broken") return agents;
  return {
    kind: "composed",
    parts: {
      settings,
      version,
      store,
      ...parts,
      directory: directory.directory,
      log,
      tracer,
      recorder,
      disclosures: disclosures.disclosures,
      receipts,
      access: access.access,
      replay,
      cosigner,
      ...agents.agents,
    },
  };
}

function openStore({ databaseUrl, data }: Settings): Promise<Store> {
  return databaseUrl === null ? openSqliteStore(join(data, "writ.db")) : openPostgresStore(databaseUrl);
}

/** Null where traces are sent nowhere; then what would send them is not even loaded. */
async function openTracer({ otlpEndpoint }: Settings, version: string, log: Log): Promise<Tracer | null> {
  if (otlpEndpoint === null) return null;
  const { Tracer } = await import("./telemetry/tracer.ts");
  return new Tracer(otlpEndpoint, version, log);
}

interface RecorderNeeds {
  readonly store: Store;
  readonly cosigner: Cosigner | null;
  readonly disclosures: OpenDisclosures;
}

/** Null where nothing is recorded. */
async function openRecorder(
  { settings, version, environment, log: report, openers }: Ingredients,
  { store, cosigner, disclosures }: RecorderNeeds,
): Promise<Recorder | null> {
  if (isOff(settings.evidence)) return null;
  const { log, signs } = await openers.openEvidence(settings, environment, cosigner);
  if (!signs) report.warn("the key of the evidence log is not here: others sign it", { log: log.origin });
  const spoolFile = join(settings.data, "evidence.spool");
  return new Recorder({
    log,
    aliases: new Aliases(store),
    disclosures: disclosures.sealing,
    version,
    report,
    now: Date.now,
    key: emitterKey(settings.data),
    spoolFile,
  });
}
