import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createLastGood } from "#adapters/bundle-sources";
import { UnavailableError } from "#core/diagnostics";
import type { Store } from "#core/store";
import type { Settings } from "../../config/settings.ts";
import type { Log } from "../../telemetry/log.ts";
import type { LoadFiles } from "../load-files.ts";
import type { PolicySource } from "../policy-source.ts";
import { DocumentsTaker } from "./documents-taker.ts";
import { Feed, type Taker } from "./feed.ts";
import { ReleaseTaker } from "./release-taker.ts";
import { readTrust } from "./release-trust.ts";
import { openSource, SOURCE_FORMS, type NamedSource } from "./source-address.ts";

/** What feeds are opened with. */
export interface FeedIngredients {
  readonly settings: Settings;
  readonly store: Store;
  readonly policies: PolicySource;
  readonly load: LoadFiles;
  readonly log: Log;
}

/** Opens what feeds a server, without asking it; null where nothing does. Throws an `UnavailableError` for settings that name no source, key or token. */
export function openFeed({ settings, ...ingredients }: FeedIngredients): Feed | null {
  if (settings.source === null) return null;
  const source = namedSource(settings.source, settings);
  const taker = source.isSigned ? releases(settings, ingredients) : documents(source, settings, ingredients);
  return new Feed({ source, taker, intervalMs: settings.sourceIntervalMs, log: ingredients.log });
}

/** Why what names the source of a server cannot be used; null when it can. Nothing is asked. */
export function sourceProblem(settings: Settings): string | null {
  try {
    if (settings.source !== null && namedSource(settings.source, settings).isSigned) readTrust(settings.sourceKeys);
    return null;
  } catch (error) {
    if (error instanceof UnavailableError) return error.message;
    throw error;
  }
}

/** The source that settings name. Throws an `UnavailableError`. */
function namedSource(address: string, { sourceTokenFile }: Settings): NamedSource {
  const source = openSource(address, sourceTokenFile === null ? null : readToken(sourceTokenFile));
  if (source !== null) return source;
  throw new UnavailableError("source-address", `\`--source\` names no source: write ${SOURCE_FORMS}`);
}

function readToken(file: string): string {
  try {
    return readFileSync(file, "utf8").trim();
  } catch (cause) {
    throw new UnavailableError("source-token", `The token of the source in \`${file}\` cannot be read`, { cause });
  }
}

function releases({ data, sourceKeys }: Settings, { store, load, log }: Omit<FeedIngredients, "settings">): Taker {
  mkdirSync(data, { recursive: true, mode: 0o700 });
  const lastGood = createLastGood(join(data, "last-release"));
  return new ReleaseTaker({ store, lastGood, trust: readTrust(sourceKeys), load, log, now: () => new Date() });
}

function documents(
  { source }: NamedSource,
  { sourceApproval }: Settings,
  { store, policies, log }: Omit<FeedIngredients, "settings">,
): Taker {
  const needsApproval = sourceApproval === "required";
  return new DocumentsTaker({ name: source.name, store, policies, needsApproval, log, now: () => new Date() });
}
