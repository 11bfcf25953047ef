import { acceptorOf, typeNameOf, type Value } from "../values/index.ts";
import type { Type } from "../types/type.ts";
import type { FunctionDeclaration, Overload } from "./declaration.ts";
import { noSuchOverload } from "./failure.ts";

/** The body of an overload. Its parameters may be narrower than `Value`, since a body only sees arguments that its signature accepts. */
type Body = (...args: never[]) => Value;
type Evaluate = Overload["evaluate"];
type Cost = NonNullable<Overload["cost"]>;

/** A function with its overloads and one sentence on what it does. */
export function declare(name: string, description: string, ...overloads: readonly Overload[]): FunctionDeclaration {
  return { name, description, overloads };
}

/** An overload called as `name(a, b)`. `types` lists the parameters and, last, the result. */
export function func(id: string, types: readonly Type[], body: Body, cost?: Cost): Overload {
  return overloadOf({ id, member: false, cost }, types, body);
}

/** An overload called as `a.name(b)`. `types` lists the receiver, the other parameters and, last, the result. */
export function method(id: string, types: readonly Type[], body: Body, cost?: Cost): Overload {
  return overloadOf({ id, member: true, cost }, types, body);
}

/** An overload whose body takes values of every type and decides itself, as the operators do. */
export function operator(id: string, types: readonly Type[], evaluate: Evaluate, cost?: Cost): Overload {
  return { ...signatureOf({ id, member: false, cost }, types), evaluate };
}

interface Head {
  readonly id: string;
  readonly member: boolean;
  readonly cost: Cost | undefined;
}

function overloadOf(head: Head, types: readonly Type[], body: Body): Overload {
  const signature = signatureOf(head, types);
  return { ...signature, evaluate: guarded(signature, body) };
}

function signatureOf({ id, member, cost }: Head, types: readonly Type[]): Omit<Overload, "evaluate"> {
  const result = types.at(-1);
  if (result === undefined) throw new TypeError(`The signature of \`${id}\` has no result`);
  return { id, member, params: types.slice(0, -1), result, ...(cost && { cost }) };
}

/** Lets only accepted arguments through to the body; anything else answers `no-such-overload`. */
function guarded({ id, params }: Omit<Overload, "evaluate">, body: Body): Evaluate {
  // oxlint-disable-next-line no-unsafe-type-assertion -- the acceptors prove what the narrower parameters of the body assume
  const run = body as Evaluate;
  const refuse = (args: readonly Value[]): Value => noSuchOverload(id, args.map(typeNameOf));
  const [first, second] = params.map(acceptorOf);
  if (first === undefined) return run;
  if (params.length === 1) return (a = null) => (first(a) ? run(a) : refuse([a]));
  if (second !== undefined && params.length === 2) {
    return (a = null, b = null) => (first(a) && second(b) ? run(a, b) : refuse([a, b]));
  }
  return guardedList(params, run, refuse);
}

function guardedList(params: readonly Type[], run: Evaluate, refuse: (args: readonly Value[]) => Value): Evaluate {
  const acceptors = params.map(acceptorOf);
  return (...args) =>
    args.length === acceptors.length && acceptors.every((accepts, at) => accepts(args[at] ?? null))
      ? run(...args)
      : refuse(args);
}
