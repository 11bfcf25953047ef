import { Unknown, type Value } from "#core/language";
import { isList } from "#core/model";
import { put } from "../../json/index.ts";
import type { Expression } from "./expression.ts";
import type { ArmFunction, Call } from "./scope.ts";

/** Functions that take a `lambda('name', body)`, and what lambdas read. */
export const LAMBDA_FUNCTIONS: Readonly<Record<string, ArmFunction>> = {
  lambdavariables: ({ value, scope }) => {
    const name = value(0);
    return typeof name === "string" ? scope.locals.get(`lambda:${name.toLowerCase()}`) : undefined;
  },
  map: (call) => overElements(call, (list, apply) => list.map((element, at) => apply(element, at))),
  filter: (call) => overElements(call, (list, apply) => filtered(list, apply)),
  sort: () => undefined,
  reduce: (call) => reduced(call),
  toobject: (call) => toObject(call),
};

type Apply = (...values: readonly Value[]) => Value;

function overElements(
  call: Call,
  change: (list: readonly Value[], apply: Apply) => Value | undefined,
): Value | undefined {
  const list = call.value(0);
  const apply = lambdaOf(call, call.args[1]);
  return isList(list) && apply !== undefined ? change(list, apply) : undefined;
}

function lambdaOf({ scope, evaluate }: Call, expression: Expression | undefined): Apply | undefined {
  if (expression?.kind !== "call" || expression.name.toLowerCase() !== "lambda") return undefined;
  const body = expression.args.at(-1);
  const names = expression.args
    .slice(0, -1)
    .map((name) => (name.kind === "literal" && typeof name.value === "string" ? name.value : ""));
  if (body === undefined) return undefined;
  return (...values) => {
    const locals = names.map((name, at) => [`lambda:${name.toLowerCase()}`, values[at] ?? null] as const);
    return evaluate(body, scope.with(new Map(locals)));
  };
}

function filtered(list: readonly Value[], apply: Apply): Value | undefined {
  const kept: Value[] = [];
  for (const [at, element] of list.entries()) {
    const wanted = apply(element, at);
    if (typeof wanted !== "boolean") return wanted instanceof Unknown ? wanted : undefined;
    if (wanted) kept.push(element);
  }
  return kept;
}

function reduced(call: Call): Value | undefined {
  const [list, start] = [call.value(0), call.value(1)];
  const apply = lambdaOf(call, call.args[2]);
  return isList(list) && apply !== undefined
    ? list.reduce<Value>((all, element, at) => apply(all, element, at), start)
    : undefined;
}

function toObject(call: Call): Value | undefined {
  const list = call.value(0);
  const key = lambdaOf(call, call.args[1]);
  const item = lambdaOf(call, call.args[2]) ?? ((...[value = null]: readonly Value[]) => value);
  if (!isList(list) || key === undefined) return undefined;
  const object: Record<string, Value> = {};
  for (const element of list) {
    const name = key(element);
    if (typeof name !== "string") return name instanceof Unknown ? name : undefined;
    put(object, name, item(element));
  }
  return object;
}
