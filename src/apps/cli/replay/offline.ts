import { createReadStream } from "node:fs";
import { answerOf, flipOf, ReplayTally, type RecordedQuestion } from "#core/analysis";
import { compileProgram, decide } from "#core/decide";
import { parseJson } from "#core/model";
import { questionOf, readMessage, recordingMessage } from "#core/wire";
import type { LoadedSource } from "#apps/server";
import { reasonOf } from "../files/file-diagnostic.ts";
import { startProgress } from "../terminal/progress.ts";
import { UsageError } from "../usage-error.ts";
import type { ReplayOutcome } from "./outcome.ts";

/** No recording is longer. */
const LONGEST_LINE = 16 * 1024 * 1024;

/** Asks the recordings of a file again, one a line, as `writ recordings export` writes them. Throws a `UsageError` for a file that cannot be read. */
export async function replayOffline({ bundle }: LoadedSource, file: string): Promise<ReplayOutcome> {
  if (bundle === null) throw new TypeError("A candidate that cannot be used was refused before");
  const program = compileProgram(bundle);
  const tally = new ReplayTally();
  const progress = startProgress();
  let [asked, unreadable] = [0, 0];
  for await (const line of linesOf(file)) {
    const question = questionIn(line);
    if (question === null) unreadable += 1;
    else tally.add(question.count, flipOf(question, answerOf(decide(program, question.proposal, question.at))));
    asked += 1;
    progress.step(`${asked} questions`);
  }
  progress.done();
  return { bundle: bundle.digest, since: null, until: null, report: tally.report(), unreadable, coverage: null };
}

function questionIn(line: string): RecordedQuestion | null {
  const json = parseJson(line, { maxDepth: 64 });
  if (json.kind === "rejected") return null;
  const read = readMessage(recordingMessage, json.value);
  return read.kind === "read" ? questionOf(read.message) : null;
}

/** The lines that say anything. */
async function* linesOf(file: string): AsyncGenerator<string> {
  let rest = "";
  try {
    for await (const chunk of createReadStream(file, { encoding: "utf8" })) {
      const lines = (rest + String(chunk)).split("\n");
      rest = lines.pop() ?? "";
      if (rest.length > LONGEST_LINE) throw new UsageError(`A line in \`${file}\` is longer than any recording`);
      yield* lines.filter((line) => line.trim() !== "");
    }
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`Cannot read the recordings \`${file}\`: ${reasonOf(error)}`);
  }
  if (rest.trim() !== "") yield rest;
}
