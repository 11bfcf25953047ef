import { BOOL, STRING } from "../../types/type.ts";
import { CelError, type Value } from "../../values/index.ts";
import { matchesFirst, readsFirst, searchesFirst } from "../cost.ts";
import type { FunctionDeclaration } from "../declaration.ts";
import { declare, func, method } from "../define.ts";
import { compilePattern } from "../regex/pattern.ts";

function matches(text: string, pattern: string): Value {
  const matcher = compilePattern(pattern);
  return matcher instanceof CelError ? matcher : matcher.test(text);
}

const TEXT_TEST = [STRING, STRING, BOOL];

/** Tests on text. Source: cel-spec, "List of standard definitions"; overload ids of cel-go. */
export const text: readonly FunctionDeclaration[] = [
  declare(
    "contains",
    "Whether the text contains another.",
    method("contains_string", TEXT_TEST, (a: string, b: string) => a.includes(b), searchesFirst),
  ),
  declare(
    "startsWith",
    "Whether the text starts with another.",
    method("starts_with_string", TEXT_TEST, (a: string, b: string) => a.startsWith(b), readsFirst),
  ),
  declare(
    "endsWith",
    "Whether the text ends with another.",
    method("ends_with_string", TEXT_TEST, (a: string, b: string) => a.endsWith(b), readsFirst),
  ),
  declare(
    "matches",
    "Whether a part of the text matches an RE2 pattern.",
    func("matches", TEXT_TEST, matches, matchesFirst),
    method("matches_string", TEXT_TEST, matches, matchesFirst),
  ),
];
