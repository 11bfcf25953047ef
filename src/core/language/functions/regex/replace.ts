import { CelError, type Int, type Value } from "../../values/index.ts";
import { invalidArgument, quoted } from "../failure.ts";
import { tooLong } from "../limits.ts";
import { findMatches, type Match } from "./find.ts";
import { compileRe2 } from "./pattern.ts";

/** Replaces the first `limit` matches, or all when it is negative; `\1` to `\9` in the replacement stand for groups, `\0` for the match. */
export function replaceMatches(text: string, pattern: string, replacement: string, limit: Int = -1): Value {
  const compiled = compileRe2(pattern);
  if (compiled instanceof CelError) return compiled;
  const template = parseReplacement(replacement, compiled.groupCount());
  if (template instanceof CelError) return template;
  const matches = findMatches(text, compiled, limit < 0 ? Number.POSITIVE_INFINITY : Number(limit));
  return matches instanceof CelError ? matches : splice(text, matches, template);
}

/** Texts and group numbers in order. */
type Template = readonly (string | number)[];

function parseReplacement(replacement: string, groups: number): Template | CelError {
  const parts: (string | number)[] = [];
  for (const [part, escaped] of replacement.matchAll(/\\([\s\S]?)|[^\\]+/g)) {
    if (escaped === undefined) parts.push(part);
    else if (escaped === "\\") parts.push("\\");
    else if (!/^\d$/.test(escaped))
      return invalidArgument(`The replacement ${quoted(replacement)} has a backslash that no digit follows`);
    else if (Number(escaped) > groups)
      return invalidArgument(
        `The replacement ${quoted(replacement)} names the group ${escaped}, but the pattern has ${groups}`,
      );
    else parts.push(Number(escaped));
  }
  return parts;
}

function splice(text: string, matches: readonly Match[], template: Template): Value {
  let result = "";
  let at = 0;
  for (const match of matches) {
    result += text.slice(at, match.start) + expand(match, template);
    at = match.end;
    const problem = tooLong(result.length);
    if (problem) return problem;
  }
  return tooLong(result.length + text.length - at) ?? result + text.slice(at);
}

function expand(match: Match, template: Template): string {
  return template.map((part) => (typeof part === "string" ? part : (match.groups[part] ?? ""))).join("");
}
