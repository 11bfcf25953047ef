import type { CallNode, EqualNode, InNode, ListNode, MapNode, Node, OrderNode, StructNode } from "../ir/node.ts";
import { buildList, buildMap, buildStruct } from "../runtime/build.ts";
import { callAny } from "../runtime/dispatch.ts";
import { differentValues, equalValues, isIn, relateValues } from "../runtime/operators.ts";
import type { Value } from "../../values/index.ts";
import type { Closure, Frame } from "./frame.ts";

type MakeClosure = (part: Node) => Closure;

/** A call of a function. */
export function callClosure(node: CallNode, make: MakeClosure): Closure {
  const args = node.args.map(make);
  return (frame) => callAny(node.site, runAll(args, frame), frame.meter);
}

function runAll(closures: readonly Closure[], frame: Frame): Value[] {
  return closures.map((closure) => closure(frame));
}

/** A list, map or struct literal. */
export function literalClosure(node: ListNode | MapNode | StructNode, make: MakeClosure): Closure {
  if (node.op === "list") {
    const elements = node.elements.map(make);
    return (frame) => buildList(node.shape, runAll(elements, frame));
  }
  const values = node.values.map(make);
  if (node.op === "struct") return (frame) => buildStruct(node.shape, runAll(values, frame));
  const keys = node.keys.map(make);
  return (frame) => buildMap(node.shape, runAll(keys, frame), runAll(values, frame));
}

/** `==`, `!=`, an order or `in`. */
export function comparisonClosure(node: EqualNode | OrderNode | InNode, make: MakeClosure): Closure {
  if (node.op === "in") {
    const element = make(node.element);
    const container = make(node.container);
    return (frame) => isIn(element(frame), container(frame), frame.meter, node.id);
  }
  const left = make(node.left);
  const right = make(node.right);
  if (node.op === "order") {
    const question = { relation: node.relation, exprId: node.id };
    return (frame) => relateValues(question, left(frame), right(frame), frame.meter);
  }
  const compare = node.op === "equal" ? equalValues : differentValues;
  return (frame) => compare(left(frame), right(frame), frame.meter);
}
