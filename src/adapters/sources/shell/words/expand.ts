import type {
  DoubleQuotedChild,
  ParameterExpansionPart,
  ParameterOperation,
  ParsedScript,
  Word as Node,
  WordPart,
} from "unbash";
import type { Word } from "../../cli/index.ts";
import { unresolved, type Context } from "../context.ts";
import type { Scope } from "../scope/index.ts";
import { checkArithmetic, leavesOf } from "./arithmetic.ts";
import { expandBraces } from "./braces.ts";
import { fieldsOf, textOf, type Piece } from "./fields.ts";
import { separatorsOf, variableOf } from "./variables.ts";

/** A part of a word: the pieces of which it is one, each of which makes a word (braces have several). */
type Choices = readonly Piece[];

const MAX_ALTERNATIVES = 256;
const HIDDEN: Piece = { text: null, quoted: false, expanded: true, many: true };

/** The words that a program is given for one word of a script. What runs inside of it is read on the way. */
export function expandWord(word: Node, scope: Scope, context: Context): readonly Word[] {
  const separators = separatorsOf(scope, context);
  return alternativesOf(word, scope, context).flatMap((pieces) => fieldsOf(pieces, separators));
}

/** The text of a word where it is one whatever is in it; null where that is not known. */
export function expandText(word: Node, scope: Scope, context: Context): string | null {
  const pieces = choicesOf(word, scope, context).flatMap((choices) => (choices.length === 1 ? choices : [HIDDEN]));
  const [first, ...rest] = pieces;
  if (first?.text?.startsWith("~") === true && !first.quoted && !first.expanded)
    return homeOf(first.text, context, (text) => textOf([{ ...first, text }, ...rest]));
  return textOf(pieces);
}

/** A leading `~` as the path that it stands for, where that is known. */
function homeOf(text: string, { setting }: Context, rest: (text: string) => string | null): string | null {
  return setting.home !== null && /^~(?:$|\/)/.test(text) ? rest(setting.home + text.slice(1)) : null;
}

/** The text of parts that stand in quotes: a here-document. */
export function expandQuoted(parts: readonly WordPart[], scope: Scope, context: Context): string | null {
  return textOf(parts.flatMap((part) => partPieces(part, true, scope, context)));
}

/** Every list of pieces that a word stands for, one for each member of its braces. */
function alternativesOf(word: Node, scope: Scope, context: Context): readonly (readonly Piece[])[] {
  let lists: readonly (readonly Piece[])[] = [[]];
  for (const choices of choicesOf(word, scope, context)) {
    if (lists.length * choices.length > MAX_ALTERNATIVES) return [[HIDDEN]];
    lists = lists.flatMap((list) => choices.map((choice) => [...list, choice]));
  }
  return lists;
}

function choicesOf(word: Node, scope: Scope, context: Context): readonly Choices[] {
  if (!context.budget.work(word.text.length)) return [[HIDDEN]];
  if (word.parts === undefined) return [[literal(word.text, word.value, context)]];
  return word.parts.flatMap((part): readonly Choices[] =>
    part.type === "BraceExpansion"
      ? [braces(part, scope, context)]
      : partPieces(part, false, scope, context).map((piece) => [piece]),
  );
}

/** Text as it stands. A backslash before a character takes its meaning away, and a home may follow the `=` of `name=~/path`. */
function literal(text: string, value: string, context: Context): Piece {
  const [, before = "", home] = /^([A-Za-z_]\w*=)(~.*)$/s.exec(text) ?? [];
  if (home !== undefined)
    return { text: homeOf(home, context, (path) => before + path), quoted: true, expanded: false };
  return { text: value, quoted: value !== "" && text.startsWith("\\"), expanded: false };
}

function braces(part: WordPart & { type: "BraceExpansion" }, scope: Scope, context: Context): readonly Piece[] {
  for (const inner of part.parts ?? []) partPieces(inner, false, scope, context);
  const texts = expandBraces(part.text);
  return texts === null ? [HIDDEN] : texts.map((text) => ({ text, quoted: false, expanded: false }));
}

function partPieces(part: WordPart, quoted: boolean, scope: Scope, context: Context): readonly Piece[] {
  switch (part.type) {
    case "Literal":
      return [quoted ? { text: part.value, quoted, expanded: false } : literal(part.text, part.value, context)];
    case "Glob":
      return [{ text: part.value, quoted, expanded: false }];
    case "SingleQuoted":
    case "AnsiCQuoted":
      return [{ text: part.value, quoted: true, expanded: false }];
    case "DoubleQuoted":
    case "LocaleString":
      return doubleQuoted(part.parts, scope, context);
    case "ProcessSubstitution":
      runInside(part.script, scope, context);
      return [{ text: "/dev/fd/63", quoted: true, expanded: true }];
    case "ExtendedGlob":
    case "BraceExpansion":
      return hidden(part, quoted, scope, context);
    default:
      return expansion(part, quoted, scope, context);
  }
}

function hidden(
  part: WordPart & { type: "ExtendedGlob" | "BraceExpansion" },
  quoted: boolean,
  scope: Scope,
  context: Context,
): readonly Piece[] {
  // Some shells run commands in what stands in these parentheses.
  if (part.type === "ExtendedGlob")
    unresolved(context, "pattern-unknown", "What a pattern with parentheses does depends on the shell");
  for (const inner of part.parts ?? []) partPieces(inner, quoted, scope, context);
  return [HIDDEN];
}

/** Quotes make a word even where nothing is in them. */
function doubleQuoted(parts: readonly DoubleQuotedChild[], scope: Scope, context: Context): readonly Piece[] {
  const empty: Piece = { text: "", quoted: true, expanded: false };
  return [empty, ...parts.flatMap((part) => partPieces(part, true, scope, context))];
}

type Expansion = Exclude<DoubleQuotedChild, { type: "Literal" }>;

function expansion(part: Expansion, quoted: boolean, scope: Scope, context: Context): readonly Piece[] {
  if (part.type === "SimpleExpansion") return parameter(part.text.slice(1), quoted, scope, context);
  if (part.type === "ParameterExpansion") return parameterExpansion(part, quoted, scope, context);
  if (part.type === "ArithmeticExpansion") {
    readArithmetic(part.expression, part.text.slice(2), scope, context);
    return [{ text: null, quoted: true, expanded: true }];
  }
  if (part.text.startsWith("${")) unresolved(context, "shell-unknown", "What `${ …; }` does depends on the shell");
  return [{ text: runInside(part.script, scope, context), quoted, expanded: true }];
}

function parameter(name: string, quoted: boolean, scope: Scope, context: Context): readonly Piece[] {
  if (name !== "@" && name !== "*") return [{ text: variableOf(name, scope, context).text, quoted, expanded: true }];
  const { positional } = scope;
  const [only] = positional ?? [];
  if (positional?.length === 1 && only?.quoted === true) return [{ text: only.text, quoted, expanded: true }];
  return positional?.length === 0 ? [] : [{ ...HIDDEN, quoted }];
}

function parameterExpansion(
  part: ParameterExpansionPart,
  quoted: boolean,
  scope: Scope,
  context: Context,
): readonly Piece[] {
  const { parameter: name, prefix, index, operation } = part;
  if (index !== undefined) readSubscript(index, scope, context);
  if (prefix === "!") unresolvedName(name, scope, context);
  const operands = operation === undefined ? undefined : readOperation(operation, scope, context);
  if (prefix === "#") return [{ text: null, quoted: true, expanded: true }];
  if (prefix !== undefined || index !== undefined) return [{ ...HIDDEN, quoted }];
  if (operation === undefined) return parameter(name, quoted, scope, context);
  return [
    { text: defaulted(operation, variableOf(name, scope, context).text, operands ?? null), quoted, expanded: true },
  ];
}

/** `${!name}` is the value of the variable whose name the value is; a subscript in that name is calculated. */
function unresolvedName(name: string, scope: Scope, context: Context): void {
  const { text } = variableOf(name, scope, context);
  if (scope.variables.has(name) && (text === null || text.includes("[")))
    unresolved(context, "arithmetic-runs-code", "A variable is named by a value that may run commands in a subscript");
}

/** What an operation of `${…}` stands for, where that is plain; its operands have been read. */
function defaulted(operation: ParameterOperation, value: string | null, operand: string | null): string | null {
  if (operation.type !== "Default" || value === null) return null;
  const isSet = value !== "" || !operation.operator.startsWith(":");
  if (operation.operator.endsWith("+")) return isSet ? operand : "";
  return isSet ? value : operand;
}

function readOperation(operation: ParameterOperation, scope: Scope, context: Context): string | null {
  switch (operation.type) {
    case "Default":
    case "Remove":
    case "CaseModification":
      return operation.operand === undefined ? null : expandText(operation.operand, scope, context);
    case "Replace":
      expandText(operation.pattern, scope, context);
      expandText(operation.replacement, scope, context);
      return null;
    case "Slice":
      readSubscript(operation.offset, scope, context);
      if (operation.length !== undefined) readSubscript(operation.length, scope, context);
      return null;
    default:
      if (operation.type !== "Names")
        unresolved(context, "expansion-unknown", "An expansion reads a value as something else than text");
      return null;
  }
}

/** Reads what is calculated between brackets, or behind a colon. */
export function readSubscript(word: Node, scope: Scope, context: Context): void {
  for (const part of word.parts ?? []) partPieces(part, true, scope, context);
  if (word.text === "@" || word.text === "*") return;
  checkArithmetic(word.text, scope, context);
}

/** Reads a calculation: what runs inside of it, and what its values may run. */
export function readArithmetic(
  expression: Parameters<typeof leavesOf>[0] | undefined,
  text: string,
  scope: Scope,
  context: Context,
): void {
  const leaves = expression === undefined ? [] : leavesOf(expression);
  if (leaves === null || (expression === undefined && text.trim().length > 2))
    return unresolved(context, "syntax-error", "A calculation cannot be read");
  for (const leaf of leaves) {
    if (leaf.type === "ArithmeticCommandExpansion") runInside(leaf.script, scope, context);
    else if (leaf.type === "ArithmeticWord")
      for (const part of leaf.parts ?? []) partPieces(part, true, scope, context);
  }
  checkArithmetic(text, scope, context);
}

/** Reads a script that stands in a word, and answers what it writes, without the ends of lines behind it. */
function runInside(script: ParsedScript | undefined, scope: Scope, context: Context): string | null {
  if (script === undefined) {
    unresolved(context, "syntax-error", "A substitution cannot be read");
    return null;
  }
  const { out } = context.script(script, scope, context);
  return out === null ? null : withoutLastLines(out);
}

function withoutLastLines(text: string): string {
  let end = text.length;
  while (text[end - 1] === "\n") end -= 1;
  return text.slice(0, end);
}
