import { blockCost } from "../ir/block-cost.ts";
import type { BindNode, ConditionNode, JunctionNode, Node } from "../ir/node.ts";
import { absorb, notBool } from "../runtime/bad.ts";
import { charge } from "../runtime/meter.ts";
import type { Closure } from "./frame.ts";

type MakeClosure = (part: Node) => Closure;

/** `&&` and `||`: the first term that decides ends it; otherwise unknowns and errors are absorbed. */
export function junctionClosure(node: JunctionNode, make: MakeClosure): Closure {
  const deciding = node.op === "or";
  const terms = node.terms.map((term, at) => ({ run: make(term), cost: at === 0 ? 0 : blockCost(term), id: term.id }));
  return (frame) => {
    let collected: ReturnType<Closure> = !deciding;
    for (const { run, cost, id } of terms) {
      charge(frame.meter, cost);
      const value = run(frame);
      if (value === deciding) return deciding;
      if (value !== !deciding) collected = absorb(collected, value, id);
    }
    return collected;
  };
}

/** `test ? whenTrue : whenFalse`. */
export function conditionClosure(node: ConditionNode, make: MakeClosure): Closure {
  const test = make(node.test);
  const whenTrue = enter(node.whenTrue, make);
  const whenFalse = enter(node.whenFalse, make);
  return (frame) => {
    const value = test(frame);
    if (value === true) return whenTrue(frame);
    return value === false ? whenFalse(frame) : notBool(value, node.test.id);
  };
}

/** A part that is a block of its own: charged when it is entered. */
function enter(node: Node, make: MakeClosure): Closure {
  const run = make(node);
  const cost = blockCost(node);
  return (frame) => {
    charge(frame.meter, cost);
    return run(frame);
  };
}

/** A binding: a local variable with one value, which may be bad, for a body. */
export function bindClosure(node: BindNode, make: MakeClosure): Closure {
  const init = make(node.init);
  const body = make(node.body);
  return (frame) => {
    frame.locals[node.slot] = init(frame);
    return body(frame);
  };
}
