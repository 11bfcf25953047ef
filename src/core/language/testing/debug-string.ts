import type { CallExpr, ComprehensionExpr, Constant, Expr, SelectExpr, StructEntry, StructExpr } from "../ast/expr.ts";
import { formatDouble, quoteBytes, quoteText } from "./quote.ts";

/** What is written behind a node, and how names are written where checking has resolved them. */
export interface Adorner {
  readonly node: (expr: Expr) => string;
  readonly entry: (entry: StructEntry) => string;
  /** The full name that a node was resolved to, which takes the place of the node as written. */
  readonly resolved: (expr: Expr) => string | undefined;
}

/** Writes the kind of each node, as the goldens of the parser do. */
export const kindAdorner: Adorner = {
  node: (expr) => `^#*expr.${kindName(expr)}#`,
  entry: () => "^#*expr.Expr_CreateStruct_Entry#",
  resolved: () => undefined,
};

/** Prints a tree in cel-go's debug format, in which the golden trees are written. */
export function debugString(expr: Expr, adorner: Adorner): string {
  return print(expr, adorner, "");
}

function print(expr: Expr, adorner: Adorner, indent: string): string {
  return bare(expr, adorner, indent) + adorner.node(expr);
}

function bare(expr: Expr, adorner: Adorner, indent: string): string {
  const resolved = adorner.resolved(expr);
  switch (expr.kind) {
    case "constant":
      return constant(expr.constant);
    case "ident":
      return resolved ?? expr.name;
    case "select":
      return resolved ?? select(expr, adorner, indent);
    case "call":
      return call(expr, adorner, indent);
    case "list":
      return block("[", printAll(expr.elements, adorner, indent), "]", indent);
    case "struct":
      return (resolved ?? expr.messageName) + struct(expr, adorner, indent);
    default:
      return comprehension(expr, adorner, indent);
  }
}

function select(expr: SelectExpr, adorner: Adorner, indent: string): string {
  return `${print(expr.operand, adorner, indent)}.${expr.field}${expr.testOnly ? "~test-only~" : ""}`;
}

function call(expr: CallExpr, adorner: Adorner, indent: string): string {
  const resolved = adorner.resolved(expr);
  const receiver = resolved === undefined ? expr.target : undefined;
  const target = receiver === undefined ? "" : `${print(receiver, adorner, indent)}.`;
  return `${target}${resolved ?? expr.function}${block("(", printAll(expr.args, adorner, indent), ")", indent)}`;
}

function printAll(exprs: readonly Expr[], adorner: Adorner, indent: string): readonly string[] {
  return exprs.map((expr) => print(expr, adorner, `${indent}  `));
}

function struct(expr: StructExpr, adorner: Adorner, indent: string): string {
  const inner = `${indent}  `;
  const entries = expr.entries.map((entry) => {
    const key = entry.key.kind === "field" ? entry.key.name : print(entry.key.expr, adorner, inner);
    return `${entry.optional ? "?" : ""}${key}:${print(entry.value, adorner, inner)}${adorner.entry(entry)}`;
  });
  return block("{", entries, "}", indent);
}

function comprehension(expr: ComprehensionExpr, adorner: Adorner, indent: string): string {
  const inner = `${indent}  `;
  const child = (node: Expr): string => print(node, adorner, inner);
  const variables = expr.iterVar2 === "" ? expr.iterVar : `${expr.iterVar},\n${inner}${expr.iterVar2}`;
  const parts: readonly (readonly [string, string])[] = [
    ["Variable", variables],
    ["Target", child(expr.iterRange)],
    ["Accumulator", expr.accuVar],
    ["Init", child(expr.accuInit)],
    ["LoopCondition", child(expr.loopCondition)],
    ["LoopStep", child(expr.loopStep)],
    ["Result", child(expr.result)],
  ];
  const lines = parts.map(([title, text]) => `${inner}// ${title}\n${inner}${text}`);
  return `__comprehension__(\n${lines.join(",\n")})`;
}

function block(open: string, items: readonly string[], close: string, indent: string): string {
  if (items.length === 0) return open + close;
  return `${open}\n${items.map((item) => `${indent}  ${item}`).join(",\n")}\n${indent}${close}`;
}

function constant(value: Constant): string {
  switch (value.type) {
    case "bool":
    case "int":
      return String(value.value);
    case "uint":
      return `${value.value}u`;
    case "double":
      return formatDouble(value.value);
    case "string":
      return quoteText(value.value);
    case "bytes":
      return quoteBytes(value.value);
    default:
      return "null";
  }
}

const CONSTANT_NAMES: Readonly<Record<Constant["type"], string>> = {
  null: "Null",
  bool: "Bool",
  int: "Int64",
  uint: "Uint64",
  double: "Double",
  string: "String",
  bytes: "Bytes",
};

function kindName(expr: Expr): string {
  if (expr.kind === "constant") return `Constant_${CONSTANT_NAMES[expr.constant.type]}Value`;
  return `Expr_${expr.kind[0]?.toUpperCase()}${expr.kind.slice(1)}Expr`;
}
