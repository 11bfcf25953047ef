import type { Answer, RecordedQuestion } from "#core/analysis";
import { Timestamp } from "#core/language";
import { parseJson, type Proposal } from "#core/model";
import type { RecordedAnswer, Recording } from "#core/store";
import { readProposal } from "../proposal/read-proposal.ts";

/** Deeper than anything that is asked over the network, as it is written. */
const MAX_DEPTH = 160;

/** A recording as the question that it is; null where it cannot be read, as one of another version of Writ may not be. */
export function questionOf(
  recording: Pick<Recording, "id" | "proposal" | "at" | "answer" | "count">,
): RecordedQuestion | null {
  const { id, count } = recording;
  const [proposal, at, answer] = [proposalIn(recording.proposal), timeOf(recording.at), asAnswer(recording.answer)];
  return proposal === null || at === null || answer === null ? null : { id, proposal, at, answer, count };
}

/** An answer as it was recorded; null for an effect that is none. */
export function asAnswer({ effect, by }: RecordedAnswer): Answer | null {
  return effect === "allow" || effect === "hold" || effect === "deny" ? { effect, by } : null;
}

/** The proposal in the text that `writeProposal` wrote; null where there is none. */
export function proposalIn(text: string): Proposal | null {
  const json = parseJson(text, { maxDepth: MAX_DEPTH });
  if (json.kind === "rejected") return null;
  const read = readProposal(json.value);
  return read.kind === "read" ? read.message : null;
}

function timeOf(at: string): Timestamp | null {
  const ms = Date.parse(at);
  if (Number.isNaN(ms)) return null;
  const seconds = Math.floor(ms / 1000);
  return new Timestamp(seconds, (ms - seconds * 1000) * 1_000_000);
}
