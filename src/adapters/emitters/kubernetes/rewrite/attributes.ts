import type { Expr } from "#core/language";
import { mayBeNull, unlessNull, type MayBeNull } from "./null.ts";
import { InexpressibleError } from "../../expressions/inexpressible.ts";
import { bind, call, dyn, EMPTY_LIST, EMPTY_MAP, ident, list, method, NULL, text } from "../../expressions/trees.ts";

/** Functions of Writ that read nested attributes, as Kubernetes says them with optionals. Arguments are already rewritten. */
export function readAttributes(name: string, args: readonly Expr[], ofVariable: MayBeNull): Expr | undefined {
  const [value, path, otherwise] = args;
  if (value === undefined) return undefined;
  if (name === "block") return replaced(value, EMPTY_MAP, ofVariable);
  if (name === "blocks") return replaced(value, EMPTY_LIST, ofVariable);
  if (name === "nonEmpty") return nonEmpty(value);
  if (path === undefined) return undefined;
  if (name === "at") return method(chain(value, segmentsOf(path), ofVariable), "orValue", otherwise ?? NULL);
  return name === "isSet" ? isSet(value, path, ofVariable) : undefined;
}

/** The value, or what stands in its place when it is null. Kubernetes writes a list as a list, also when it has one element. */
function replaced(value: Expr, instead: Expr, ofVariable: MayBeNull): Expr {
  return mayBeNull(value, ofVariable) ? method(unlessNull(value), "orValue", instead) : value;
}

function nonEmpty(value: Expr): Expr {
  const it = ident("it");
  return bind("it", value, call("_?_:_", call("@in", it, NOTHING), NULL, it));
}

function isSet(value: Expr, path: Expr, ofVariable: MayBeNull): Expr {
  const found = method(chain(value, segmentsOf(path), ofVariable), "orValue", NULL);
  return call("!_", call("@in", found, NOTHING));
}

/** The optional at a path: none as soon as a step is absent. */
function chain(value: Expr, segments: readonly string[], ofVariable: MayBeNull): Expr {
  return segments.reduce(step, beginning(value, ofVariable));
}

function beginning(value: Expr, ofVariable: MayBeNull): Expr {
  if (value.kind === "ident" || !mayBeNull(value, ofVariable)) return value;
  return unlessNull(value);
}

function step(holder: Expr, segment: string): Expr {
  return call(PLAIN_NAME.test(segment) ? "_?._" : "_[?_]", holder, text(segment));
}

/** The steps of a literal path. What sources keep beside an object under names with `$` is not in the object itself. */
function segmentsOf(path: Expr): readonly string[] {
  if (path.kind !== "constant" || path.constant.type !== "string") {
    throw new InexpressibleError("it reads an attribute whose name is computed");
  }
  const segments = path.constant.value.split(".");
  if (!segments.some((segment) => segment.startsWith("$"))) return segments;
  throw new InexpressibleError("it finds secrets by how they look, which Kubernetes cannot");
}

const PLAIN_NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;
const NOTHING: Expr = list([NULL, text(""), EMPTY_LIST, EMPTY_MAP].map(dyn));
