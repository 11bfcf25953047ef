import type { ArithmeticFor, Case, CompoundCommand, For, If, Select, Statement, TestExpression, While } from "unbash";
import { isNumberWord, setVariable } from "../commands/assignments.ts";
import { unresolved, type Context } from "../context.ts";
import { after, either, isSameScope, mergeEnds, UNKNOWN, type Outcome, type Scope } from "../scope/index.ts";
import { assignedIn, checkNumber, expandText, expandWord, readArithmetic } from "../words/index.ts";

type ReadList = (statements: readonly Statement[], scope: Scope, context: Context) => Outcome;

/** Reads what holds other statements. Every branch happens; behind it holds what holds behind each of them. */
export function readCompound(node: CompoundCommand, scope: Scope, context: Context, read: ReadList): Outcome {
  switch (node.type) {
    case "BraceGroup":
      return read(node.body.commands, scope, context);
    case "Subshell":
      return either(scope, read(node.body.commands, scope, { ...context, escaped: [] }).out);
    case "If":
      return readIf(node, scope, context, read);
    case "Case":
      return readCase(node, scope, context, read);
    case "For":
    case "Select":
      return readFor(node, scope, context, read);
    case "While":
      return readWhile(node, scope, context, read);
    case "ArithmeticFor":
      return readCounting(node, scope, context, read);
    case "TestCommand":
      readTest(node.expression, scope, context);
      return either(scope, "");
    default:
      readArithmetic(node.expression, node.body, scope, context);
      return either(assignedIn(node.body, scope), "");
  }
}

function readIf(node: If, scope: Scope, context: Context, read: ReadList): Outcome {
  let open = read(node.clause.commands, scope, context);
  let end = after(read(node.then.commands, open.ok ?? scope, context), open.ok ?? scope);
  for (const { clause, then } of node.elif) {
    open = read(clause.commands, open.fail ?? scope, context);
    end = mergeEnds(end, after(read(then.commands, open.ok ?? scope, context), open.ok ?? scope)) ?? end;
  }
  const rest =
    node.else === undefined
      ? open.fail
      : after(read(node.else.commands, open.fail ?? scope, context), open.fail ?? scope);
  return either(mergeEnds(end, rest) ?? scope);
}

function readCase(node: Case, scope: Scope, context: Context, read: ReadList): Outcome {
  expandText(node.word, scope, context);
  let end = scope;
  // One branch may fall through to the next.
  for (const { pattern, body } of node.items) {
    for (const word of pattern) expandText(word, scope, context);
    end = mergeEnds(end, after(read(body.commands, end, context), end)) ?? end;
  }
  return either(end);
}

/** Each known value is gone through; a list that is not known, or long, is gone through with one that is not known. */
const MAX_VALUES = 32;

function readFor(node: For | Select, scope: Scope, context: Context, read: ReadList): Outcome {
  const words = node.wordlist?.flatMap((word) => expandWord(word, scope, context)) ??
    scope.positional ?? [{ text: null, quoted: false }];
  const isPlain =
    node.type === "For" &&
    words.length <= MAX_VALUES &&
    words.every(({ text, quoted }) => text !== null && (quoted || !/[*?[~]/.test(text)));
  const values = isPlain ? words.map(({ text }) => ({ text, number: false })) : [UNKNOWN];
  return loop(scope, context, (start, inside) => {
    let end = start;
    for (const value of values) {
      const set = setVariable(node.name.value, value, end, inside);
      end = mergeEnds(end, after(read(node.body.commands, set, inside), set)) ?? end;
    }
    return end;
  });
}

function readWhile(node: While, scope: Scope, context: Context, read: ReadList): Outcome {
  return loop(scope, context, (start, inside) => {
    const test = read(node.clause.commands, start, inside);
    const [again, over] = node.kind === "while" ? [test.ok, test.fail] : [test.fail, test.ok];
    const end = after(read(node.body.commands, again ?? start, inside), again ?? start);
    return mergeEnds(end, over) ?? end;
  });
}

function readCounting(node: ArithmeticFor, scope: Scope, context: Context, read: ReadList): Outcome {
  return loop(scope, context, (start, inside) => {
    let counted = start;
    for (const part of [node.initialize, node.test, node.update]) {
      if (part === undefined) continue;
      const text = context.source.slice(part.pos, part.end);
      counted = assignedIn(text, counted);
      readArithmetic(part, text, counted, inside);
    }
    return after(read(node.body.commands, counted, inside), counted);
  });
}

const MAX_ROUNDS = 4;

/** Goes round until what holds at the start tells nothing new; then what a loop changes is not known. */
function loop(scope: Scope, context: Context, round: (start: Scope, inside: Context) => Scope): Outcome {
  let start = scope;
  for (let count = 0; count <= MAX_ROUNDS; count++) {
    const escaped: Scope[] = [];
    const end = round(count === MAX_ROUNDS ? forget(start) : start, { ...context, escaped });
    const left = escaped.reduce<Scope | null>(mergeEnds, null);
    context.escaped.push(...escaped);
    const next = mergeEnds(mergeEnds(start, end), left) ?? end;
    if (isSameScope(next, start)) return either(next);
    start = next;
  }
  return either(forget(start));
}

function forget(scope: Scope): Scope {
  return {
    ...scope,
    variables: new Map(Array.from(scope.variables.keys(), (name) => [name, UNKNOWN])),
    cwds: [null],
    positional: null,
  };
}

const NUMERIC = /^-(?:eq|ne|lt|le|gt|ge)$/;
const MAX_TESTS = 512;

function readTest(expression: TestExpression, scope: Scope, context: Context): void {
  const open = [expression];
  for (let at = 0; at < open.length; at++) {
    const node = open[at];
    if (at > MAX_TESTS) return unresolved(context, "script-too-deep", "A test is too long to be read");
    if (node?.type === "TestLogical") open.push(...node.operands);
    else if (node?.type === "TestNot") open.push(node.operand);
    else if (node?.type === "TestGroup") open.push(node.expression);
    else if (node !== undefined) readOperands(node, scope, context);
  }
}

function readOperands(
  node: TestExpression & { type: "TestUnary" | "TestBinary" },
  scope: Scope,
  context: Context,
): void {
  const operands = node.type === "TestUnary" ? [node.operand] : [node.left, node.right];
  for (const word of operands) {
    const text = expandText(word, scope, context);
    if (NUMERIC.test(node.operator))
      checkNumber(text, isNumberWord(word, scope, context) || /^-?\d+$/.test(text ?? ""), scope, context);
    else if (node.operator === "-v" && (text === null || text.includes("[")))
      unresolved(context, "arithmetic-runs-code", "A subscript may run commands");
  }
}
