import { cut } from "#core/diagnostics";
import { personText, printable, timeText } from "#adapters/reporters";
import type { StopsMessage } from "#client";

type StopState = StopsMessage["stops"][number];

const LONGEST = 300;

/** What was stopped, what each stop did and how long that took, as text. */
export function stopsText(stops: StopsMessage["stops"]): string {
  return stops.length === 0 ? "nothing is stopped\n" : stops.map(stopLines).join("\n");
}

function stopLines({ stop, resumption, effects }: StopState): string {
  const lines = [
    `${printable(stop.id)}  ${targetText(stop)}${resumption === null ? "" : " (resumed)"}`,
    `  stopped by ${personText(stop.byName, stop.by)} at ${timeText(stop.at)}: ${cut(printable(stop.reason), LONGEST)}`,
    ...effects.map(effectLine),
    ...(resumption === null ? [] : [resumedLine(resumption)]),
  ];
  return `${lines.join("\n")}\n`;
}

/** What is stopped. */
export function targetText({ kind, name }: StopState["stop"]): string {
  return kind === "everything" ? "everything" : `${kind} ${cut(printable(name), LONGEST)}`;
}

function effectLine({
  replica,
  refusedAfterMs,
  lastEffectMs,
  cancelled,
  running,
  revoked,
  failed,
}: StopState["effects"][number]): string {
  const end =
    lastEffectMs === null
      ? `${running} still ${running === 1 ? "runs" : "run"}`
      : `the last effect was over after ${lastEffectMs} ms`;
  const credentials = revoked + failed === 0 ? "" : `, ${revoked} credentials revoked`;
  const failures = failed === 0 ? "" : `, ${failed} attempts to revoke failed`;
  const under = cancelled === 0 ? "nothing was under way" : `${cancelled} cancelled`;
  return `  replica ${printable(replica)}: nothing new after ${refusedAfterMs} ms, ${under}${credentials}${failures}, ${end}`;
}

function resumedLine({ by, at, reason, approval }: NonNullable<StopState["resumption"]>): string {
  const why = cut(printable(reason), LONGEST);
  return `  resumed by ${printable(by)} at ${timeText(at)} with approval ${printable(approval)}: ${why}`;
}
