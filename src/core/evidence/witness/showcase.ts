import { utf8 } from "../bytes/index.ts";
import { parseCheckpoint } from "../notes/index.ts";
import type { Sha256 } from "../ports.ts";
import type { Cosigned, Cosigner } from "./cosigner.ts";
import { proveGrowth } from "./prove-growth.ts";

/** What a log gives for its checkpoints to be shown. */
export interface ShowcaseParts {
  readonly sha256: Sha256;
  readonly cosigner: Cosigner;
  /** The files of the log by their paths. */
  readonly read: (path: string) => Promise<Uint8Array | null>;
  /** Puts a checkpoint where readers find it. */
  readonly show: (note: string) => Promise<void>;
}

/** Shows a checkpoint once its witnesses have answered; what is answered may be about a later one. Rejects as `read` and `show` do. */
export type Showcase = (note: string) => Promise<Cosigned>;

/**
 * The step between a checkpoint that a log has signed and kept, and its readers: witnesses are asked for one checkpoint after the other, and of those that are
 * signed meanwhile only for the newest, so that slow witnesses never hold up the log itself.
 */
export function createShowcase({ sha256, cosigner, read, show }: ShowcaseParts): Showcase {
  let newest = "";
  let waiting: Promise<Cosigned> | null = null;
  let last: Promise<unknown> = Promise.resolve();

  const run = async (): Promise<Cosigned> => {
    const note = newest;
    waiting = null;
    const size = parseCheckpoint(utf8(note))?.size ?? 0;
    const answer = await cosigner.cosign({ note, prove: (older) => proveGrowth(sha256, read, older, size) });
    if (answer.kind === "show") await show(answer.note);
    return answer;
  };

  return (note) => {
    newest = note;
    if (waiting !== null) return waiting;
    const turn = last.then(run);
    waiting = turn;
    last = turn.catch(() => {});
    return turn;
  };
}
