import type { RE2JS } from "re2js";
import { CelError } from "../../values/index.ts";
import { invalidArgument } from "../failure.ts";
import { MAX_LIST_LENGTH } from "../limits.ts";
import { compileRe2 } from "./pattern.ts";

/** One match: where it lies, in code units, and the texts of its groups, the whole match first. */
export interface Match {
  readonly start: number;
  readonly end: number;
  readonly groups: readonly (string | null)[];
}

/** How many characters may be read in one call: a pattern can make every search read the rest of the text. */
const MAX_READ = 100_000_000;

/**
 * The first `limit` matches that do not overlap, from left to right. An empty match right behind another match does not count, as in Go.
 * Answers an error for a pattern that is not RE2 syntax and when the work would be too much.
 */
export function findMatches(text: string, pattern: string | RE2JS, limit: number): readonly Match[] | CelError {
  const compiled = typeof pattern === "string" ? compileRe2(pattern) : pattern;
  if (compiled instanceof CelError) return compiled;
  const matcher = compiled.matcher(text);
  const matches: Match[] = [];
  let end = -1;
  let read = 0;
  while (matches.length < limit && matcher.find()) {
    read += text.length;
    if (read > MAX_READ || matches.length >= MAX_LIST_LENGTH)
      return invalidArgument("The pattern has too many matches in this text");
    const [from, to] = [matcher.start(), matcher.end()];
    if (from === to && from === end) continue;
    end = to;
    matches.push({ start: from, end: to, groups: groupsOf(matcher) });
  }
  return matches;
}

function groupsOf(matcher: ReturnType<RE2JS["matcher"]>): readonly (string | null)[] {
  return Array.from({ length: matcher.groupCount() + 1 }, (_, group) => matcher.group(group));
}
