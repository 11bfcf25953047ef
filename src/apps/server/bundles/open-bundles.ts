import { join } from "node:path";
import { UnavailableError } from "#core/diagnostics";
import type { Store } from "#core/store";
import type { Settings } from "../config/settings.ts";
import type { Recorder } from "../evidence/recorder.ts";
import type { Log } from "../telemetry/log.ts";
import { ActivationApprovals } from "./activation-approvals.ts";
import { Activations } from "./activations.ts";
import { ActiveBundles } from "./active-bundles.ts";
import { createLoader } from "./load-files.ts";
import type { LoadedSource, PolicySource } from "./policy-source.ts";
import type { RecordedAnswers } from "./recorded-answers.ts";
import { Releases } from "./releases.ts";
import type { Feed } from "./source/feed.ts";
import { openFeed } from "./source/open-feed.ts";
import { Uploads } from "./upload.ts";

/** What bundles are opened with. */
export interface BundleIngredients {
  readonly settings: Settings;
  readonly store: Store;
  readonly source: PolicySource;
  /** The policies of the start; null where a source feeds the server. */
  readonly loaded: LoadedSource | null;
  readonly log: Log;
  readonly recorder: Recorder | null;
  readonly recorded: RecordedAnswers | null;
}

/** What decides, and everything by which that is exchanged. */
export interface BundleParts {
  readonly bundles: ActiveBundles;
  readonly uploads: Uploads;
  readonly activations: Activations;
  readonly releases: Releases;
  /** Null where nothing feeds the server. */
  readonly feed: Feed | null;
}

/** Opens all of it. Rejects with `UnavailableError` for what does not answer, or there is nothing to decide by. */
export async function openBundles(ingredients: BundleIngredients): Promise<BundleParts> {
  const { settings, store, source, log, recorder } = ingredients;
  const load = createLoader(source);
  const feed = openFeed({ settings, store, policies: source, load, log });
  const loaded = ingredients.loaded ?? (await feed?.first());
  if (loaded === undefined) throw new UnavailableError("no-policies", "There are no policies to start with");
  const activated: Recorder["activated"] = async (turnover) => recorder?.activated(turnover);
  const ports = { store, source: feed === null ? source : null, load, log, now, activated };
  const bundles = await ActiveBundles.start(ports, loaded, feed?.isSigned ?? prevails(settings));
  const kept = { ...ingredients, load, now };
  return {
    bundles,
    uploads: new Uploads(kept),
    activations: new Activations({ ...kept, bundles, approvals: new ActivationApprovals(kept) }),
    releases: await Releases.open(store, settings.releaseKey ?? join(settings.data, "release.key")),
    feed,
  };
}

function now(): Date {
  return new Date();
}

/** Whether the policies of this start decide, whatever decided before: the user's own do, and those that somebody asks for. */
function prevails({ activate, policies, library }: Settings): boolean {
  return activate || policies.length > 0 || !library;
}
