import type { ReadAct } from "#adapters/sources";
import type { Governor } from "#points/agents";

/** What this point is given. */
export interface HookPorts {
  readonly governor: Pick<Governor, "rule">;
  /** Gives what finds out what scripts do. */
  readonly readAct: () => Promise<ReadAct>;
  /** Whether a hold is put to the person at the client (`ask`), or has to be approved where Writ asks (`approval`). */
  readonly holds: "ask" | "approval";
  /** Milliseconds of a clock that only goes on. */
  readonly clock: () => number;
  /** Hears of bugs of ours; the client was answered by a block. */
  readonly report: (error: unknown) => void;
}
