import { printable } from "#adapters/reporters";

/** A line on stderr that says what is going on. It shows only on a terminal, and only once the work has taken a second. */
export interface Progress {
  step(text: string): void;
  done(): void;
}

const PATIENCE_MS = 1000;
const CLEAR_LINE = "\r\u001b[2K";

/** Starts the clock; `step` is cheap enough to be called for every file. */
export function startProgress(): Progress {
  const { stderr } = process;
  if (!stderr.isTTY) return { step: () => {}, done: () => {} };
  const startedAt = performance.now();
  let shown = false;
  return {
    step: (text) => {
      if (performance.now() - startedAt < PATIENCE_MS) return;
      shown = true;
      stderr.write(`${CLEAR_LINE}${printable(text).slice(0, stderr.columns - 1)}`);
    },
    done: () => {
      if (shown) stderr.write(CLEAR_LINE);
    },
  };
}
