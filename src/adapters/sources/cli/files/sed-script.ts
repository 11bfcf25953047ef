/**
 * Whether a script of `sed` only transforms what it reads. Commands that read or write files or run a program (`r`, `R`, `w`, `W`, `e`, and `w` and `e` after a
 * substitution) make it one that does not, and so does whatever is not understood.
 */
export function isPlainSed(script: string): boolean {
  let at = 0;
  while (at < script.length) {
    at = skipAddress(script, skip(script, at, " \t\n;{}"));
    if (at >= script.length) return true;
    const next = skipCommand(script, at);
    if (next === null) return false;
    at = next;
  }
  return true;
}

const ALONE = "dDgGhHlnNpPqQxz=";

/** The position after the command; null for one that may reach beyond the text. */
function skipCommand(script: string, at: number): number | null {
  const command = script[at] ?? "";
  if (ALONE.includes(command)) return skip(script, at + 1, " \t0123456789");
  if (command === "s" || command === "y") return skipSubstitution(script, at + 1);
  if (":btT".includes(command)) return endOf(script, at, /[;\n}]/g);
  if ("aic#".includes(command)) return endOf(script, at, /\n/g);
  return null;
}

function skipSubstitution(script: string, at: number): number | null {
  const delimiter = script[at] ?? "";
  if (delimiter === "" || delimiter === "\\" || delimiter === "\n") return null;
  const middle = skipDelimited(script, at + 1, delimiter);
  const end = skip(script, skipDelimited(script, middle, delimiter), "gpIiMm0123456789");
  return /^[\s;}]?$/.test(script[end] ?? "") ? end : null;
}

/** After a range of addresses. */
function skipAddress(script: string, from: number): number {
  let at = from;
  for (;;) {
    at = skip(script, at, " \t0123456789$,~+!");
    const delimiter = script[at] === "\\" ? (script[++at] ?? "/") : "/";
    if (script[at] !== delimiter) return at;
    at = skip(script, skipDelimited(script, at + 1, delimiter), "IM");
  }
}

/** After the next `delimiter` that no backslash stands before. */
function skipDelimited(script: string, from: number, delimiter: string): number {
  let at = from;
  while (at < script.length && script[at] !== delimiter) at += script[at] === "\\" ? 2 : 1;
  return at + 1;
}

function skip(script: string, from: number, characters: string): number {
  let at = from;
  while (at < script.length && characters.includes(script[at] ?? "")) at++;
  return at;
}

function endOf(script: string, from: number, stop: RegExp): number {
  stop.lastIndex = from + 1;
  return stop.exec(script)?.index ?? script.length;
}
