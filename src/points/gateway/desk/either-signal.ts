/**
 * Aborts as soon as one of two signals does, with its reason. Both must live no longer than what they are linked for. Nothing is weak in it, as it is in
 * `AbortSignal.any`, which takes half of the time of a call that is passed on.
 */
export function eitherSignal(one: AbortSignal, other: AbortSignal): AbortSignal {
  const controller = new AbortController();
  for (const signal of [one, other]) {
    if (signal.aborted) controller.abort(signal.reason);
    else signal.addEventListener("abort", () => controller.abort(signal.reason), { once: true });
  }
  return controller.signal;
}
