import type { Expr } from "../../ast/expr.ts";
import { type MacroCall, rejectArgument } from "./macro.ts";

/** `has(object.field)`: whether the field is there. */
export function expandHas(call: MacroCall): Expr | undefined {
  const arg = call.args[0]!;
  if (arg.kind === "select" && !arg.testOnly) return call.nodes.presence(call.range, arg.operand, arg.field);
  const index = arg.kind === "call" && arg.function === "_[_]";
  const hint = index ? 'Write `"key" in object` for a key of a map' : "Write `has(object.field)`";
  return rejectArgument(call, arg, "`has()` needs a field selection such as `object.field`", hint);
}

/** `proto.hasExt(message, package.extension)`: whether a message has an extension field. */
export function expandHasExtension(call: MacroCall): Expr | undefined {
  const name = extensionName(call);
  return name === undefined ? undefined : call.nodes.presence(call.range, call.args[0]!, name);
}

/** `proto.getExt(message, package.extension)`: the value of an extension field. */
export function expandGetExtension(call: MacroCall): Expr | undefined {
  const name = extensionName(call);
  return name === undefined ? undefined : call.nodes.select(call.range, call.args[0]!, name);
}

function extensionName(call: MacroCall): string | undefined {
  const path: string[] = [];
  let at = call.args[1]!;
  for (; at.kind === "select" && !at.testOnly; at = at.operand) path.unshift(at.field);
  if (at.kind === "ident" && path.length > 0) return [at.name, ...path].join(".");
  const message = `\`proto.${call.name}()\` needs the full name of an extension field`;
  return rejectArgument(call, call.args[1]!, message, "Write it as `package.extension`");
}
