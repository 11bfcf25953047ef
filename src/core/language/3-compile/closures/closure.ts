import type { FieldNode, IndexNode, Node, NotNode } from "../ir/node.ts";
import { isNotFalse, negate } from "../runtime/operators.ts";
import { readVariable } from "../runtime/scope.ts";
import { hasField, indexOptional, indexValue, selectField, selectOptional } from "../runtime/select.ts";
import { bindClosure, conditionClosure, junctionClosure } from "./branches.ts";
import type { Closure } from "./frame.ts";
import { foldClosure, loopClosure } from "./loops.ts";
import { callClosure, comparisonClosure, literalClosure } from "./strict.ts";

/** Makes a part of a node runnable; handed down so that every kind of node can live in its own file. */
export type MakeClosure = (part: Node) => Closure;

/**
 * Makes a node runnable without generating code. The closure charges the blocks that it enters; what the node costs before its first branch is
 * the caller's to charge.
 */
export const closureOf: MakeClosure = (node) => closureWith(node, closureOf);

/** The same with every node's value noted in the frame's trace. */
export const tracedClosureOf: MakeClosure = (node) => {
  const closure = closureWith(node, tracedClosureOf);
  return (frame) => {
    const value = closure(frame);
    frame.trace?.values.set(node.id, value);
    return value;
  };
};

function closureWith(node: Node, make: MakeClosure): Closure {
  switch (node.op) {
    case "constant":
      return () => node.value;
    case "variable":
      return ({ scope }) => readVariable(scope, node.name, node.id);
    case "local":
      return ({ locals }) => locals[node.slot] ?? null;
    case "and":
    case "or":
      return junctionClosure(node, make);
    case "condition":
      return conditionClosure(node, make);
    case "bind":
      return bindClosure(node, make);
    case "loop":
      return loopClosure(node, make);
    case "fold":
      return foldClosure(node, make);
    default:
      return strictClosure(node, make);
  }
}

type Strict = Exclude<
  Node,
  { op: "constant" | "variable" | "local" | "and" | "or" | "condition" | "bind" | "loop" | "fold" }
>;

function strictClosure(node: Strict, make: MakeClosure): Closure {
  switch (node.op) {
    case "field":
    case "has":
    case "optionalField":
      return fieldClosure(node, make);
    case "index":
    case "optionalIndex":
      return indexClosure(node, make);
    case "not":
    case "notFalse":
      return notClosure(node, make);
    case "call":
      return callClosure(node, make);
    case "list":
    case "map":
    case "struct":
      return literalClosure(node, make);
    default:
      return comparisonClosure(node, make);
  }
}

const FIELD_READERS = { field: selectField, has: hasField, optionalField: selectOptional };

function fieldClosure(node: FieldNode, make: MakeClosure): Closure {
  const operand = make(node.operand);
  const { field, id } = node;
  const read = FIELD_READERS[node.op];
  return (frame) => read(operand(frame), field, id);
}

const INDEX_READERS = { index: indexValue, optionalIndex: indexOptional };

function indexClosure(node: IndexNode, make: MakeClosure): Closure {
  const operand = make(node.operand);
  const key = make(node.key);
  const read = INDEX_READERS[node.op];
  return (frame) => read(operand(frame), key(frame), node.id);
}

function notClosure(node: NotNode, make: MakeClosure): Closure {
  const operand = make(node.operand);
  if (node.op === "notFalse") return (frame) => isNotFalse(operand(frame));
  return (frame) => negate(operand(frame), node.id);
}
