import { describeWaivers } from "#core/decide";
import { hasErrors, sortDiagnostics, type Diagnostic } from "#core/diagnostics";
import type { Timestamp } from "#core/language";
import type { WaiverStanding } from "#core/model";
import { askOthers } from "./admission/ask.ts";
import { nowOf } from "./decide-readings.ts";
import { EXIT } from "./exit-code.ts";
import { proposeReadings } from "./propose.ts";
import { placedDiagnostics, type CheckRequest } from "./run.ts";
import { reviewAll, standingOf, type JudgedReadings } from "./waivers.ts";

/** How the loaded waivers stand, and everything that there is to say of them. */
export interface WaiverReport {
  readonly waivers: readonly WaiverStanding[];
  readonly diagnostics: readonly Diagnostic[];
  /** `broken` when anything could not be read or loaded, `warnings` when a waiver needs somebody's attention, else `compliant`. */
  readonly exitCode: number;
}

/** Reviews every loaded waiver by what was read; without any input by its dates and by the other waivers alone. */
export function reviewRun(request: CheckRequest, isJudged: boolean): WaiverReport {
  const { readings } = request;
  const now = nowOf(request);
  const reviews = reviewAll(request, isJudged ? judge(request, now) : null, now);
  const ofWaivers = describeWaivers(reviews);
  const others = [...request.diagnostics, ...request.unread, ...readings.flatMap(placedDiagnostics)];
  const calm = ofWaivers.length === 0 ? EXIT.compliant : EXIT.warnings;
  return {
    waivers: reviews.map(standingOf),
    diagnostics: sortDiagnostics([...others, ...ofWaivers]),
    exitCode: hasErrors(others) ? EXIT.broken : calm,
  };
}

function judge(request: CheckRequest, now: Timestamp): JudgedReadings {
  const { program, bundle, readings, options } = request;
  return { proposed: proposeReadings(program, bundle.kinds, readings, options), reviewed: askOthers(request, now) };
}
