/**
 * Long work that can be put aside between two of its steps, each of them short, so that whoever has a loop of events may serve others meanwhile. What it
 * comes to does not hang on when it is put aside.
 */
export type Steps<Result> = Generator<undefined, Result>;

/** Does all steps at once. */
export function finish<Result>(steps: Steps<Result>): Result {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}
