import type { Expression, HclAttribute, HclBlock, HclBody, HclProblem, HclText } from "./ast.ts";
import { Cursor, HclMistake } from "./cursor.ts";
import { parseExpression } from "./expression.ts";
import { beginsTopLevel, skipExpression } from "./recovery.ts";
import { parseQuoted } from "./template.ts";

/** More mistakes than this are not told: they come from the same few. */
const MAX_PROBLEMS = 20;

/** A text with more mistakes than this is none of HCL, and its rest is left. */
const MAX_MISTAKES = 1000;

/**
 * Reads a text in the native syntax of HCL.
 *
 * Total, and linear in the length of the text: what cannot be read is a problem with its place, an attribute whose expression cannot be is
 * `broken`, and everything else is there all the same.
 */
export function parseHcl(text: string): HclText {
  const reader = new BodyReader(new Cursor(text));
  const body = reader.file();
  return { body, problems: reader.problems };
}

interface OpenBody {
  readonly attributes: HclAttribute[];
  readonly blocks: HclBlock[];
}

class BodyReader {
  readonly problems: HclProblem[] = [];
  readonly #cursor: Cursor;
  #mistakes = 0;

  constructor(cursor: Cursor) {
    this.#cursor = cursor;
  }

  file(): HclBody {
    const body: OpenBody = { attributes: [], blocks: [] };
    while (this.#items(body)) {
      this.#record({ code: "hcl-syntax", message: "`}` closes nothing that is open", offset: this.#cursor.at });
      this.#cursor.at++;
    }
    return body;
  }

  /** Reads items up to the end of the text or a closing brace, and tells whether there is one. */
  #items(body: OpenBody, inside = false): boolean {
    const cursor = this.#cursor;
    for (cursor.lines(); !cursor.done; cursor.lines()) {
      if (cursor.next === "}") return true;
      if (inside && this.problems.length > 0 && beginsTopLevel(cursor)) return false;
      this.#attempt(() => this.#item(body));
    }
    return false;
  }

  #item(body: OpenBody): void {
    const cursor = this.#cursor;
    const start = cursor.at;
    const name = cursor.identifier() ?? cursor.fail("the name of an attribute or a block is expected");
    if (cursor.sees("=") && !cursor.sees("==")) {
      const attribute = this.#attribute(name, start);
      body.attributes.push(attribute);
      if (attribute.value.kind !== "broken") this.#endOfLine("an attribute");
    } else {
      this.#block(name, start, body);
    }
  }

  #attribute(name: string, start: number): HclAttribute {
    const cursor = this.#cursor;
    cursor.take("=");
    const valueStart = cursor.at;
    const value = this.#attempt(() => parseExpression(cursor)) ?? this.#broken(valueStart);
    return { name, start, valueStart, value, end: value.end };
  }

  #broken(start: number): Expression {
    this.#cursor.at = start;
    skipExpression(this.#cursor);
    return { kind: "broken", start, end: this.#cursor.at };
  }

  #block(type: string, start: number, body: OpenBody): void {
    const cursor = this.#cursor;
    const labels: string[] = [];
    for (let label = this.#label(); label !== null; label = this.#label()) labels.push(label);
    if (!cursor.sees("{")) cursor.fail(`\`=\` or \`{\` is expected behind \`${type}\``);
    cursor.at++;
    const inner: OpenBody = { attributes: [], blocks: [] };
    const closed = cursor.nested(false, () => this.#items(inner, true));
    if (closed) cursor.at++;
    else this.#record({ code: "hcl-truncated", message: `the block \`${type}\` is never closed`, offset: start });
    body.blocks.push({ type, labels, ...inner, start, end: cursor.at });
    if (closed) this.#endOfLine("a block");
  }

  #label(): string | null {
    const cursor = this.#cursor;
    if (cursor.next !== '"') return cursor.identifier();
    const label = parseQuoted(cursor, parseExpression);
    cursor.space();
    if (label.kind !== "literal" || typeof label.value !== "string")
      return cursor.fail("a label of a block must be a plain text", label.start);
    return label.value;
  }

  /** Every item ends its line, unless the brace of its block does. */
  #endOfLine(what: string): void {
    const cursor = this.#cursor;
    cursor.space();
    if (!cursor.done && cursor.next !== "\n" && cursor.next !== "}")
      cursor.fail(`a line break is expected behind ${what}`);
  }

  /** Records a mistake and goes on behind the line, or behind what is open on it. */
  #attempt<T>(take: () => T): T | null {
    const start = this.#cursor.at;
    try {
      return take();
    } catch (error) {
      if (!(error instanceof HclMistake)) throw error;
      this.#record(error.problem);
      if (this.#mistakes >= MAX_MISTAKES) this.#cursor.at = this.#cursor.end;
      skipExpression(this.#cursor);
      if (this.#cursor.at === start && this.#cursor.next !== "\n") this.#cursor.at++;
      return null;
    }
  }

  #record(problem: HclProblem): void {
    this.#mistakes++;
    if (this.problems.length < MAX_PROBLEMS) this.problems.push(problem);
  }
}
