import type { Node } from "./node.ts";

/** The same node with every part replaced. */
export function mapParts(node: Node, map: (part: Node) => Node): Node {
  switch (node.op) {
    case "constant":
    case "variable":
    case "local":
      return node;
    case "and":
    case "or":
      return { ...node, terms: node.terms.map(map) };
    case "condition":
      return { ...node, test: map(node.test), whenTrue: map(node.whenTrue), whenFalse: map(node.whenFalse) };
    case "bind":
      return { ...node, init: map(node.init), body: map(node.body) };
    case "loop":
      return { ...node, range: map(node.range), filter: node.filter && map(node.filter), body: map(node.body) };
    case "fold":
      return {
        ...node,
        range: map(node.range),
        init: map(node.init),
        condition: map(node.condition),
        step: map(node.step),
        result: map(node.result),
      };
    default:
      return mapOperands(node, map);
  }
}

type Strict = Exclude<
  Node,
  { op: "constant" | "variable" | "local" | "and" | "or" | "condition" | "bind" | "loop" | "fold" }
>;

function mapOperands(node: Strict, map: (part: Node) => Node): Node {
  switch (node.op) {
    case "index":
    case "optionalIndex":
      return { ...node, operand: map(node.operand), key: map(node.key) };
    case "equal":
    case "different":
    case "order":
      return { ...node, left: map(node.left), right: map(node.right) };
    case "in":
      return { ...node, element: map(node.element), container: map(node.container) };
    case "call":
      return { ...node, args: node.args.map(map) };
    case "list":
      return { ...node, elements: node.elements.map(map) };
    case "map":
      return { ...node, keys: node.keys.map(map), values: node.values.map(map) };
    case "struct":
      return { ...node, values: node.values.map(map) };
    default:
      return { ...node, operand: map(node.operand) };
  }
}
