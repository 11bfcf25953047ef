import { INT, listOf, STRING } from "../../../types/type.ts";
import { CelError, type Int, type Value } from "../../../values/index.ts";
import { matchesFirst } from "../../cost.ts";
import type { FunctionLibrary } from "../../declaration.ts";
import { declare, method } from "../../define.ts";
import { findMatches } from "../../regex/find.ts";

function find(text: string, pattern: string): Value {
  const found = findAll(text, pattern, 1);
  return found instanceof CelError ? found : (found[0] ?? "");
}

function findAll(text: string, pattern: string, limit: Int = -1): readonly string[] | CelError {
  const matches = findMatches(text, pattern, limit < 0 ? Number.POSITIVE_INFINITY : Number(limit));
  return matches instanceof CelError ? matches : matches.map(({ groups }) => groups[0] ?? "");
}

/** Matches of RE2 patterns. Source: Kubernetes, `pkg/cel/library/regex.go`. */
export const kubernetesRegexLibrary: FunctionLibrary = {
  name: "kubernetes.regex",
  functions: [
    declare(
      "find",
      "The first match of a pattern, or an empty text.",
      method("string_find_string", [STRING, STRING, STRING], find, matchesFirst),
    ),
    declare(
      "findAll",
      "All matches of a pattern, or the first few.",
      method("string_find_all_string", [STRING, STRING, listOf(STRING)], findAll, matchesFirst),
      method("string_find_all_string_int", [STRING, STRING, INT, listOf(STRING)], findAll, matchesFirst),
    ),
  ],
};
