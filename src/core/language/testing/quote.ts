/** A string as Go's `strconv.Quote` writes it. */
export function quoteText(text: string): string {
  return `"${Array.from(text, (character) => quoteCharacter(character)).join("")}"`;
}

/** Bytes as cel-go's debug format writes them: text where they are printable UTF-8, else `\x` escapes. */
export function quoteBytes(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length;) {
    const length = sequenceLength(bytes, at);
    const decoded = length === 0 ? undefined : new TextDecoder().decode(bytes.subarray(at, at + length));
    text += decoded === undefined ? hexEscape(bytes[at] ?? 0) : quoteCharacter(decoded);
    at += Math.max(1, length);
  }
  return `b"${text}"`;
}

/** A double as Go's `%v` writes it. */
export function formatDouble(value: number): string {
  if (Number.isNaN(value)) return "NaN";
  if (!Number.isFinite(value)) return value > 0 ? "+Inf" : "-Inf";
  const sign = Object.is(value, -0) ? "-" : "";
  const exponent = value === 0 ? 0 : Number(value.toExponential().split("e")[1]);
  if (exponent >= -4 && exponent < EXPONENT_FROM) return sign + String(value);
  return value.toExponential().replace(/e([+-])(\d)$/, "e$10$2");
}

function quoteCharacter(character: string): string {
  const escape = ESCAPES.get(character);
  if (escape !== undefined) return escape;
  if (PRINTABLE.test(character)) return character;
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x80) return hexEscape(code);
  return code < 0x10000 ? `\\u${hex(code, 4)}` : `\\U${hex(code, 8)}`;
}

/** The length of the valid UTF-8 sequence at `at`, or 0. */
function sequenceLength(bytes: Uint8Array, at: number): number {
  for (let length = 1; length <= 4; length++) {
    try {
      new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes.subarray(at, at + length));
      return length;
    } catch {
      continue;
    }
  }
  return 0;
}

function hexEscape(byte: number): string {
  return `\\x${hex(byte, 2)}`;
}

function hex(value: number, digits: number): string {
  return value.toString(16).padStart(digits, "0");
}

const EXPONENT_FROM = 6;
const PRINTABLE = /^[\p{L}\p{M}\p{N}\p{P}\p{S} ]$/u;
const ESCAPES: ReadonlyMap<string, string> = new Map([
  ["\u0007", "\\a"],
  ["\b", "\\b"],
  ["\f", "\\f"],
  ["\n", "\\n"],
  ["\r", "\\r"],
  ["\t", "\\t"],
  ["\u000b", "\\v"],
  ["\\", "\\\\"],
  ['"', '\\"'],
]);
