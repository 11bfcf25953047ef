import type { Cosigned, Cosigner, SignedCheckpoint } from "#core/evidence";

/** Witnesses that answer when a test lets them, and what they were asked. */
export interface HeldCosigner extends Cosigner {
  readonly asked: SignedCheckpoint[];
  /** Answers the oldest question that waits. */
  answer(cosigned: (note: string) => Cosigned): Promise<void>;
}

/** Makes them. */
export function heldCosigner(): HeldCosigner {
  const asked: SignedCheckpoint[] = [];
  const answers: ((cosigned: Cosigned) => void)[] = [];
  return {
    asked,
    cosign(checkpoint) {
      asked.push(checkpoint);
      return new Promise((answer) => answers.push(answer));
    },
    async answer(cosigned) {
      while (answers.length === 0) await new Promise((resolve) => setImmediate(resolve));
      answers.shift()?.(cosigned(asked.at(-answers.length - 1)?.note ?? ""));
    },
  };
}

/** Enough have signed. */
export const show = (note: string): Cosigned => ({ kind: "show", note: `${note}\u2014 w AAAAAAA=\n` });
/** Too few have. */
export const withhold = (): Cosigned => ({ kind: "withhold", reason: "too few signed" });
