import { printable } from "../printable.ts";

const [MINUTE, HOUR, DAY] = [60_000, 3_600_000, 86_400_000];

/** A duration as people say it, of milliseconds; two units at most. */
export function durationText(ms: number): string {
  if (ms < MINUTE) return "less than a minute";
  if (ms < HOUR) return `${Math.floor(ms / MINUTE)} min`;
  if (ms < 2 * DAY) return `${Math.floor(ms / HOUR)} h ${Math.floor((ms % HOUR) / MINUTE)} min`;
  return `${Math.floor(ms / DAY)} days`;
}

/** A point in time to the minute; one that cannot be read as it stands. */
export function timeText(time: string): string {
  const ms = Date.parse(time);
  return Number.isNaN(ms) ? printable(time) : `${new Date(ms).toISOString().slice(0, 16).replace("T", " ")} UTC`;
}

/** Somebody by name and by id: only the id proves anything. */
export function personText(name: string, id: string): string {
  return name === "" || name === id ? printable(id) : `${printable(name)} (${printable(id)})`;
}
