import type { YAMLParseError } from "yaml";
import type { ReadProblem } from "./problem.ts";

interface Sentence {
  readonly message: string;
  readonly hint: string;
}

const SENTENCES: Readonly<Record<string, Sentence>> = {
  TAB_AS_INDENT: {
    message: "A tab indents this line, but YAML indents with spaces",
    hint: "Replace the tab by spaces",
  },
  BAD_INDENT: {
    message: "The indentation does not match the lines around it",
    hint: "Give keys of one map and items of one list the same column",
  },
  BAD_SCALAR_START: {
    message: "A value cannot start with this character unless it is in quotes",
    hint: "Put the value in quotes",
  },
  BAD_DQ_ESCAPE: {
    message: "Double quotes do not know this escape sequence",
    hint: "Use single quotes, in which a backslash stands for itself",
  },
  BLOCK_AS_IMPLICIT_KEY: {
    message: "A second `:` stands on this line, where only a value may be",
    hint: "Put the value in quotes",
  },
  MULTILINE_IMPLICIT_KEY: {
    message: "A key runs over the end of its line",
    hint: "End the key with `:` on its own line",
  },
  BLOCK_IN_FLOW: {
    message: "Lines by indentation cannot stand inside `[ ]` or `{ }`",
    hint: "Separate what stands inside by commas, or use indentation throughout",
  },
  RESOURCE_EXHAUSTION: { message: "The document nests too deeply", hint: "Flatten the document" },
};

/** What the `yaml` library found, in our words. */
export function syntaxProblem(error: YAMLParseError): ReadProblem {
  const [start, end] = error.pos;
  const sentence = sentenceOf(error);
  return { code: "yaml-syntax", ...sentence, start: Math.max(0, start), end: Math.max(end, start + 1) };
}

function sentenceOf(error: YAMLParseError): Sentence {
  if (error.message.endsWith("quote")) return { message: "A quoted text is not closed", hint: "Add the closing quote" };
  if (/map keys need to be followed/.test(error.message)) {
    return { message: "A key has no `:` after it", hint: "Write `key: value`" };
  }
  if (/end with a [\]}]/.test(error.message) || /end of the flow/.test(error.message)) {
    return { message: "A `[` or `{` is not closed", hint: "Add the closing bracket" };
  }
  return (
    SENTENCES[error.code] ?? {
      message: `The text is not well-formed YAML (${error.message})`,
      hint: "Correct the line",
    }
  );
}
