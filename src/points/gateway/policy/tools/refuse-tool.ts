import { refusedFor, type Refusal } from "../answers/denial.ts";
import type { Standing } from "./standings.ts";

/** Why a tool may not be used as its server offers it now; null where it may. Nothing of its own words is told. */
export function refuseTool(standing: Standing | null): Refusal | null {
  if (standing === null)
    return refusedFor("tool-not-offered", "The server offers no such tool, or one that nobody may use");
  const { standing: how } = standing;
  return how === "approved" ? null : WHY[how];
}

const WHY: Readonly<Record<Exclude<Standing["standing"], "approved">, Refusal>> = {
  "first-seen": refusedFor("tool-quarantined", "Nobody approved this tool yet: `writ tools` shows what waits"),
  changed: refusedFor(
    "tool-changed",
    "The server changed this tool after it was approved: `writ tools` shows what changed",
  ),
  "not-listed": refusedFor("tool-not-listed", "This tool is not among those of the agent"),
};
