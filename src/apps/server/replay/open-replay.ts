import type { Store } from "#core/store";
import type { Heard, Route } from "#points/api";
import type { LoadFiles } from "../bundles/load-files.ts";
import type { RecordedAnswers } from "../bundles/recorded-answers.ts";
import { recordingDays, type Settings } from "../config/settings.ts";
import type { Recorder } from "../evidence/recorder.ts";
import { recordingRoutes } from "../routes/recordings.ts";
import { replayRoute } from "../routes/replay.ts";
import { shadowRoutes } from "../routes/shadow.ts";
import type { Log } from "../telemetry/log.ts";
import type { Metrics } from "../telemetry/metrics.ts";
import { Candidates } from "./candidates.ts";
import { recordedAnswers } from "./loosened-on-traffic.ts";
import { Pruner } from "./pruner.ts";
import { QuestionRecorder } from "./recorder.ts";
import { Shadow } from "./shadow.ts";

/** What recording and replaying work with. */
export interface ReplayNeeds {
  readonly settings: Pick<Settings, "recordings" | "recordingsMaxRows">;
  readonly store: Store;
  readonly log: Log;
  /** Loads documents of candidates. */
  readonly load: LoadFiles;
  readonly now: () => Date;
}

/** Questions that are recorded, to be asked again. */
export interface Replay {
  /** Null where nothing is recorded. */
  readonly heard: Heard | null;
  /** What another bundle makes of what was asked; null where nothing is recorded. */
  readonly recorded: RecordedAnswers | null;
  /** Writes down what waits; null where nothing is recorded. */
  readonly flush: (() => Promise<void>) | null;
  /** Where it is asked for. */
  routes(recorder: Recorder | null): readonly Route[];
  /** Counts what became of decisions. */
  showIn(metrics: Metrics): void;
  /** Writes down what waits, and ends. */
  close(): Promise<void>;
}

/** Begins to record, as the settings say, and to follow what runs in shadow. */
export function openReplay({ settings, store, log, load, now }: ReplayNeeds): Replay {
  const days = recordingDays(settings);
  const candidates = new Candidates(store, load);
  const shadow = new Shadow({ settings: store.settings, candidates, log });
  const routesOver =
    (flush: (() => Promise<void>) | null): Replay["routes"] =>
    (recorder) => {
      const ports = { store, candidates, shadow, flush, recorder, now };
      return [replayRoute(ports), ...recordingRoutes(ports), ...shadowRoutes(ports)];
    };
  if (days === null) return nothingRecorded(routesOver(null));
  const most = settings.recordingsMaxRows;
  const recorder = new QuestionRecorder({ store, shadow, log, perDay: Math.max(1, Math.floor(most / days)) });
  const flush = (): Promise<void> => recorder.flush();
  const pruner = new Pruner({ store, days, most, log, now: () => now().getTime() });
  void shadow.catchUp();
  shadow.follow();
  return {
    heard: recorder.hear,
    recorded: recordedAnswers({ store, flush, log, now }),
    flush,
    routes: routesOver(flush),
    showIn: (metrics) => show(metrics, recorder, shadow),
    close: async () => {
      pruner.close();
      shadow.stop();
      await recorder.flush();
    },
  };
}

function nothingRecorded(routes: Replay["routes"]): Replay {
  return { heard: null, recorded: null, flush: null, routes, showIn: () => {}, close: () => Promise.resolve() };
}

function show(metrics: Metrics, { counts }: QuestionRecorder, shadow: Shadow): void {
  metrics.gauge("writ_recordings_decided", "Decisions that could be recorded", () => counts.decided);
  metrics.gauge("writ_recordings_recorded", "Decisions that recordings stand for", () => counts.recorded);
  metrics.gauge("writ_recordings_passed_over", "Decisions beyond the sample", () => counts.passedOver);
  metrics.gauge("writ_recordings_unrepeatable", "Questions that cannot be asked again", () => counts.unrepeatable);
  metrics.gauge("writ_recordings_lost", "Recordings that the store did not take", () => counts.lost);
  metrics.gauge("writ_shadow_answered", "Questions that a candidate answered", () => shadow.counts.answered);
  metrics.gauge("writ_shadow_dropped", "Questions for which a candidate had no time", () => shadow.counts.dropped);
}
