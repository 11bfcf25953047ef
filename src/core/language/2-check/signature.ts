import type { Overload } from "../functions/declaration.ts";
import { replaceParams } from "../types/replace-params.ts";
import { hasParams } from "../types/type-parts.ts";
import type { Type } from "../types/type.ts";
import type { TypeBindings } from "./type-bindings.ts";

/** What an overload takes and gives. */
export interface Signature {
  readonly params: readonly Type[];
  readonly result: Type;
}

/** The signature of an overload with type parameters of its own, so that two calls do not mix. */
export function instantiate(bindings: TypeBindings, overload: Overload): Signature {
  if (!isGeneric(overload)) return overload;
  const fresh = new Map<string, Type>();
  const rename = (type: Type): Type =>
    replaceParams(type, ({ name }) => {
      const known = fresh.get(name) ?? bindings.fresh();
      fresh.set(name, known);
      return known;
    });
  return { params: overload.params.map((param) => rename(param)), result: rename(overload.result) };
}

function isGeneric(overload: Overload): boolean {
  const known = generic.get(overload);
  if (known !== undefined) return known;
  const answer = overload.params.some((param) => hasParams(param)) || hasParams(overload.result);
  generic.set(overload, answer);
  return answer;
}

const generic = new WeakMap<Overload, boolean>();
