import type { Value } from "#core/language";
import { isList, isObject } from "#core/model";
import { nameOf, type Attribute } from "../attribute.ts";
import { ask, not } from "../condition.ts";
import { ABSENT, choice, each, ERROR, known, NONE, one, untold } from "./cases.ts";
import { foldCall } from "./fold-call.ts";
import type { Leaf, Symbolic } from "./leaf.ts";

/** `holder.field`: an error where nothing is. */
export function strictField(holder: Symbolic, field: string): Symbolic {
  return absentAs(ERROR, fieldOf(holder, field));
}

/** `holder.?field`: an optional of what is there. */
export function optionalField(holder: Symbolic, field: string): Symbolic {
  return absentAs(NONE, fieldOf(holder, field));
}

/** What stands in the field, with `absent` where nothing does. */
export function fieldOf(holder: Symbolic, field: string): Symbolic {
  return each(holder, (leaf) => {
    if (leaf.kind === "object") return leaf.field(field);
    if (leaf.kind === "attribute")
      return withoutNull(one({ kind: "attribute", attribute: within(leaf.attribute, [field]) }));
    if (leaf.kind === "value") return valueField(leaf.value, field);
    if (leaf.kind === "opaque") return untold(leaf.reason);
    return leaf.kind === "none" ? ABSENT : ERROR;
  });
}

function valueField(value: Value, field: string): Symbolic {
  if (!isObject(value)) return ERROR;
  return Object.hasOwn(value, field) ? known(value[field] ?? null) : ABSENT;
}

/** The same with something else in the place of what is absent. */
export function absentAs(instead: Symbolic, symbolic: Symbolic): Symbolic {
  return each(symbolic, (leaf) => (leaf.kind === "absent" ? instead : one(leaf)));
}

/** The same with `absent` in the place of null, as properties and labels have it. */
export function withoutNull(symbolic: Symbolic): Symbolic {
  return each(symbolic, (leaf) => {
    if (leaf.kind === "value" && leaf.value === null) return ABSENT;
    if (leaf.kind !== "attribute") return one(leaf);
    const absent = ask(leaf.attribute, { kind: "one-of", values: [null] });
    return choice(
      { yes: absent, no: not(absent) },
      () => ABSENT,
      () => one(leaf),
    );
  });
}

/** `holder.at("a.b")`: null where nothing is. */
export function atPath(holder: Symbolic, path: string): Symbolic {
  return each(holder, (leaf) => {
    if (leaf.kind === "attribute")
      return one({ kind: "attribute", attribute: within(leaf.attribute, path.split(".")) });
    if (leaf.kind === "element") return untold(`it reads within the elements of ${nameOf(leaf.attribute)}`);
    if (leaf.kind === "value") return known(foldCall("at", [leaf.value, path], true));
    if (leaf.kind === "object") return atFields(leaf, path.split("."));
    return leaf.kind === "opaque" ? untold(leaf.reason) : ERROR;
  });
}

function atFields(leaf: Leaf, path: readonly string[]): Symbolic {
  const found = path.reduce<Symbolic>((holder, field) => optionalField(holder, field), one(leaf));
  return orElse(found, known(null));
}

function within({ root, path }: Attribute, further: readonly string[]): Attribute {
  return { root, path: [...path, ...further] };
}

/** The optional's value, or what stands in its place. */
export function orElse(optional: Symbolic, otherwise: Symbolic): Symbolic {
  return each(optional, (leaf) => (leaf.kind === "none" ? otherwise : one(leaf)));
}

/** What stands under a key that is known, with `absent` where nothing does. */
export function atKey(holder: Symbolic, key: Value): Symbolic {
  if (typeof key === "string") return fieldOf(holder, key);
  return each(holder, (leaf) => {
    if (leaf.kind === "opaque") return untold(leaf.reason);
    if (leaf.kind === "list") return itemAt(leaf, Number(key));
    if (leaf.kind !== "value" || !isList(leaf.value)) return untold("it takes one element of a list by its place");
    return elementAt(leaf.value, Number(key));
  });
}

function itemAt({ items }: Extract<Leaf, { readonly kind: "list" }>, index: number): Symbolic {
  const isSure = items.every(({ when }) => when.kind === "always");
  return isSure ? (items[index]?.what ?? ABSENT) : untold("it takes an element of a list that may not be there");
}

function elementAt(list: readonly Value[], index: number): Symbolic {
  const found = list[index];
  return found === undefined ? ABSENT : known(found);
}
