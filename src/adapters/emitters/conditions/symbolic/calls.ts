import { nameOf } from "../attribute.ts";
import { ask, not } from "../condition.ts";
import type { Test } from "../test.ts";
import { choice, each, ERROR, fromFolded, known, NONE, one, pairs, truthOf, untold } from "./cases.ts";
import { equal, isPresent, ordered, question, stopOf, within, type Order } from "./compare.ts";
import { absentAs, atKey, atPath, orElse } from "./fields.ts";
import { foldCall } from "./fold-call.ts";
import type { Leaf, Symbolic } from "./leaf.ts";
import { joined, sizeOf } from "./lists.ts";

/** Calls of which not every argument is evaluated, or not as a value. */
export const CALLS_WITHOUT_VALUES: ReadonlySet<string> = new Set(["_&&_", "_||_", "!_", "_?_:_", "_?._", "has"]);

type Apply = (args: readonly Symbolic[]) => Symbolic;

/** What a function, operator or method answers of arguments by cases; the target of a method is the first. */
export function applyCall(name: string, args: readonly Symbolic[], isMethod: boolean): Symbolic {
  const apply = Object.hasOwn(OWN, name) ? OWN[name] : undefined;
  if (args.every(isKnown) && !OF_OPTIONALS.has(name)) return folded(name, args, isMethod);
  return apply === undefined ? computed(name, args) : apply(args);
}

function isKnown(symbolic: Symbolic): boolean {
  return symbolic.length === 1 && symbolic[0]?.leaf.kind === "value";
}

function folded(name: string, args: readonly Symbolic[], isMethod: boolean): Symbolic {
  if (PASSING.has(name)) return args[0] ?? ERROR;
  const values = args.flatMap(([only]) => (only?.leaf.kind === "value" ? [only.leaf.value] : []));
  if (name === "_[?_]") return absentAs(NONE, atKey(args[0] ?? ERROR, values[1] ?? null));
  return fromFolded(foldCall(name, values, isMethod));
}

/** A function of what is known in some cases only. */
function computed(name: string, args: readonly Symbolic[]): Symbolic {
  const [first = ERROR, second, ...others] = args;
  if (others.length > 0 || args.length === 0) return untold(`it computes \`${name}()\``);
  return pairs(first, second ?? known(null), (left, right) => {
    const stopped = stopOf(left, right);
    if (stopped !== undefined) return stopped;
    if (left.kind !== "value" || right.kind !== "value") return untold(ofWhat(name, left, right));
    const values = second === undefined ? [left.value] : [left.value, right.value];
    return fromFolded(foldCall(name, values, !name.includes(".") && !name.includes("_")));
  });
}

function ofWhat(name: string, ...leaves: readonly Leaf[]): string {
  const read = leaves.find((leaf) => leaf.kind === "attribute" || leaf.kind === "element");
  return read === undefined ? `it computes \`${name}()\`` : `it computes \`${name}()\` of ${nameOf(read.attribute)}`;
}

/** What optionals have: one with a value is told as that value. */
const OF_OPTIONALS: ReadonlySet<string> = new Set(["orValue", "or", "hasValue", "value"]);

/** Functions whose answer is their argument, as far as can be told without a resource. */
const PASSING: ReadonlySet<string> = new Set(["dyn", "optional.of"]);

const pass: Apply = ([value = ERROR]) => value;
const order =
  (name: Order): Apply =>
  ([left = ERROR, right = ERROR]) =>
    ordered(name, left, right);

const OWN: Readonly<Record<string, Apply>> = {
  dyn: pass,
  int: ([value = ERROR]) => each(value, (leaf) => foldedIn("int", leaf)),
  "optional.of": pass,
  "optional.none": () => NONE,
  "_==_": ([left = ERROR, right = ERROR]) => equal(left, right),
  "_!=_": ([left = ERROR, right = ERROR]) => negated(equal(left, right)),
  "@in": ([element = ERROR, holder = ERROR]) => within(element, holder),
  "_<_": order("_<_"),
  "_<=_": order("_<=_"),
  "_>_": order("_>_"),
  "_>=_": order("_>=_"),
  "_+_": ([left = ERROR, right = ERROR]) => added(left, right),
  "_[_]": ([holder = ERROR, key = ERROR]) => absentAs(ERROR, indexed(holder, key)),
  "_[?_]": ([holder = ERROR, key = ERROR]) => absentAs(NONE, indexed(holder, key)),
  notObserved: () => untold("only an inventory of what exists tells it"),
  at: ([holder = ERROR, path = ERROR, otherwise]) => read(holder, path, otherwise),
  isSet: ([holder = ERROR, path = ERROR]) => negated(isNothing(read(holder, path, undefined))),
  nonEmpty: ([value = ERROR]) => nonEmpty(value),
  block: ([value = ERROR]) => each(value, (leaf) => foldedIn("block", leaf)),
  blocks: ([value = ERROR]) => each(value, (leaf) => foldedIn("blocks", leaf)),
  size: ([value = ERROR]) => sizeOf(value),
  orValue: ([optional = ERROR, otherwise = ERROR]) => orElse(optional, otherwise),
  or: ([optional = ERROR, otherwise = ERROR]) => orElse(optional, otherwise),
  hasValue: ([optional = ERROR]) => isThere(optional),
  value: ([optional = ERROR]) => orElse(optional, ERROR),
  startsWith: (args) => textQuestion("starts-with", "startsWith", args),
  endsWith: (args) => textQuestion("ends-with", "endsWith", args),
  contains: (args) => textQuestion("contains", "contains", args),
  matches: (args) => textQuestion("matches", "matches", args),
};

/** A function that leaves what only the resource tells as it is, because sources write it in several ways. */
function foldedIn(name: string, leaf: Leaf): Symbolic {
  return leaf.kind === "value" ? fromFolded(foldCall(name, [leaf.value])) : one(leaf);
}

function negated(symbolic: Symbolic): Symbolic {
  const { yes, no } = truthOf(symbolic);
  return choice(
    { yes, no },
    () => known(false),
    () => known(true),
  );
}

function isThere(optional: Symbolic): Symbolic {
  return each(optional, (leaf) => stopOf(leaf) ?? known(leaf.kind !== "none"));
}

function added(left: Symbolic, right: Symbolic): Symbolic {
  return pairs(left, right, (first, second) => {
    const stopped = stopOf(first, second);
    if (stopped !== undefined) return stopped;
    if (first.kind === "value" && second.kind === "value")
      return fromFolded(foldCall("_+_", [first.value, second.value]));
    return joined(first, second) ?? untold(ofWhat("+", first, second));
  });
}

function indexed(holder: Symbolic, key: Symbolic): Symbolic {
  return each(key, (leaf) => {
    const stopped = stopOf(leaf);
    if (stopped !== undefined) return stopped;
    return leaf.kind === "value" ? atKey(holder, leaf.value) : untold("it looks up a key that only the resource tells");
  });
}

function read(holder: Symbolic, path: Symbolic, otherwise: Symbolic | undefined): Symbolic {
  const found = each(path, (leaf) =>
    leaf.kind === "value" && typeof leaf.value === "string"
      ? atPath(holder, leaf.value)
      : untold("it reads an attribute whose name is computed"),
  );
  if (otherwise === undefined) return found;
  return choice(
    truthOf(isPresent(found)),
    () => found,
    () => otherwise,
  );
}

/** Null where an attribute is empty, which providers write for nothing. */
function nonEmpty(symbolic: Symbolic): Symbolic {
  return each(symbolic, (leaf) => {
    if (leaf.kind === "value") return fromFolded(foldCall("nonEmpty", [leaf.value]));
    if (leaf.kind !== "attribute") return one(leaf);
    const nothing = ask(leaf.attribute, { kind: "empty" });
    return choice(
      { yes: nothing, no: not(nothing) },
      () => known(null),
      () => one(leaf),
    );
  });
}

function isNothing(symbolic: Symbolic): Symbolic {
  return equal(nonEmpty(symbolic), known(null));
}

function textQuestion(
  kind: Extract<Test, { readonly text: string }>["kind"],
  name: string,
  args: readonly Symbolic[],
): Symbolic {
  const [subject = ERROR, text = ERROR] = args;
  return pairs(subject, text, (leaf, wanted) => {
    const stopped = stopOf(leaf, wanted);
    if (stopped !== undefined) return stopped;
    if (wanted.kind !== "value" || typeof wanted.value !== "string") return untold(ofWhat(name, wanted));
    if (leaf.kind === "value") return fromFolded(foldCall(name, [leaf.value, wanted.value], true));
    return leaf.kind === "attribute" || leaf.kind === "element" ? question(leaf, { kind, text: wanted.value }) : ERROR;
  });
}
