import { resourceLibrary } from "#core/kinds";
import {
  checkExpression,
  CelError,
  compileExpression,
  createEnvironment,
  DYN,
  EXPRESSION_COST_LIMIT,
  parseExpression,
  writLibraries,
  type CompiledExpression,
  type Environment,
  type Value,
} from "#core/language";

const LIBRARIES: Environment = createEnvironment({ libraries: [...writLibraries, resourceLibrary] });
const compiled = new Map<string, CompiledExpression | null>();

/** What a function, method or operator answers of known values, computed as Writ computes it; a `CelError` for one that does not exist. */
export function foldCall(name: string, args: readonly Value[], isMethod = false): Value {
  const expression = expressionOf(name, args.length, isMethod);
  if (expression === null) return new CelError("no-such-overload", `There is no \`${name}\` of ${args.length} values`);
  const scope = Object.fromEntries(args.map((value, index) => [`v${index}`, value]));
  return expression.evaluate(scope, { spent: 0, limit: EXPRESSION_COST_LIMIT });
}

function expressionOf(name: string, count: number, isMethod: boolean): CompiledExpression | null {
  const key = `${isMethod ? "." : ""}${name}/${count}`;
  const before = compiled.get(key);
  if (before !== undefined) return before;
  const made = compile(textOf(name, names(count), isMethod), names(count));
  compiled.set(key, made);
  return made;
}

function names(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `v${index}`);
}

function compile(text: string, variables: readonly string[]): CompiledExpression | null {
  const parsed = parseExpression(text);
  if (parsed.kind === "rejected") return null;
  const environment = { ...LIBRARIES, variables: new Map(variables.map((name) => [name, DYN])) };
  const result = checkExpression(parsed.parsed, environment);
  return result.kind === "checked" ? compileExpression(result.checked, { backend: "closures" }) : null;
}

/** The call as it is written. Operators have names that say where their operands stand: `_+_`. */
function textOf(name: string, args: readonly string[], isMethod: boolean): string {
  const [first = "", ...rest] = args;
  if (isMethod) return `${first}.${name}(${rest.join(", ")})`;
  if (name === "@in") return `${first} in ${rest.join("")}`;
  if (name === "_[_]") return `${first}[${rest.join("")}]`;
  if (!name.includes("_") || /^[a-z]/i.test(name)) return `${name}(${args.join(", ")})`;
  const [before = "", ...after] = name.split("_");
  return before + args.map((arg, index) => `${arg}${after[index] ?? ""}`).join("");
}
