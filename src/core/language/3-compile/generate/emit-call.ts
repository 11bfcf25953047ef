import { compilePattern } from "../../functions/index.ts";
import { readsFirst } from "../../functions/cost.ts";
import type { Overload } from "../../functions/declaration.ts";
import { CelError } from "../../values/index.ts";
import type { CallNode } from "../ir/node.ts";
import { LONG_TEXT } from "../runtime/meter.ts";
import { emitOrValue, emitPath } from "./emit-reading.ts";
import type { Atom, Emitter } from "./emitter.ts";

/** Calls a function: the hottest overloads inline behind a test of the argument types, all others by dispatch. */
export function emitCall(emitter: Emitter, node: CallNode): Atom {
  const isOrValue = node.site.candidates.some(({ overload }) => overload.id === "optional_orValue_value");
  return (isOrValue ? emitOrValue(emitter, node) : undefined) ?? emitWritten(emitter, node);
}

function emitWritten(emitter: Emitter, node: CallNode): Atom {
  const args = node.args.map((arg) => emitter.emit(arg));
  const call = { node, args, slow: slowCall(emitter, node, args) };
  return emitInline(emitter, call) ?? emitter.define(call.slow);
}

interface Call {
  readonly node: CallNode;
  readonly args: readonly Atom[];
  readonly slow: string;
}

function slowCall(emitter: Emitter, { site }: CallNode, args: readonly Atom[]): string {
  const codes = args.map((arg) => arg.code).join(",");
  const place = emitter.refer(site);
  if (args.length === 1) return `callOne(${place},${codes},m)`;
  return args.length === 2 ? `callTwo(${place},${codes},m)` : `callAny(${place},[${codes}],m)`;
}

function emitInline(emitter: Emitter, call: Call): Atom | undefined {
  for (const { overload } of call.node.site.candidates) {
    const inline =
      INLINE.get(overload.id)?.(emitter, call, overload) ?? emitPath(emitter, overload, call.args, call.slow);
    if (inline !== undefined) return inline;
  }
  return undefined;
}

type Inline = (emitter: Emitter, call: Call, overload: Overload) => Atom | undefined;

const INLINE: ReadonlyMap<string, Inline> = new Map<string, Inline>([
  ["to_dyn", emitSame],
  ["size_list", emitSize],
  ["list_size", emitSize],
  ["add_int64", emitArithmetic("+")],
  ["subtract_int64", emitArithmetic("-")],
  ["multiply_int64", emitArithmetic("*")],
  ["contains_string", emitTextTest((text, part) => `${text}.includes(${part})`)],
  ["starts_with_string", emitTextTest((text, part) => `${text}.startsWith(${part})`)],
  ["ends_with_string", emitTextTest((text, part) => `${text}.endsWith(${part})`)],
  ["matches", emitMatch],
  ["matches_string", emitMatch],
]);

/** The argument itself; reading a long text has its price. */
function emitSame(emitter: Emitter, { args, slow }: Call): Atom | undefined {
  const code = args[0]?.code ?? "null";
  return emitter.define(`typeof ${code}==="string"&&${code}.length>${LONG_TEXT}?${slow}:${code}`);
}

function emitSize(emitter: Emitter, { args, slow }: Call): Atom | undefined {
  const code = args[0]?.code ?? "null";
  return emitter.define(`Array.isArray(${code})?${code}.length:${slow}`);
}

/** Arithmetic on safe ints whose result is safe; `+0` because no int is a negative zero. */
function emitArithmetic(operator: string): Inline {
  return (emitter, { args, slow }) => {
    const [left = "null", right = "null"] = args.map((arg) => arg.code);
    const result = emitter.name();
    emitter.line(`let ${result};if(Number.isSafeInteger(${left})&&Number.isSafeInteger(${right})&&`);
    emitter.line(`Number.isSafeInteger(${result}=${left}${operator}${right}+0));else ${result}=${slow};`);
    return { code: result, isBool: false };
  };
}

function emitTextTest(test: (text: string, part: string) => string): Inline {
  return (emitter, { args, slow }, overload) => {
    const [text = "null", part = "null"] = args.map((arg) => arg.code);
    const areTexts = [args[0], args[1]].map(isText).filter(Boolean).join("&&") || "true";
    return emitCharged(emitter, {
      areTexts,
      answer: test(text, part),
      slow,
      cost: costOf(emitter, overload, text, part),
    });
  };
}

/** The test whether an argument is a text, empty for one that is known to be. */
function isText(atom: Atom | undefined): string {
  return typeof atom?.constant?.value === "string" ? "" : `typeof ${atom?.code}==="string"`;
}

interface Charged {
  readonly areTexts: string;
  readonly answer: string;
  readonly slow: string;
  readonly cost: string;
}

function emitCharged(emitter: Emitter, { areTexts, answer, slow, cost }: Charged): Atom {
  const result = emitter.name();
  emitter.line(`let ${result};if(${areTexts}){${cost}${result}=${answer};}else ${result}=${slow};`);
  return { code: result, isBool: false };
}

/** The commonest cost, `traversalCost()` less one, is spelled out and in ints, which keeps the counter one; others are called. */
function costOf(emitter: Emitter, overload: Overload, text: string, part: string): string {
  if (overload.cost === readsFirst) return `c+=((${text}.length+9)/10|0)-1;`;
  return overload.cost === undefined ? "" : `c+=${emitter.refer(overload.cost)}(${text},${part});`;
}

/** A pattern known at compile time is compiled then. */
function emitMatch(emitter: Emitter, { args, slow }: Call, overload: Overload): Atom | undefined {
  const [text, pattern] = args;
  const source = pattern?.constant?.value;
  if (text === undefined || pattern === undefined || typeof source !== "string") return undefined;
  const matcher = compilePattern(source);
  if (matcher instanceof CelError) return undefined;
  const answer = `${emitter.refer(matcher)}.test(${text.code})`;
  const cost = costOf(emitter, overload, text.code, pattern.code);
  return emitCharged(emitter, { areTexts: `typeof ${text.code}==="string"`, answer, slow, cost });
}
