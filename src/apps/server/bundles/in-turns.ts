import { setImmediate } from "node:timers/promises";
import type { Steps } from "#core/model";

/** How long work of the background goes on before requests have their turn. */
const TURN_MS = 10;

/** Does long work in turns with the requests that come meanwhile. */
export async function inTurns<Result>(steps: Steps<Result>): Promise<Result> {
  let began = performance.now();
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    if (performance.now() - began < TURN_MS) continue;
    await setImmediate();
    began = performance.now();
  }
}
