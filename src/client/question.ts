import { parseJson } from "#core/model";
import { problem, readMessage, type Shape } from "#core/wire";
import { NoAnswerError, RefusedError } from "./errors.ts";

/** One question to a control plane: how it is put, and what answers it. */
export interface Question<Answer> {
  readonly method: "GET" | "POST" | "DELETE";
  /** Absolute, with its query where it has one. */
  readonly path: string;
  /** JSON as text; null where there is no body. */
  readonly body: string | null;
  readonly shape: Shape<Answer>;
  /** Of an answer; 200 unless given. */
  readonly status?: number | readonly number[];
}

/** Something that a control plane answered. */
export interface RawAnswer {
  readonly status: number;
  readonly text: string;
}

/** Reads what answered a question by its shape; throws `RefusedError` for a problem, and `NoAnswerError` for all else. */
export function readAnswer<Answer>(question: Question<Answer>, { status, text }: RawAnswer): Answer {
  const { path, shape } = question;
  const json = parseJson(text, { maxDepth: 64 });
  if (json.kind !== "parsed")
    throw new NoAnswerError("not-understood", `The answer to \`${path}\` is not JSON (status ${status})`);
  if ([question.status ?? 200].flat().includes(status)) {
    const answer = readMessage(shape, json.value);
    if (answer.kind === "read") return answer.message;
    throw new NoAnswerError(
      "not-understood",
      `The answer to \`${path}\` is not understood: ${answer.problems[0]?.message ?? ""}`,
    );
  }
  const refusal = readMessage(problem, json.value);
  if (refusal.kind === "read") throw new RefusedError(refusal.message);
  throw new NoAnswerError("not-understood", `\`${path}\` was answered with ${status}`);
}
