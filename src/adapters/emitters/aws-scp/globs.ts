import type { Test } from "../conditions/index.ts";

/** What `StringLike` matches where a test of a text holds, as patterns of which one fits; undefined for one that such patterns cannot say. */
export function globsOf(test: Test): readonly string[] | undefined {
  if (!("text" in test)) return undefined;
  if (test.kind === "matches") return ofExpression(test.text);
  const literal = escaped(test.text);
  if (literal === undefined) return undefined;
  const [before, after] = AROUND[test.kind];
  return [`${before}${literal}${after}`];
}

const AROUND = { "starts-with": ["", "*"], "ends-with": ["*", ""], contains: ["*", "*"] } as const;

/** More alternatives than these are no list that a person wrote. */
const MOST_GLOBS = 32;

/** Regular expressions of literals and alternatives of literals, with or without anchors, of which the last may be one of the alternatives. */
function ofExpression(source: string): readonly string[] | undefined {
  const [, before, last] = /^(.*)\(([^()]*)\|\$\)$/s.exec(source) ?? [];
  if (before === undefined) return ofParts(source);
  const [going, ending] = [ofParts(`${before}(${last})`), ofParts(`${before}$`)];
  return going === undefined || ending === undefined ? undefined : [...going, ...ending];
}

function ofParts(source: string): readonly string[] | undefined {
  const isStart = source.startsWith("^");
  const isEnd = source.endsWith("$");
  const body = source.slice(isStart ? 1 : 0, isEnd ? -1 : undefined);
  let made: readonly string[] = [""];
  for (const [part, group, single] of body.matchAll(PARTS)) {
    const choices = group === undefined ? [single ?? part] : group.split("|");
    if (group === undefined && single === undefined && SPECIAL.test(part)) return undefined;
    if (choices.some((choice) => SPECIAL.test(choice) && single === undefined)) return undefined;
    made = made.flatMap((before) => choices.map((choice) => `${before}${choice}`));
    if (made.length > MOST_GLOBS) return undefined;
  }
  const globs = made.map(escaped).filter((glob) => glob !== undefined);
  if (globs.length < made.length) return undefined;
  return globs.map((glob) => `${isStart ? "" : "*"}${glob}${isEnd ? "" : "*"}`);
}

/** A group of alternatives, a class of one character, or one character. */
const PARTS = /\(([^()]*)\)|\[([^\]^\\])\]|[\s\S]/g;
const SPECIAL = /[\\^$.*+?{}()[\]|]/;

/** Wildcards of `StringLike` and its policy variables cannot be told from what is meant literally. */
function escaped(literal: string): string | undefined {
  return /[*?$]/.test(literal) ? undefined : literal;
}
