import type { Answer, FlipExample, FlipGroup, ReplayCount, ReplayReport } from "#core/analysis";
import { PRINCIPAL_KINDS } from "#core/model";
import { bool, list, named, oneOf, record, required, text, whole, type Shape } from "../shape/index.ts";

const word: Shape<string> = text("a text", 65_536, true);
const words: Shape<readonly string[]> = list(word, "names", 10_000);
const number: Shape<number> = whole(0, Number.MAX_SAFE_INTEGER);
const MOST_GROUPS = 1000;
const MOST_EXAMPLES = 100;

const counts = {
  recordings: required(number, "how many recordings"),
  decisions: required(number, "how many decisions they stand for"),
};

const count: Shape<ReplayCount> = named("ReplayCount", record<ReplayCount>("a count", counts));

/** An answer to a recorded question. */
export const recordedAnswer: Shape<Answer> = named(
  "RecordedAnswer",
  record<Answer>("an answer", {
    effect: required(oneOf(["allow", "hold", "deny"] as const), "what it came to"),
    by: required(words, "policies, or codes of circumstances, that stood in the way"),
  }),
);

const example: Shape<FlipExample> = record<FlipExample>("an example", {
  id: required(word, "of its recording"),
  acts: required(word, "what was asked for, in a few words"),
  at: required(word, "when (RFC 3339)"),
  before: required(recordedAnswer, "as it was decided"),
  after: required(recordedAnswer, "as the candidate decides"),
});

const kind = oneOf(["newly-allowed", "newly-denied", "other"] as const);

const group: Shape<FlipGroup> = named(
  "FlipGroup",
  record<FlipGroup>("flips that belong together", {
    kind: required(kind, "what became of the answers; `other` is between `hold` and `deny`"),
    stricter: required(bool, "in which direction"),
    by: required(words, "who stands in the way afterwards, or stood before where it got looser"),
    principal: required(
      record<FlipGroup["principal"]>("a principal", {
        kind: required(oneOf(PRINCIPAL_KINDS), "what it is"),
        id: required(word, "who it is"),
      }),
      "who asked",
    ),
    ...counts,
    examples: required(list(example, "examples", MOST_EXAMPLES), "the first few"),
  }),
);

/** What a replay found. */
export const replayReport: Shape<ReplayReport> = named(
  "ReplayReport",
  record<ReplayReport>("what a replay found", {
    replayed: required(count, "what was asked again"),
    flips: required(
      record<ReplayReport["flips"]>("flips by kind", {
        "newly-allowed": required(count, "held or denied before, allowed by the candidate"),
        "newly-denied": required(count, "allowed before, held or denied by the candidate"),
        other: required(count, "between `hold` and `deny`"),
      }),
      "whose answer is another",
    ),
    groups: required(list(group, "groups", MOST_GROUPS), "what is let through first, then the largest"),
    ungrouped: required(count, "flips in no group, because there were too many"),
  }),
);
