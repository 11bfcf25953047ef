import type { WitnessAnswer } from "#core/evidence";

/** An answer as bytes. */
export interface HttpAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
}

/** An answer of one sentence. */
export function plain(status: number, sentence: string): HttpAnswer {
  return { status, contentType: "text/plain; charset=utf-8", body: `${sentence}\n` };
}

/** What a witness says in the words of C2SP tlog-witness. */
export function answerOf(answer: WitnessAnswer): HttpAnswer {
  if (answer.kind === "cosigned") return { ...plain(200, ""), body: answer.lines };
  if (answer.kind !== "conflicts") return REFUSALS[answer.kind];
  return { status: 409, contentType: "text/x.tlog.size", body: `${answer.latestSize}\n` };
}

const REFUSALS: Readonly<Record<Exclude<WitnessAnswer["kind"], "cosigned" | "conflicts">, HttpAnswer>> = {
  malformed: plain(400, "This is no request of C2SP tlog-witness"),
  shrinks: plain(400, "The old size is larger than the checkpoint"),
  untrusted: plain(403, "No known key of the log has signed the checkpoint, or one did so wrongly"),
  "unknown-log": plain(404, "This witness does not know the log"),
  inconsistent: plain(422, "The checkpoint is not proven to have grown from the one that was signed last"),
};
