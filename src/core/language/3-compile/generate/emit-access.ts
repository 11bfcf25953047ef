import type { FieldNode, IndexNode, VariableNode } from "../ir/node.ts";
import type { Atom, Emitter } from "./emitter.ts";
import { quote } from "./quote.ts";
import { AMBIGUOUS_NAMES, INHERITED_NAMES } from "./risky-names.ts";

/** Reads a variable of the scope. */
export function emitVariable(emitter: Emitter, node: VariableNode): Atom {
  const name = quote(node.name);
  return emitter.once(`variable ${name}`, () => {
    const slow = `readVariable(s,${name},${node.id})`;
    if (INHERITED_NAMES.has(node.name)) return emitter.define(slow);
    return emitOrElse(emitter, `s[${name}]`, slow);
  });
}

/** A value that is read plainly; when that finds nothing, the slow way knows why. */
function emitOrElse(emitter: Emitter, fast: string, slow: string, doubt = ""): Atom {
  const name = emitter.name();
  emitter.line(`let ${name}=${fast};if(${name}===undefined${doubt})${name}=${slow};`);
  return { code: name, isBool: false };
}

/** Reads or tests a field. */
export function emitField(emitter: Emitter, node: FieldNode): Atom {
  const operand = emitter.emit(node.operand);
  const key = `${node.op} ${operand.code} ${quote(node.field)}`;
  return emitter.once(key, () => {
    if (node.op === "optionalField") return emitter.define(slowField("selectOptional", node, operand));
    return node.op === "has" ? emitHas(emitter, node, operand) : emitSelect(emitter, node, operand);
  });
}

function slowField(reader: string, node: FieldNode, operand: Atom): string {
  return `${reader}(${operand.code},${quote(node.field)},${node.id})`;
}

function emitSelect(emitter: Emitter, node: FieldNode, operand: Atom): Atom {
  const slow = slowField("selectField", node, operand);
  if (INHERITED_NAMES.has(node.field)) return emitter.define(slow);
  return emitOrElse(emitter, load(emitter, operand, node.field), slow, doubtOf(node, operand));
}

/** On a plain object, what a plain load finds is what is there. */
function emitHas(emitter: Emitter, node: FieldNode, operand: Atom): Atom {
  const slow = slowField("hasField", node, operand);
  if (INHERITED_NAMES.has(node.field)) return emitter.define(slow);
  const found = `${load(emitter, operand, node.field)}!==undefined`;
  const isPlain = `${operand.code}?.constructor===Object`;
  if (isGuarded(node)) return emitter.define(`${isPlain}?${found}:${slow}`);
  return emitter.define(`${found}?true:${isPlain}?false:${slow}`);
}

/** The plain load of a field, shared by `has` and the selection. */
function load(emitter: Emitter, operand: Atom, field: string): string {
  const name = quote(field);
  return emitter.once(`load ${operand.code} ${name}`, () => emitter.define(`${operand.code}?.[${name}]`)).code;
}

function doubtOf(node: FieldNode, operand: Atom): string {
  return isGuarded(node) ? `||${operand.code}.constructor!==Object` : "";
}

/** Without a static type that promises data, a plain load counts only on a plain object: an instance may have the field for itself. */
function isGuarded({ isData, field }: FieldNode): boolean {
  return !isData || AMBIGUOUS_NAMES.has(field);
}

/** Reads an element. */
export function emitIndex(emitter: Emitter, node: IndexNode): Atom {
  const operand = emitter.emit(node.operand);
  const key = emitter.emit(node.key);
  return emitter.once(`${node.op} ${operand.code} ${key.code}`, () => {
    if (node.op === "optionalIndex") return emitter.define(slowIndex("indexOptional", node, operand, key));
    const slow = slowIndex("indexValue", node, operand, key);
    return emitOrElse(emitter, fastIndex(operand, key), slow);
  });
}

function slowIndex(reader: string, node: IndexNode, operand: Atom, key: Atom): string {
  return `${reader}(${operand.code},${key.code},${node.id})`;
}

function fastIndex(operand: Atom, key: Atom): string {
  const constant = key.constant?.value;
  if (typeof constant === "number" && constant >= 0) {
    return `Array.isArray(${operand.code})?${operand.code}[${key.code}]:undefined`;
  }
  if (typeof constant === "string" && !INHERITED_NAMES.has(constant) && !/^\d/.test(constant)) {
    return `${operand.code}?.constructor===Object?${operand.code}[${quote(constant)}]:undefined`;
  }
  return "undefined";
}
