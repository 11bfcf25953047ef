import type { Node } from "./node.ts";

/** The operands of a node that evaluates all of them whenever it is evaluated, in order; none for nodes with branches. */
export function operandsOf(node: Node): readonly Node[] {
  switch (node.op) {
    case "field":
    case "has":
    case "optionalField":
    case "not":
    case "notFalse":
      return [node.operand];
    case "index":
    case "optionalIndex":
      return [node.operand, node.key];
    case "equal":
    case "different":
    case "order":
      return [node.left, node.right];
    case "in":
      return [node.element, node.container];
    default:
      return manyOperandsOf(node);
  }
}

function manyOperandsOf(node: Node): readonly Node[] {
  switch (node.op) {
    case "call":
      return node.args;
    case "list":
      return node.elements;
    case "map":
      return [...node.keys, ...node.values];
    case "struct":
      return node.values;
    default:
      return [];
  }
}

/** The parts that are evaluated whenever the node is: its operands, or of a node with branches what comes before the first. */
export function certainPartsOf(node: Node): readonly Node[] {
  switch (node.op) {
    case "and":
    case "or":
      return node.terms.slice(0, 1);
    case "condition":
      return [node.test];
    case "loop":
      return [node.range];
    case "fold":
      return [node.range, node.init];
    case "bind":
      return [node.init, node.body];
    default:
      return operandsOf(node);
  }
}

/** Every part of a node. */
export function partsOf(node: Node): readonly Node[] {
  switch (node.op) {
    case "and":
    case "or":
      return node.terms;
    case "condition":
      return [node.test, node.whenTrue, node.whenFalse];
    case "loop":
      return node.filter === undefined ? [node.range, node.body] : [node.range, node.filter, node.body];
    case "fold":
      return [node.range, node.init, node.condition, node.step, node.result];
    default:
      return certainPartsOf(node);
  }
}
