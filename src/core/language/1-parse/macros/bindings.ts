import type { Expr } from "../../ast/expr.ts";
import { bind, invoke, type MacroCall, rejectArgument, variableName } from "./macro.ts";

/** `cel.bind(name, value, result)`: names a value within a result. */
export function expandBind(call: MacroCall): Expr | undefined {
  const name = variableName(call, 0);
  return name === undefined ? undefined : bind(call, name, call.args[1]!, call.args[2]!);
}

/** `optional.optMap(x, value)`: applies to what an optional holds, if anything. */
export function expandOptMap(call: MacroCall): Expr | undefined {
  return unwrap(call, (mapped) => invoke(call, "optional.of", mapped));
}

/** `optional.optFlatMap(x, optionalValue)`: the same where the result is itself an optional. */
export function expandOptFlatMap(call: MacroCall): Expr | undefined {
  return unwrap(call, (mapped) => mapped);
}

/** The target is bound to a name, so that chains of these macros stay linear in size. */
function unwrap(call: MacroCall, wrap: (mapped: Expr) => Expr): Expr | undefined {
  const name = variableName(call, 0);
  if (name === undefined) return undefined;
  const target = (): Expr => call.nodes.ident(call.range, TARGET);
  const value = call.nodes.method(call.range, target(), "value", []);
  const present = wrap(bind(call, name, value, call.args[1]!));
  const condition = call.nodes.method(call.range, target(), "hasValue", []);
  const result = invoke(call, "_?_:_", condition, present, invoke(call, "optional.none"));
  return bind(call, TARGET, call.target!, result);
}

/** `cel.block([a, b], result)`: binds `cel.index(0)`, `cel.index(1)` and so on within a result. */
export function expandBlock(call: MacroCall): Expr | undefined {
  const [slots, result] = [call.args[0]!, call.args[1]!];
  if (slots.kind !== "list") return rejectArgument(call, slots, "`cel.block()` needs a list literal first");
  return slots.elements.reduceRight((inner, slot, index) => bind(call, `@index${index}`, slot, inner), result);
}

/** `cel.index(n)`, `cel.iterVar(n, m)` and `cel.accuVar(n, m)`: names that only generated expressions use. */
export function expandGeneratedName(prefix: string): (call: MacroCall) => Expr | undefined {
  return (call) => {
    const numbers = call.args.map((arg) =>
      arg.kind === "constant" && arg.constant.type === "int" ? arg.constant : undefined,
    );
    const wrong = numbers.findIndex((number) => number === undefined || number.value < 0n);
    if (wrong !== -1) return rejectArgument(call, call.args[wrong]!, `\`cel.${call.name}()\` needs a whole number`);
    return call.nodes.ident(call.range, prefix + numbers.map((number) => String(number?.value)).join(":"));
  };
}

const TARGET = "@target";
