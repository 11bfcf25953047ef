import { DYN, INT, listOf, STRING } from "../../types/type.ts";
import type { Value } from "../../values/index.ts";
import { readingCost, readsFirst, readsFirstTwice, sizeForCost, visitsDeeply } from "../cost.ts";
import type { FunctionLibrary } from "../declaration.ts";
import { declare, func, method } from "../define.ts";
import { join, lowerAscii, quote, replace, reverse, split, trim, upperAscii } from "./edits.ts";
import { format } from "./format.ts";
import { charAt, indexOf, lastIndexOf, lastIndexOfFrom, substring } from "./positions.ts";

const TEXTS = listOf(STRING);

/** Reads the template, and everything that may be shown. */
function formatCost(template: Value, values: Value): number {
  return readsFirst(template) + visitsDeeply(values);
}

/** Twice the length of the joined text, which is what Kubernetes charges. */
function joinCost(list: Value, separator: Value = ""): number {
  if (!Array.isArray(list)) return 0;
  const separators = sizeForCost(separator) * Math.max(0, list.length - 1);
  const parts: readonly Value[] = list;
  return readingCost(2 * parts.reduce<number>((sum, part) => sum + sizeForCost(part), separators)) - 1;
}

/** Functions on text, positions counted in characters. Source: cel-go, `ext/strings.go`, all versions. */
export const stringsLibrary: FunctionLibrary = {
  name: "strings",
  functions: [
    declare("charAt", "The character at a position.", method("string_char_at_int", [STRING, INT, STRING], charAt)),
    declare(
      "indexOf",
      "The first position of a text, or -1.",
      method("string_index_of_string", [STRING, STRING, INT], indexOf, readsFirst),
      method("string_index_of_string_int", [STRING, STRING, INT, INT], indexOf, readsFirst),
    ),
    declare(
      "lastIndexOf",
      "The last position of a text, or -1.",
      method("string_last_index_of_string", [STRING, STRING, INT], lastIndexOf, readsFirst),
      method("string_last_index_of_string_int", [STRING, STRING, INT, INT], lastIndexOfFrom, readsFirst),
    ),
    declare(
      "lowerAscii",
      "A to Z in lower case.",
      method("string_lower_ascii", [STRING, STRING], lowerAscii, readsFirst),
    ),
    declare(
      "upperAscii",
      "a to z in upper case.",
      method("string_upper_ascii", [STRING, STRING], upperAscii, readsFirst),
    ),
    declare(
      "replace",
      "Replaces occurrences of a text.",
      method("string_replace_string_string", [STRING, STRING, STRING, STRING], replace, readsFirstTwice),
      method("string_replace_string_string_int", [STRING, STRING, STRING, INT, STRING], replace, readsFirstTwice),
    ),
    declare(
      "split",
      "The parts between separators.",
      method("string_split_string", [STRING, STRING, TEXTS], split, readsFirstTwice),
      method("string_split_string_int", [STRING, STRING, INT, TEXTS], split, readsFirstTwice),
    ),
    declare(
      "substring",
      "The characters from a position on, up to another.",
      method("string_substring_int", [STRING, INT, STRING], substring, readsFirst),
      method("string_substring_int_int", [STRING, INT, INT, STRING], substring, readsFirst),
    ),
    declare("trim", "Without white space at the ends.", method("string_trim", [STRING, STRING], trim, readsFirst)),
    declare(
      "reverse",
      "The characters from last to first.",
      method("string_reverse", [STRING, STRING], reverse, readsFirst),
    ),
    declare(
      "join",
      "The texts of a list, with a separator between them.",
      method("list_join", [TEXTS, STRING], join, joinCost),
      method("list_join_string", [TEXTS, STRING, STRING], join, joinCost),
    ),
    declare(
      "format",
      "Fills the clauses of a text with values.",
      method("string_format", [STRING, listOf(DYN), STRING], format, formatCost),
    ),
    declare(
      "strings.quote",
      "The text in double quotes, escaped.",
      func("strings_quote", [STRING, STRING], quote, readsFirst),
    ),
  ],
};
