const MAX_WORDS = 256;

/**
 * The texts that a brace expansion without quotes and expansions stands for (`{a,b}`, `{1..3}`, in one another); null where there are too many, or
 * where something in it is not plain.
 */
export function expandBraces(text: string): readonly string[] | null {
  return /[$`"'\\]/.test(text) ? null : alternatives(text, 0);
}

function alternatives(text: string, depth: number): readonly string[] | null {
  if (depth > 8) return null;
  const open = text.indexOf("{");
  if (open < 0) return [text];
  const close = closing(text, open);
  if (close < 0) return [text];
  const heads = members(text.slice(open + 1, close), depth);
  const tails = alternatives(text.slice(close + 1), depth + 1);
  if (heads === null || tails === null || heads.length * tails.length > MAX_WORDS) return null;
  const before = text.slice(0, open);
  return heads.flatMap((head) => tails.map((tail) => before + head + tail));
}

function members(inner: string, depth: number): readonly string[] | null {
  const parts = commas(inner);
  if (parts.length === 1) return inner.includes("..") ? range(inner) : nested(inner, depth);
  const words: string[] = [];
  for (const part of parts) {
    const some = alternatives(part, depth + 1);
    if (some === null || words.length + some.length > MAX_WORDS) return null;
    words.push(...some);
  }
  return words;
}

/** Braces around a single member stay as they are. */
function nested(inner: string, depth: number): readonly string[] | null {
  return alternatives(inner, depth + 1)?.map((word) => `{${word}}`) ?? null;
}

function commas(inner: string): readonly string[] {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at < inner.length; at++) {
    if (inner[at] === "{") depth += 1;
    else if (inner[at] === "}") depth -= 1;
    else if (inner[at] === "," && depth === 0) {
      parts.push(inner.slice(from, at));
      from = at + 1;
    }
  }
  return [...parts, inner.slice(from)];
}

function closing(text: string, open: number): number {
  let depth = 0;
  for (let at = open; at < text.length; at++) {
    if (text[at] === "{") depth += 1;
    else if (text[at] === "}" && (depth -= 1) === 0) return at;
  }
  return -1;
}

function range(inner: string): readonly string[] | null {
  const [, from, to, step] = /^(-?\d{1,6}|[A-Za-z])\.\.(-?\d{1,6}|[A-Za-z])(?:\.\.(-?\d{1,6}))?$/.exec(inner) ?? [];
  if (from === undefined || to === undefined || /\d/.test(from) !== /\d/.test(to)) return null;
  const numbers = /\d/.test(from);
  // Numbers that are filled up with zeros are left to nobody's guess.
  if (numbers && [from, to].some((end) => /^-?0\d/.test(end))) return null;
  const [first, last] = numbers ? [Number(from), Number(to)] : [from.charCodeAt(0), to.charCodeAt(0)];
  const by = Math.abs(Number(step ?? 1)) || 1;
  const count = Math.floor(Math.abs(last - first) / by) + 1;
  if (count > MAX_WORDS) return null;
  const sign = last < first ? -by : by;
  return Array.from({ length: count }, (_, at) => {
    const value = first + at * sign;
    return numbers ? String(value) : String.fromCharCode(value);
  });
}
