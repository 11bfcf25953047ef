/** What the process is attached to, and how it wants to be written to. */
export interface Terminal {
  readonly colour: boolean;
  /** Columns, or null when the output is not a terminal and must not be wrapped. */
  readonly width: number | null;
}

/** Colour and width of stdout, after NO_COLOR (no-color.org), FORCE_COLOR, TERM=dumb and an explicit choice, which wins. */
export function stdoutTerminal(choice: "auto" | "always" | "never"): Terminal {
  const { stdout } = process;
  return { colour: wantsColour(choice, stdout.isTTY), width: stdout.isTTY ? stdout.columns : null };
}

function wantsColour(choice: "auto" | "always" | "never", isTerminal: boolean): boolean {
  if (choice !== "auto") return choice === "always";
  const { NO_COLOR, FORCE_COLOR, TERM } = process.env;
  if (NO_COLOR !== undefined && NO_COLOR !== "") return false;
  if (FORCE_COLOR !== undefined && FORCE_COLOR !== "" && FORCE_COLOR !== "0") return true;
  return isTerminal && TERM !== "dumb";
}
