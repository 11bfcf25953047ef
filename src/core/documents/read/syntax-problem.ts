import type { CST, YAMLParseError } from "yaml";
import type { ReadProblem } from "./problem.ts";
import { unclosedBefore } from "./unclosed.ts";

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
  BAD_ALIAS: {
    message: "A value that begins with `*` or `&` is an alias or an anchor, but no name follows",
    hint: "Put the value in quotes",
  },
  BLOCK_AS_IMPLICIT_KEY: {
    message: "A second `:` stands on this line, where only a value may be",
    hint: "Put the value in quotes",
  },
  BLOCK_IN_FLOW: {
    message: "Lines by indentation cannot stand inside `[ ]` or `{ }`",
    hint: "Separate what stands inside by commas, or use indentation throughout",
  },
  RESOURCE_EXHAUSTION: { message: "The document nests too deeply", hint: "Flatten the document" },
};

const INDENTED: Sentence = {
  message: "This key has a value on its own line already, but the next line is indented below it",
  hint: "Give both keys the same column, or put the value on lines of its own",
};
const NO_COLON: Sentence = { message: "This line has no `: ` after its key", hint: "Write `key: value`" };
const ENDED: Sentence = {
  message: "The value before this place has ended, so that what stands here belongs to nothing",
  hint: "Put the whole value in quotes, or in a block that begins with `|-`",
};

/** What the `yaml` library found in a text, in our words and where an author looks for it. */
export function syntaxProblem(error: YAMLParseError, text: string, tokens: readonly CST.Token[]): ReadProblem {
  const [start, end] = error.pos;
  const open = openingOf(error, tokens);
  if (open !== null) return { code: "yaml-syntax", ...open.sentence, start: open.at, end: open.at + 1 };
  const from = error.code === "BAD_INDENT" ? start + (/^ */.exec(text.slice(start))?.[0].length ?? 0) : start;
  const sentence = sentenceOf(error, text);
  return { code: "yaml-syntax", ...sentence, start: Math.max(0, from), end: Math.max(end, from + 1) };
}

/** The quote or bracket that is not closed; the library tells where it noticed. */
function openingOf(
  { message, pos: [at] }: YAMLParseError,
  tokens: readonly CST.Token[],
): { readonly at: number; readonly sentence: Sentence } | null {
  if (message.endsWith("quote")) {
    const sentence = { message: "A quoted text is not closed", hint: "Add the closing quote" };
    return { at: unclosedBefore(tokens, at, "quote") ?? at, sentence };
  }
  if (!/end with a [\]}]/.test(message) && !/end of the flow/.test(message)) return null;
  const sentence = { message: "A `[` or `{` is not closed", hint: "Add the closing bracket" };
  return { at: unclosedBefore(tokens, at, "bracket") ?? at, sentence };
}

function sentenceOf({ code, message, pos: [at] }: YAMLParseError, text: string): Sentence {
  if (/map keys need to be followed/.test(message) || code === "MULTILINE_IMPLICIT_KEY") return NO_COLON;
  if (code === "BLOCK_AS_IMPLICIT_KEY" && !/^[^\n]*:(?: |$)/m.test(lineFrom(text, at))) return INDENTED;
  if (message.endsWith(" at node end")) return ENDED;
  const stray = /^Unexpected flow-(?:map|seq)-end token in YAML stream: "(.)"$/.exec(message)?.[1];
  if (stray !== undefined)
    return { message: `A \`${stray}\` stands here, but nothing is open`, hint: `Remove the \`${stray}\`` };
  return SENTENCES[code] ?? { message: `The text is not well-formed YAML (${message})`, hint: "Correct the line" };
}

function lineFrom(text: string, at: number): string {
  const end = text.indexOf("\n", at);
  return text.slice(at, end === -1 ? undefined : end);
}
