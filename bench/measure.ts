import type { Prepared } from "./engines/engine.ts";

/** Microseconds of CPU that this process has used, on all of its threads. */
export function cpuMicros(): number {
  const { user, system } = process.cpuUsage();
  return user + system;
}

/** The middle of a list of numbers; NaN for none. */
export function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  if (sorted.length % 2 === 1) return sorted[middle] ?? Number.NaN;
  return ((sorted[middle - 1] ?? Number.NaN) + (sorted[middle] ?? Number.NaN)) / 2;
}

/** Asks all inputs a number of times; answers how many answers were yes. */
type Loop = (rounds: number) => number;

let loops = 0;

/**
 * A loop of its own for each subject. Engines share nothing that the optimiser learns from: with one loop for all, the one measured first would
 * be inlined and all others not. The number in the source keeps V8's cache of evaluated code from handing out one function for all.
 */
function loopOver(prepared: Prepared): Loop {
  const source = `/* ${loops++} */ "use strict"; return (rounds) => {
    let yes = 0;
    for (let round = 0; round < rounds; round++) for (let at = 0; at < inputs.length; at++) if (answer(inputs[at])) yes++;
    return yes;
  };`;
  // oxlint-disable-next-line no-implied-eval, no-new-func, typescript/no-implied-eval, typescript/no-unsafe-type-assertion -- see above
  return new Function("inputs", "answer", source)(prepared.inputs, prepared.answer) as Loop;
}

export interface Subject {
  readonly name: string;
  readonly prepared: Prepared;
}

export interface Effort {
  readonly rounds: number;
  /** How long one subject runs in one round. */
  readonly roundMs: number;
}

/**
 * Nanoseconds of CPU per answer of each subject, in their order: the median over rounds in which all subjects take turns, so that noise of the
 * machine meets all of them alike.
 */
export function measureSubjects(subjects: readonly Subject[], { rounds, roundMs }: Effort): readonly number[] {
  const trials = subjects.map(({ prepared }) => {
    const loop = loopOver(prepared);
    return { loop, size: prepared.inputs.length, repeats: calibrate(loop, roundMs), samples: [] as number[] };
  });
  for (let round = 0; round < rounds; round++) {
    for (const { loop, size, repeats, samples } of trials) {
      const start = cpuMicros();
      loop(repeats);
      samples.push(((cpuMicros() - start) * 1000) / (repeats * size));
    }
  }
  return trials.map(({ samples }) => median(samples));
}

/** How often the loop runs in `roundMs`; finding out warms it up. */
function calibrate(loop: Loop, roundMs: number): number {
  let repeats = 1;
  for (;;) {
    const start = cpuMicros();
    loop(repeats);
    const tookMs = (cpuMicros() - start) / 1000;
    if (tookMs >= roundMs) return Math.max(1, Math.round((repeats * roundMs) / tookMs));
    repeats *= tookMs < roundMs / 4 ? 4 : 2;
  }
}
