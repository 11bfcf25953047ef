import type { Usage } from "../cost.ts";

/** What was found of an answer when all of it was there. */
export interface AnswerFindings {
  /** Null where the answer does not say how many tokens were used, or not so that it could be read. */
  readonly usage: Usage | null;
  /** Sorted: what the history is told. */
  readonly labels: readonly string[];
  /** The first label for which nothing of it may be had; null where there is none, and for what has passed already. */
  readonly blocked: string | null;
  /** What is told in place of the answer, as JSON; null where it goes on as it came. */
  readonly redacted: string | null;
}

/** Reads an answer on its way to the client. */
export interface AnswerReading {
  /** Whether what was seen so far is kept back until the end. Once it is false it stays so. */
  readonly isHeld: boolean;
  /** Whether a client knows by what was seen that nothing more comes, so that what was found has to be in the history before that is passed on. */
  readonly isOver: boolean;
  see(chunk: Uint8Array): void;
  /** To be called at the end, or where the answer breaks off; again, it gives the same. */
  end(): AnswerFindings;
}
