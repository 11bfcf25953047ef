import type { EqualNode, InNode, NotNode, OrderNode } from "../ir/node.ts";
import { LONG_TEXT } from "../runtime/meter.ts";
import { extraTraversal } from "../runtime/operators.ts";
import type { Value } from "../../values/index.ts";
import type { Atom, Emitter } from "./emitter.ts";
import { quote } from "./quote.ts";
import { INHERITED_NAMES } from "./risky-names.ts";

/** `!operand`, or `@not_strictly_false(operand)`. */
export function emitNot(emitter: Emitter, node: NotNode): Atom {
  const { code, isBool } = emitter.emit(node.operand);
  if (node.op === "notFalse") return emitter.define(`${code}!==false`, true);
  if (isBool) return emitter.define(`!${code}`, true);
  return emitter.define(`${code}===true?false:${code}===false?true:negate(${code},${node.id})`);
}

/** `==` or `!=`. */
export function emitEqual(emitter: Emitter, node: EqualNode): Atom {
  const left = emitter.emit(node.left);
  const right = emitter.emit(node.right);
  const settled = `${spelling(node).slow}(${left.code},${right.code},m)`;
  if (right.constant !== undefined) return emitEqualTo(emitter, { node, atom: left, settled }, right.constant.value);
  if (left.constant !== undefined) return emitEqualTo(emitter, { node, atom: right, settled }, left.constant.value);
  return emitEqualTexts(emitter, node, left, right);
}

/** How `==` or `!=` is spelled, and what settles it when the fast way cannot. */
function spelling({ op }: EqualNode): { readonly sign: string; readonly slow: string; readonly ofNull: string } {
  return op === "equal"
    ? { sign: "===", slow: "equalValues", ofNull: "isNull" }
    : { sign: "!==", slow: "differentValues", ofNull: "isNotNull" };
}

/** One side of an equation whose other side is constant, and the call that settles it in any case. */
interface Equation {
  readonly node: EqualNode;
  readonly atom: Atom;
  readonly settled: string;
}

function emitEqualTo(emitter: Emitter, equation: Equation, value: Value): Atom {
  const { node, atom, settled } = equation;
  const { sign, ofNull } = spelling(node);
  if (value === null) return emitter.define(`${atom.code}===null?${node.op === "equal"}:${ofNull}(${atom.code})`);
  if (typeof value === "string") emitLongText(emitter, atom, value);
  else if (typeof value !== "number" && typeof value !== "boolean") return emitter.define(settled);
  const constant = emitter.constant(value).code;
  return emitter.define(`typeof ${atom.code}==="${typeof value}"?${atom.code}${sign}${constant}:${settled}`);
}

/** Charges the comparison with a long text, which takes its length only when the lengths are equal. */
function emitLongText(emitter: Emitter, { code }: Atom, text: string): void {
  const extra = extraTraversal(text.length);
  if (extra > 0) emitter.line(`if(typeof ${code}==="string"&&${code}.length===${text.length})c+=${extra};`);
}

function emitEqualTexts(emitter: Emitter, node: EqualNode, { code: left }: Atom, { code: right }: Atom): Atom {
  const { sign, slow } = spelling(node);
  const areTexts = `typeof ${left}==="string"&&typeof ${right}==="string"`;
  const areLong = `${left}.length>10&&${left}.length===${right}.length`;
  const name = emitter.name();
  emitter.line(`let ${name};if(${areTexts}){${name}=${left}${sign}${right};`);
  emitter.line(`if(${areLong})c+=extraTraversal(${left}.length);}else ${name}=${slow}(${left},${right},m);`);
  return { code: name, isBool: false };
}

/** `<` and its siblings. */
export function emitOrder(emitter: Emitter, node: OrderNode): Atom {
  const left = emitter.emit(node.left).code;
  const right = emitter.emit(node.right).code;
  const question = emitter.refer({ relation: node.relation, exprId: node.id });
  const areNumbers = `typeof ${left}==="number"&&typeof ${right}==="number"`;
  return emitter.define(`${areNumbers}?${left}${node.relation}${right}:relateValues(${question},${left},${right},m)`);
}

/** `in`. */
export function emitIn(emitter: Emitter, node: InNode): Atom {
  const element = emitter.emit(node.element);
  const container = emitter.emit(node.container);
  const slow = `isIn(${element.code},${container.code},m,${node.id})`;
  const list = container.constant?.value;
  if (isTextList(list)) return emitInTexts(emitter, element.code, list, slow);
  const key = element.constant?.value;
  if (typeof key === "string" && key.length <= LONG_TEXT && !INHERITED_NAMES.has(key)) {
    return emitKeyIn(emitter, key, container.code, slow);
  }
  return emitter.define(slow);
}

function isTextList(value: Value | undefined): value is readonly string[] {
  return Array.isArray(value) && value.every((element) => typeof element === "string");
}

/** Lists up to this length are compared with element by element, longer ones by hash. */
const FEW = 8;

function emitInTexts(emitter: Emitter, element: string, texts: readonly string[], slow: string): Atom {
  const isText = `typeof ${element}==="string"&&${element}.length<=${LONG_TEXT}`;
  const found =
    texts.length > FEW
      ? `${emitter.refer(new Set(texts))}.has(${element})`
      : texts.map((text) => `${element}===${emitter.constant(text).code}`).join("||") || "false";
  const name = emitter.name();
  emitter.line(`let ${name};if(${isText}){${name}=${found};c+=${texts.length};}else ${name}=${slow};`);
  return { code: name, isBool: false };
}

/** A text that may be a key of a map or an element of a list, whichever the container turns out to be. */
function emitKeyIn(emitter: Emitter, key: string, container: string, slow: string): Atom {
  const text = quote(key);
  const name = emitter.name();
  emitter.line(
    `let ${name};if(Array.isArray(${container})){c+=${container}.length;${name}=isTextInList(${text},${container});}`,
  );
  emitter.line(
    `else if(${container}?.constructor===Object){c+=1;${name}=${container}[${text}]!==undefined;}else ${name}=${slow};`,
  );
  return { code: name, isBool: false };
}
