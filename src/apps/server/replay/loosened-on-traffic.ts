import type { FlipGroup } from "#core/analysis";
import type { Bundle } from "#core/bundle";
import { compileProgram } from "#core/decide";
import type { Store } from "#core/store";
import { asAnswer } from "#core/wire";
import type { LoosenedOnTraffic, RecordedAnswers } from "../bundles/recorded-answers.ts";
import { errorFields, type Log } from "../telemetry/log.ts";
import { answeringBy, replayStretch, type Answering } from "./replay-stretch.ts";

/** How far back, and how long it may take. */
const DAYS = 30;
const BUDGET_MS = 5000;
const DAY_MS = 86_400_000;
const MOST_EXAMPLES = 10;

/** What the recorded questions are asked with. */
export interface TrafficPorts {
  readonly store: Pick<Store, "recordings">;
  /** Writes down what this process has heard so far. */
  readonly flush: () => Promise<void>;
  readonly log: Log;
  readonly now: () => Date;
}

/** Asks a bundle that does not decide yet what was asked here in the last days. Where not everything could be asked again, and nothing was found, nothing may be concluded. */
export function recordedAnswers({ store, flush, log, now }: TrafficPorts): RecordedAnswers {
  return {
    async loosenedOnTraffic(candidate: Bundle, active: string): Promise<LoosenedOnTraffic> {
      try {
        await flush();
        const until = now();
        const since = new Date(until.getTime() - DAYS * DAY_MS).toISOString();
        const range = { since, until: until.toISOString(), after: "", shadow: null, budgetMs: BUDGET_MS };
        const byCandidate = answeringBy(compileProgram(candidate));
        // What another bundle answered counts as answered alike: what was loosened since then is approved already.
        const answering: Answering = (recording, question) =>
          recording.bundle === active ? byCandidate(recording, question) : asAnswer(recording.answer);
        const { report, unreadable, next } = await replayStretch(store.recordings, range, answering);
        const looser = report.groups.filter(({ stricter }) => !stricter);
        if (looser.length > 0) return { kind: "loosened", examples: looser.slice(0, MOST_EXAMPLES).map(sentence) };
        return next === null && unreadable === 0 ? { kind: "none" } : { kind: "unavailable" };
      } catch (error) {
        log.warn("recorded questions cannot be asked again", errorFields(error));
        return { kind: "unavailable" };
      }
    },
  };
}

function sentence({ principal, by, decisions, examples }: FlipGroup): string {
  const [example] = examples;
  const acts = example === undefined ? "" : ` to ${example.acts}`;
  const change =
    example === undefined ? "" : `: ${example.before.effect} by ${by.join(", ")}, then ${example.after.effect}`;
  return `${principal.kind} ${principal.id}${acts}${change} (${decisions} ${decisions === 1 ? "decision" : "decisions"})`;
}
