import { Unknown, type Value, type ValueObject } from "#core/language";
import { isList, isObject } from "#core/model";
import { put } from "../../json/index.ts";
import type { Expression } from "./expression.ts";
import { FUNCTIONS } from "./functions.ts";
import { isExpression, parseExpression } from "./parse.ts";
import { REFERENCE } from "./resources.ts";
import type { Scope } from "./scope.ts";

const MAX_DEPTH = 100;

/** Evaluates a value of a template with every expression in it. Total: what cannot be computed is unknown. */
export function evaluateValue(value: Value, scope: Scope, where = ""): Value {
  if (!scope.budget.take()) return scope.unknown("after-apply", where);
  if (typeof value === "string") return evaluateText(value, scope, where);
  if (isList(value)) return value.map((element, at) => evaluateValue(element, scope, `${where}.${at}`));
  return isObject(value) ? evaluateObject(value, scope, where) : value;
}

function evaluateText(text: string, scope: Scope, where: string): Value {
  if (!isExpression(text)) return text.startsWith("[[") ? text.slice(1) : text;
  const parsed = parsedOnce(text);
  if (parsed.kind === "rejected") return scope.unknown("after-apply", where === "" ? text : where);
  return evaluate(parsed.expression, scope, 0);
}

const cache = new Map<string, ReturnType<typeof parseExpression>>();
const CACHE_SIZE = 4096;

function parsedOnce(text: string): ReturnType<typeof parseExpression> {
  const known = cache.get(text);
  if (known !== undefined) return known;
  const parsed = parseExpression(text);
  if (cache.size < CACHE_SIZE) cache.set(text, parsed);
  return parsed;
}

/** The most elements that a loop inside an object may make. */
export const MOST_COPIES = 800;

function evaluateObject(object: ValueObject, scope: Scope, where: string): ValueObject {
  const result: Record<string, Value> = {};
  for (const [name, value] of Object.entries(object)) {
    if (name === "copy" && isList(value)) continue;
    const key = isExpression(name) ? evaluateText(name, scope, where) : name;
    put(result, typeof key === "string" ? key : name, evaluateValue(value, scope, `${where}.${name}`));
  }
  if (isList(object["copy"])) for (const loop of object["copy"]) addCopies(result, loop, scope, where);
  return result;
}

/** A loop inside an object gives it a list with one element for each round. */
function addCopies(result: Record<string, Value>, loop: Value, scope: Scope, where: string): void {
  if (!isObject(loop) || typeof loop["name"] !== "string") return;
  const { name } = loop;
  const count = evaluateValue(loop["count"] ?? null, scope, `${where}.copy`);
  if (typeof count !== "number" || count < 0 || count > MOST_COPIES) {
    put(result, name, count instanceof Unknown ? count : scope.unknown("after-apply", `${where}.${name}`));
    return;
  }
  const rounds: Value[] = [];
  for (let round = 0; round < count && !scope.budget.isExhausted; round++) {
    const locals = new Map([[`copy:${name}`, round]]);
    rounds.push(evaluateValue(loop["input"] ?? null, scope.with(locals), `${where}.${name}.${round}`));
  }
  put(result, name, rounds);
}

function evaluate(expression: Expression, scope: Scope, depth: number): Value {
  if (depth > MAX_DEPTH || !scope.budget.take()) return scope.unknown("after-apply", "an expression that is too large");
  switch (expression.kind) {
    case "literal":
      return expression.value;
    case "member": {
      const [target, key] = [evaluate(expression.target, scope, depth + 1), evaluate(expression.key, scope, depth + 1)];
      return memberOf(target, key) ?? (expression.safe ? null : missing(target, key, scope));
    }
    default:
      return call(expression, scope, depth);
  }
}

function call({ name, args }: Extract<Expression, { kind: "call" }>, scope: Scope, depth: number): Value {
  const evaluateIn = (expression: Expression, inner: Scope): Value => evaluate(expression, inner, depth + 1);
  const value = (at: number): Value => (args[at] === undefined ? null : evaluateIn(args[at], scope));
  const userFunction = name.includes(".") ? scope.userFunction(name) : undefined;
  if (userFunction !== undefined) {
    const locals = new Map(
      userFunction.parameters.map((parameter, at) => [`parameter:${parameter.toLowerCase()}`, value(at)] as const),
    );
    return depth > MAX_DEPTH / 4
      ? scope.unknown("after-apply", name)
      : evaluateValue(userFunction.body, scope.with(locals), name);
  }
  const known = FUNCTIONS.get(name.toLowerCase());
  if (known === undefined && /^list\w/i.test(name)) return scope.unknown("sensitive", `${name}()`);
  const result = known?.({ args, scope, value, evaluate: evaluateIn });
  return (
    result ??
    (result === null
      ? null
      : unknownOf(
          args.map((_, at) => value(at)),
          name,
          scope,
        ))
  );
}

/** What a call answers that cannot be computed: what is not known of its arguments, or that the call itself is not known. */
function unknownOf(values: readonly Value[], name: string, scope: Scope): Value {
  const unknowns = values.filter((value) => value instanceof Unknown);
  const [first, ...others] = unknowns;
  return first === undefined
    ? scope.unknown("after-apply", `${name}()`)
    : others.reduce((all, one) => all.merge(one), first);
}

/** Names of members are told apart without regard to case, as Azure does. Undefined where there is no such member. */
function memberOf(target: Value, key: Value): Value | undefined {
  if (target instanceof Unknown) return typeof key === "string" ? partOf(target, key) : target;
  if (key instanceof Unknown) return key;
  if (isList(target)) return typeof key === "number" ? target[key] : undefined;
  if (!isObject(target) || typeof key !== "string") return undefined;
  if (Object.hasOwn(target, key)) return target[key];
  const name = Object.keys(target).find((other) => other.toLowerCase() === key.toLowerCase());
  return name === undefined ? undefined : target[name];
}

const LONGEST_PATH = 1024;

/** A property of a deployed resource is told by its path. */
function partOf(target: Unknown, name: string): Unknown {
  const [cause, ...others] = target.causes;
  if (cause === undefined || others.length > 0 || !cause.path.startsWith(REFERENCE)) return target;
  return new Unknown([{ ...cause, path: `${cause.path}.${name}`.slice(0, LONGEST_PATH) }]);
}

/** A member that is not there is a mistake that only the deployment tells. Where unknowns are texts, what is inside one is a text as well. */
function missing(target: Value, key: Value, scope: Scope): Value {
  const name = typeof key === "string" || typeof key === "number" ? String(key) : "";
  return scope.unknown("after-apply", typeof target === "string" ? `${target}.${name}` : name);
}
