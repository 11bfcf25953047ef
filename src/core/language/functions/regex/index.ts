import { INT, listOf, optionalOf, STRING } from "../../types/type.ts";
import { CelError, Optional, type Value } from "../../values/index.ts";
import { matchesFirst } from "../cost.ts";
import type { FunctionLibrary } from "../declaration.ts";
import { declare, func } from "../define.ts";
import { invalidArgument } from "../failure.ts";
import { findMatches, type Match } from "./find.ts";
import { compileRe2 } from "./pattern.ts";
import { replaceMatches } from "./replace.ts";

function extract(text: string, pattern: string): Value {
  const matches = matchesOfOneGroup(text, pattern, 1);
  return matches instanceof CelError ? matches : new Optional(matches[0]);
}

function extractAll(text: string, pattern: string): Value {
  return matchesOfOneGroup(text, pattern, Number.POSITIVE_INFINITY);
}

/** The text of the only group of each match, or of the match when there is no group; empty groups are left out. */
function matchesOfOneGroup(text: string, pattern: string, limit: number): readonly string[] | CelError {
  const compiled = compileRe2(pattern);
  if (compiled instanceof CelError) return compiled;
  const groups = compiled.groupCount();
  if (groups > 1) return invalidArgument(`The pattern has ${groups} groups, but what to extract must be in one`);
  const matches = findMatches(text, compiled, limit);
  return matches instanceof CelError ? matches : matches.flatMap((match) => extracted(match, groups));
}

function extracted({ groups }: Match, group: number): readonly string[] {
  const text = groups[group];
  return group === 0 || text ? [text ?? ""] : [];
}

/** Functions with RE2 patterns. Source: cel-go, `ext/regex.go`. */
export const regexLibrary: FunctionLibrary = {
  name: "regex",
  functions: [
    declare(
      "regex.extract",
      "The first match of a pattern, or of its group, if there is one.",
      func("regex_extract_string_string", [STRING, STRING, optionalOf(STRING)], extract, matchesFirst),
    ),
    declare(
      "regex.extractAll",
      "All matches of a pattern, or of its group.",
      func("regex_extractAll_string_string", [STRING, STRING, listOf(STRING)], extractAll, matchesFirst),
    ),
    declare(
      "regex.replace",
      "Replaces the matches of a pattern.",
      func("regex_replace_string_string_string", [STRING, STRING, STRING, STRING], replaceMatches, matchesFirst),
      func(
        "regex_replace_string_string_string_int",
        [STRING, STRING, STRING, INT, STRING],
        replaceMatches,
        matchesFirst,
      ),
    ),
  ],
};
