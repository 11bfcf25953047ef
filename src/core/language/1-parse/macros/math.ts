import type { Expr } from "../../ast/expr.ts";
import { invoke, type MacroCall, rejectArgument } from "./macro.ts";

/** `math.greatest(a, b, ...)` and `math.least(a, b, ...)`: one call of a function of one or two arguments. */
export function expandExtreme(name: "math.@max" | "math.@min"): (call: MacroCall) => Expr | undefined {
  return (call) => {
    const [first] = call.args;
    if (first === undefined || (call.args.length === 1 && isEmptyList(first))) {
      const message = `\`math.${call.name}()\` needs at least one number`;
      return rejectArgument(call, first ?? call.target!, message, "Give it the numbers, or a list with one at least");
    }
    const args = call.args.length <= 2 ? call.args : [call.nodes.list(call.range, call.args)];
    return invoke(call, name, ...args);
  };
}

function isEmptyList(expr: Expr): boolean {
  return expr.kind === "list" && expr.elements.length === 0;
}
