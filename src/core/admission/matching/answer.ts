/** Whether something matches; `unknown` carries in words what would have to be known. */
export type Answer =
  | { readonly kind: "yes" }
  | { readonly kind: "no" }
  | { readonly kind: "unknown"; readonly why: string };

export const YES: Answer = { kind: "yes" };
export const NO: Answer = { kind: "no" };

/** What hangs on names that nobody knows yet. */
export const UNKNOWN_NAMESPACE: Answer = { kind: "unknown", why: "the namespace of the object" };
export const UNKNOWN_NAME: Answer = { kind: "unknown", why: "the name of the object" };

/** `yes` or `no`. */
export function answerOf(matches: boolean): Answer {
  return matches ? YES : NO;
}

/** All of several questions: one `no` is enough, and what is unknown matters only without one. */
export function allOf(questions: Iterable<() => Answer>): Answer {
  let unknown: Answer | undefined;
  for (const ask of questions) {
    const answer = ask();
    if (answer.kind === "no") return NO;
    if (answer.kind === "unknown") unknown ??= answer;
  }
  return unknown ?? YES;
}
