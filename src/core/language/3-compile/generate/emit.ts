import type { EqualNode, InNode, ListNode, MapNode, Node, OrderNode, StructNode } from "../ir/node.ts";
import { emitField, emitIndex, emitVariable } from "./emit-access.ts";
import { emitCondition, emitJunction } from "./emit-branches.ts";
import { emitCall } from "./emit-call.ts";
import { emitEqual, emitIn, emitNot, emitOrder } from "./emit-compare.ts";
import { emitFold, emitLoop } from "./emit-loops.ts";
import type { Atom, Emitter } from "./emitter.ts";

/** Writes the statements that compute a node, and answers where its value is. */
export function emit(emitter: Emitter, node: Node): Atom {
  switch (node.op) {
    case "constant":
      return emitter.constant(node.value);
    case "variable":
      return emitVariable(emitter, node);
    case "local":
      return emitter.slots.get(node.slot) ?? emitter.constant(null);
    case "and":
    case "or":
      return emitJunction(emitter, node);
    case "condition":
      return emitCondition(emitter, node);
    case "bind":
      emitter.slots.set(node.slot, emitter.emit(node.init));
      return emitter.emit(node.body);
    case "loop":
      return emitLoop(emitter, node);
    case "fold":
      return emitFold(emitter, node);
    default:
      return emitStrict(emitter, node);
  }
}

type Strict = Exclude<
  Node,
  { op: "constant" | "variable" | "local" | "and" | "or" | "condition" | "bind" | "loop" | "fold" }
>;

function emitStrict(emitter: Emitter, node: Strict): Atom {
  switch (node.op) {
    case "field":
    case "has":
    case "optionalField":
      return emitField(emitter, node);
    case "index":
    case "optionalIndex":
      return emitIndex(emitter, node);
    case "not":
    case "notFalse":
      return emitNot(emitter, node);
    case "call":
      return emitCall(emitter, node);
    case "list":
    case "map":
    case "struct":
      return emitLiteral(emitter, node);
    default:
      return emitComparison(emitter, node);
  }
}

function emitComparison(emitter: Emitter, node: EqualNode | OrderNode | InNode): Atom {
  if (node.op === "in") return emitIn(emitter, node);
  return node.op === "order" ? emitOrder(emitter, node) : emitEqual(emitter, node);
}

function emitLiteral(emitter: Emitter, node: ListNode | MapNode | StructNode): Atom {
  const shape = emitter.refer(node.shape);
  if (node.op === "list") return emitter.define(`buildList(${shape},${emitAll(emitter, node.elements)})`);
  if (node.op === "struct") return emitter.define(`buildStruct(${shape},${emitAll(emitter, node.values)})`);
  const keys = emitAll(emitter, node.keys);
  return emitter.define(`buildMap(${shape},${keys},${emitAll(emitter, node.values)})`);
}

function emitAll(emitter: Emitter, nodes: readonly Node[]): string {
  return `[${nodes.map((node) => emitter.emit(node).code).join(",")}]`;
}
