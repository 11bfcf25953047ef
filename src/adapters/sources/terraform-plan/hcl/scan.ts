/** One attribute of a body: its name and the text of its expression, by offsets. */
export interface HclAttribute {
  readonly name: string;
  readonly start: number;
  readonly valueStart: number;
  readonly end: number;
}

/** One block: its type, labels without quotes, and what is in it. `start` is where its type begins, `end` where its brace has closed. */
export interface HclBlock {
  readonly type: string;
  readonly labels: readonly string[];
  readonly start: number;
  readonly end: number;
  readonly attributes: readonly HclAttribute[];
  readonly blocks: readonly HclBlock[];
}

interface OpenBlock extends HclBlock {
  end: number;
  readonly attributes: HclAttribute[];
  readonly blocks: HclBlock[];
}

const IDENTIFIER = /[\p{ID_Start}_][\p{ID_Continue}-]*/uy;
const LABEL = /[ \t]*(?:"((?:[^"\\\n]|\\.)*)"|([\p{ID_Start}_][\p{ID_Continue}-]*))/uy;
const ASSIGNMENT = /[ \t]*=(?![=>])[ \t]*/y;
const BRACE = /[ \t]*\{/y;
const HEREDOC = /<<-?([\p{ID_Start}_][\p{ID_Continue}-]*)[ \t]*\r?\n/uy;

/**
 * The blocks and attributes of an HCL text, with their places, as a block without type.
 *
 * It knows comments, strings with templates, heredocs and brackets, and no more: expressions are text. Total and linear: what it does not
 * understand it skips, and a block that is never closed ends with the text.
 */
export function scanHcl(text: string): HclBlock {
  const root: OpenBlock = { type: "", labels: [], start: 0, end: text.length, attributes: [], blocks: [] };
  const open = [root];
  for (let at = 0; at < text.length;) {
    const body = open.at(-1) ?? root;
    const name = match(IDENTIFIER, text, at);
    if (text[at] === "}") {
      at++;
      if (open.length > 1) close(open, at);
    } else if (name === null) {
      at = skipToken(text, at);
    } else {
      at = readItem(text, { name: name[0], start: at }, body, open);
    }
  }
  while (open.length > 1) close(open, text.length);
  return root;
}

function close(open: OpenBlock[], end: number): void {
  const block = open.pop();
  if (block) block.end = end;
}

/** An attribute, the head of a block, or something else that begins with a name; answers where to go on. */
function readItem(
  text: string,
  { name, start }: { name: string; start: number },
  body: OpenBlock,
  open: OpenBlock[],
): number {
  const behind = start + name.length;
  const assignment = match(ASSIGNMENT, text, behind);
  if (assignment) {
    const valueStart = behind + assignment[0].length;
    const end = skipExpression(text, valueStart);
    body.attributes.push({ name, start, valueStart, end });
    return end;
  }
  const { labels, end } = readLabels(text, behind);
  const brace = match(BRACE, text, end);
  if (!brace) return end;
  const block: OpenBlock = { type: name, labels, start, end: text.length, attributes: [], blocks: [] };
  body.blocks.push(block);
  open.push(block);
  return end + brace[0].length;
}

function readLabels(text: string, from: number): { readonly labels: readonly string[]; readonly end: number } {
  const labels: string[] = [];
  let end = from;
  for (let label = match(LABEL, text, end); label; label = match(LABEL, text, end)) {
    labels.push(label[1] ?? label[2] ?? "");
    end += label[0].length;
  }
  return { labels, end };
}

/** The end of an expression: the line break, or the brace or comma of what it stands in, outside all brackets of its own. */
function skipExpression(text: string, from: number): number {
  let depth = 0;
  let at = from;
  while (at < text.length) {
    const character = text[at] ?? "";
    if (depth === 0 && (character === "\n" || character === "}" || isComment(text, at))) return at;
    if ("([{".includes(character)) depth++;
    if (")]}".includes(character)) depth--;
    at = skipToken(text, at);
  }
  return at;
}

/** Past a comment, a string, a heredoc, or else one character. */
function skipToken(text: string, at: number): number {
  const character = text[at];
  if (character === '"') return skipString(text, at);
  if (isComment(text, at)) return skipComment(text, at);
  const heredoc = character === "<" ? match(HEREDOC, text, at) : null;
  return heredoc ? skipHeredoc(text, at + heredoc[0].length, heredoc[1] ?? "") : at + 1;
}

function isComment(text: string, at: number): boolean {
  return text[at] === "#" || (text[at] === "/" && (text[at + 1] === "/" || text[at + 1] === "*"));
}

/** Past a comment; a line comment ends before its line break, which may end an expression as well. */
function skipComment(text: string, at: number): number {
  const isBlock = text[at] === "/" && text[at + 1] === "*";
  const end = text.indexOf(isBlock ? "*/" : "\n", isBlock ? at + 2 : at);
  if (end < 0) return text.length;
  return isBlock ? end + 2 : end;
}

/** Past a quoted string. In its templates `${ }` and `%{ }` there may be strings again, so the open ones are counted. */
function skipString(text: string, from: number): number {
  const closers = ['"'];
  let at = from + 1;
  while (closers.length > 0 && at < text.length) {
    if (closers.at(-1) !== '"') at = skipInTemplate(text, at, closers);
    else if (text[at] === "\n") return at;
    else at = skipInText(text, at, closers);
  }
  return at;
}

function skipInText(text: string, at: number, closers: string[]): number {
  if (text[at] === "\\") return at + 2;
  if (text[at] === '"') closers.pop();
  if (!opensTemplate(text, at)) return at + 1;
  closers.push("}");
  return at + 2;
}

function skipInTemplate(text: string, at: number, closers: string[]): number {
  const character = text[at];
  if (character === "}") closers.pop();
  if (character === '"') closers.push('"');
  if (character === "{") closers.push("}");
  return at + 1;
}

/** `${` and `%{` open a template; doubled, as in `$${`, they are text. */
function opensTemplate(text: string, at: number): boolean {
  const character = text[at];
  return (character === "$" || character === "%") && text[at + 1] === "{" && text[at - 1] !== character;
}

function skipHeredoc(text: string, from: number, marker: string): number {
  for (let line = from; line < text.length;) {
    const end = text.indexOf("\n", line);
    const stop = end < 0 ? text.length : end;
    if (text.slice(line, stop).trim() === marker) return stop;
    line = stop + 1;
  }
  return text.length;
}

function match(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}
