import type { AccessExpression, AccessStep, Expression, ForExpression, TemplatePart } from "../../hcl/index.ts";
import { put } from "../../json/index.ts";
import { attributeOf, elementAt, splatElements } from "./access.ts";
import { booleanFrom, floatFrom, textFrom } from "./convert.ts";
import { isEqual } from "./equal.ts";
import { applyBinary } from "./operators.ts";
import { bind, bound, type Scope } from "./scope.ts";
import {
  asUnknown,
  derivedFrom,
  elementsOf,
  Failure,
  Handle,
  isObjectValue,
  sortedEntries,
  Traced,
  type HclValue,
} from "./values.ts";

/**
 * The value of an expression.
 *
 * Total and bounded: what Terraform would refuse is a `Failure`, what is not known a `Traced`, and when the budget runs out everything is.
 */
export function evaluate(expression: Expression, scope: Scope): HclValue {
  const value = scope.budget.enter() ? evaluateKind(expression, scope) : new Failure("evaluation was given up");
  scope.budget.leave();
  return value;
}

function evaluateKind(expression: Expression, scope: Scope): HclValue {
  switch (expression.kind) {
    case "literal":
      return expression.value;
    case "template":
      return evaluateTemplate(expression.parts, scope);
    case "list":
      return expression.elements.map((element) => evaluate(element, scope));
    case "object":
      return evaluateObject(expression, scope);
    case "broken":
      return new Failure("the expression cannot be read");
    default:
      return evaluateComputed(expression, scope);
  }
}

type Computed = Exclude<Expression, { kind: "literal" | "template" | "list" | "object" | "broken" }>;

function evaluateComputed(expression: Computed, scope: Scope): HclValue {
  switch (expression.kind) {
    case "for":
      return evaluateFor(expression, scope);
    case "call":
      return evaluateCall(expression, scope);
    case "variable":
      return reference(expression.name, [], scope);
    case "access":
      return evaluateAccess(expression, scope);
    case "conditional":
      return evaluateConditional(expression, scope);
    case "binary":
      return applyBinary(expression.operator, evaluate(expression.left, scope), evaluate(expression.right, scope));
    default:
      return evaluateUnary(expression, scope);
  }
}

function reference(name: string, steps: readonly AccessStep[], scope: Scope): HclValue {
  const value = bound(scope, name);
  if (value !== undefined) return applySteps(value, steps, scope);
  const resolved = scope.resolve(name, steps);
  return applySteps(resolved.value, steps.slice(resolved.used), scope);
}

function evaluateAccess({ target, steps }: AccessExpression, scope: Scope): HclValue {
  if (target.kind === "variable") return reference(target.name, steps, scope);
  return applySteps(evaluate(target, scope), steps, scope);
}

/** What a resource's configuration does not say of itself is an attribute that the provider makes. */
function applySteps(start: HclValue, steps: readonly AccessStep[], scope: Scope): HclValue {
  let value = start;
  let made: Traced | null = null;
  for (const [index, step] of steps.entries()) {
    if (step.kind === "splat") return splat(value, steps.slice(index + 1), step.full, scope);
    const key = step.kind === "name" ? step.name : evaluate(step.key, scope);
    if (value instanceof Handle) made = value.whole();
    made = made && (typeof key === "string" || typeof key === "number") ? made.part(key) : null;
    value = step.kind === "name" ? attributeOf(value, step.name) : elementAt(value, key);
    if (value instanceof Failure && made) value = made;
  }
  return value;
}

/** `[*]` takes all steps behind it to every element, `.*` the names that follow. */
function splat(value: HclValue, rest: readonly AccessStep[], full: boolean, scope: Scope): HclValue {
  const elements = splatElements(value);
  if (elements instanceof Traced) return elements;
  const length = full ? rest.length : namesAtStart(rest);
  const each = elements.map((element) => applySteps(element, rest.slice(0, length), scope));
  return applySteps(each, rest.slice(length), scope);
}

function namesAtStart(steps: readonly AccessStep[]): number {
  const other = steps.findIndex(({ kind }) => kind !== "name");
  return other < 0 ? steps.length : other;
}

function evaluateObject({ items }: Extract<Expression, { kind: "object" }>, scope: Scope): HclValue {
  const object: Record<string, HclValue> = {};
  for (const { key, value } of items) {
    const name = evaluate(key, scope);
    const text = textFrom(name);
    if (text === null)
      return asUnknown(name) ? derivedFrom([name, evaluate(value, scope)]) : new Failure("a key must be a text");
    put(object, text, evaluate(value, scope));
  }
  return object;
}

function evaluateUnary({ operator, operand }: Extract<Expression, { kind: "unary" }>, scope: Scope): HclValue {
  const value = evaluate(operand, scope);
  if (asUnknown(value)) return derivedFrom([value]);
  if (operator === "-") {
    const number = floatFrom(value);
    return number === null ? new Failure("a number is expected behind `-`") : -number;
  }
  const truth = booleanFrom(value);
  return truth === null ? new Failure("a truth value is expected behind `!`") : !truth;
}

/** Where the condition is not known, the result is known only if both ways lead to the same. */
function evaluateConditional(
  { condition, yes, no }: Extract<Expression, { kind: "conditional" }>,
  scope: Scope,
): HclValue {
  const decision = evaluate(condition, scope);
  const truth = booleanFrom(decision);
  if (truth !== null) return evaluate(truth ? yes : no, scope);
  if (!asUnknown(decision)) return new Failure("a condition must be a truth value");
  const ways = [evaluate(yes, scope), evaluate(no, scope)] as const;
  return isEqual(...ways) === true ? ways[0] : derivedFrom([decision, ...ways]);
}

function evaluateCall({ name, args, expand }: Extract<Expression, { kind: "call" }>, scope: Scope): HclValue {
  const lazy = LAZY.get(name);
  if (lazy) return lazy(args, scope);
  const values = args.map((arg) => evaluate(arg, scope));
  if (!expand) return scope.call(name, values);
  const last = values.pop();
  const more = elementsOf(last);
  return more ? scope.call(name, [...values, ...more]) : derivedFrom([...values, last]);
}

/** Functions whose arguments may fail. */
const LAZY: ReadonlyMap<string, (args: readonly Expression[], scope: Scope) => HclValue> = new Map([
  ["try", evaluateTry],
  ["can", (args, scope) => evaluateCan(args, scope)],
]);

function evaluateTry(args: readonly Expression[], scope: Scope): HclValue {
  for (const arg of args) {
    const value = evaluate(arg, scope);
    if (!(value instanceof Failure)) return value;
  }
  return new Failure("none of the arguments of `try` can be evaluated");
}

function evaluateCan([arg]: readonly Expression[], scope: Scope): HclValue {
  if (!arg) return new Failure("`can` needs an argument");
  const value = evaluate(arg, scope);
  if (value instanceof Failure) return false;
  return asUnknown(value) ? derivedFrom([value]) : true;
}

/** What a `for` goes through: keys with values, in Terraform's order. */
function pairsOf(collection: HclValue): readonly (readonly [HclValue, HclValue])[] | null {
  if (isObjectValue(collection)) return sortedEntries(collection);
  const elements = elementsOf(collection);
  if (!elements) return null;
  const isList = Array.isArray(collection);
  return elements.map((element, index) => [isList ? index : element, element]);
}

function evaluateFor(expression: ForExpression, scope: Scope): HclValue {
  const collection = evaluate(expression.collection, scope);
  const pairs = pairsOf(collection);
  if (!pairs) return asUnknown(collection) ? derivedFrom([collection]) : new Failure("`for` needs a collection");
  if (!scope.budget.allows(pairs.length)) return new Failure("the collection is too large");
  const kept: Kept[] = [];
  for (const [key, value] of pairs) {
    const inner = bindNames(expression.names, key, value, scope);
    const taken = expression.condition === null ? true : evaluate(expression.condition, inner);
    if (asUnknown(taken)) return derivedFrom([collection, taken]);
    if (booleanFrom(taken) !== true) continue;
    const name = expression.key === null ? null : evaluate(expression.key, inner);
    kept.push({ key: name, value: evaluate(expression.value, inner) });
  }
  return expression.key === null ? kept.map(({ value }) => value) : objectFrom(kept, expression.grouped);
}

interface Kept {
  readonly key: HclValue;
  readonly value: HclValue;
}

function objectFrom(kept: readonly Kept[], grouped: boolean): HclValue {
  const object: Record<string, HclValue> = {};
  for (const { key, value } of kept) {
    const name = textFrom(key);
    if (name === null)
      return asUnknown(key)
        ? derivedFrom(kept.flatMap((one) => [one.key, one.value]))
        : new Failure("a key must be a text");
    const group = grouped && Object.hasOwn(object, name) ? elementsOf(object[name]) : null;
    put(object, name, grouped ? [...(group ?? []), value] : value);
  }
  return object;
}

function bindNames(names: ForExpression["names"], key: HclValue, value: HclValue, scope: Scope): Scope {
  const inner = names.key === null ? scope : bind(scope, names.key, key);
  return bind(inner, names.value, value);
}

function evaluateTemplate(parts: readonly TemplatePart[], scope: Scope): HclValue {
  const pieces: string[] = [];
  const unknowns: HclValue[] = [];
  const failure = addParts(parts, scope, { pieces, unknowns, length: 0 });
  if (failure) return failure;
  return unknowns.length === 0 ? pieces.join("") : derivedFrom(unknowns);
}

interface Composition {
  readonly pieces: string[];
  readonly unknowns: HclValue[];
  length: number;
}

function addParts(parts: readonly TemplatePart[], scope: Scope, made: Composition): Failure | null {
  for (const part of parts) {
    const failure = addPart(part, scope, made);
    if (failure) return failure;
  }
  return null;
}

function addPart(part: TemplatePart, scope: Scope, made: Composition): Failure | null {
  switch (part.kind) {
    case "text":
      return addText(part.text, scope, made);
    case "value":
      return addValue(evaluate(part.value, scope), scope, made);
    case "if":
      return addEither(part, scope, made);
    default:
      return addEach(part, scope, made);
  }
}

function addEither(part: Extract<TemplatePart, { kind: "if" }>, scope: Scope, made: Composition): Failure | null {
  const decision = evaluate(part.condition, scope);
  const truth = booleanFrom(decision);
  return truth === null ? addUnknown(decision, made) : addParts(truth ? part.yes : part.no, scope, made);
}

function addEach(part: Extract<TemplatePart, { kind: "each" }>, scope: Scope, made: Composition): Failure | null {
  const collection = evaluate(part.collection, scope);
  const pairs = pairsOf(collection);
  if (!pairs) return addUnknown(collection, made);
  for (const [key, value] of pairs) {
    const failure = addParts(part.body, bindNames(part.names, key, value, scope), made);
    if (failure) return failure;
  }
  return null;
}

function addText(text: string, { budget }: Scope, made: Composition): Failure | null {
  made.length += text.length;
  if (!budget.allows(made.length)) return new Failure("the text is too long");
  made.pieces.push(text);
  return null;
}

function addValue(value: HclValue, scope: Scope, made: Composition): Failure | null {
  const text = textFrom(value);
  return text === null ? addUnknown(value, made) : addText(text, scope, made);
}

function addUnknown(value: HclValue, made: Composition): Failure | null {
  if (!asUnknown(value) || value instanceof Failure)
    return value instanceof Failure ? value : new Failure("the value has no text");
  made.unknowns.push(value);
  return null;
}
