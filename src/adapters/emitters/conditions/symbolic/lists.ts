import { isList, isObject } from "#core/model";
import type { Value } from "#core/language";
import { nameOf, type Attribute } from "../attribute.ts";
import { ALWAYS, all, any, ask, not, type Condition } from "../condition.ts";
import type { Test } from "../test.ts";
import {
  choice,
  each,
  ERROR,
  fromCondition,
  fromFolded,
  fromTruth,
  known,
  neither,
  one,
  truthOf,
  untold,
} from "./cases.ts";
import { ELEMENT, isEmpty } from "./compare.ts";
import { foldCall } from "./fold-call.ts";
import type { Item, Leaf, Symbolic } from "./leaf.ts";

/** What a macro does with one element. */
export type Body = (element: Symbolic) => Symbolic;

/** `all`, `exists`, `filter` and `map` over what may be known, a list of what may be there, or an attribute. */
export function overElements(name: string, range: Symbolic, body: Body, result: Body): Symbolic {
  return each(range, (leaf) => {
    if (leaf.kind === "opaque") return untold(leaf.reason);
    if (leaf.kind === "attribute") return overAttribute(name, leaf.attribute, body);
    const items = itemsOf(leaf);
    if (items === undefined) return leaf.kind === "object" ? untold(`it goes through ${leaf.name}`) : ERROR;
    return overItems(name, items, body, result);
  });
}

/** The elements of a list, or the keys of a map. */
function itemsOf(leaf: Leaf): readonly Item[] | undefined {
  if (leaf.kind === "list") return leaf.items;
  if (leaf.kind !== "value") return undefined;
  return elementsOf(leaf.value)?.map((value) => ({ when: ALWAYS, what: known(value) }));
}

function elementsOf(value: Value): readonly Value[] | undefined {
  if (isList(value)) return value;
  return isObject(value) ? Object.keys(value) : undefined;
}

function overItems(name: string, items: readonly Item[], body: Body, result: Body): Symbolic {
  if (name === "map") return listOf(items.map(({ when, what }) => ({ when, what: body(what) })));
  const answers = items.map(({ when, what }) => ({ when, what, truth: truthOf(body(what)) }));
  const yes = answers.map(({ when, truth }) => all(when, truth.yes));
  const no = answers.map(({ when, truth }) => all(when, truth.no));
  const leftOut = answers.map(({ when }) => not(when));
  switch (name) {
    case "exists":
      return fromTruth({ yes: any(...yes), no: all(...no.map((one, index) => any(one, leftOut[index] ?? ALWAYS))) });
    case "all":
      return fromTruth({ yes: all(...yes.map((one, index) => any(one, leftOut[index] ?? ALWAYS))), no: any(...no) });
    case "filter": {
      const broken = any(...answers.map(({ when, truth }) => all(when, neither(truth))));
      const kept = answers.map(({ what }, index) => ({ when: yes[index] ?? ALWAYS, what: result(what) }));
      return choice(
        { yes: broken, no: not(broken) },
        () => ERROR,
        () => listOf(kept),
      );
    }
    default:
      return untold(`it calls \`${name}()\``);
  }
}

/** A list of elements that may be there. */
export function listOf(items: readonly Item[]): Symbolic {
  const kept = items.filter(({ when }) => when.kind !== "never");
  const values = kept.flatMap(knownElement);
  return values.length === kept.length ? known(values) : one({ kind: "list", items: kept });
}

function knownElement({ when, what: [only, ...more] }: Item): readonly Value[] {
  return when.kind === "always" && only?.leaf.kind === "value" && more.length === 0 ? [only.leaf.value] : [];
}

/** Whether elements of an attribute answer a question, where that is one question to each. */
function overAttribute(name: string, attribute: Attribute, body: Body): Symbolic {
  if (name !== "exists" && name !== "all") return untold(`it goes through ${nameOf(attribute)}`);
  const { yes, no } = truthOf(body(one({ kind: "element", attribute })));
  const wanted = elementTest(name === "exists" ? yes : no);
  if (wanted === undefined) return untold(`it asks more of the elements of ${nameOf(attribute)} than one question`);
  const found = ask(attribute, wanted);
  return fromCondition(name === "exists" ? found : not(found));
}

function elementTest(condition: Condition): Test | undefined {
  if (condition.kind !== "test" || condition.attribute.path.at(-1) !== ELEMENT) return undefined;
  return condition.test.kind === "one-of" ? { kind: "has-one-of", values: condition.test.values } : undefined;
}

/** How many elements there are, as far as it can be told. */
export function sizeOf(symbolic: Symbolic): Symbolic {
  return each(symbolic, (leaf) => {
    if (leaf.kind === "opaque") return untold(leaf.reason);
    if (leaf.kind === "value") return fromFolded(foldCall("size", [leaf.value]));
    if (leaf.kind === "attribute") return one({ kind: "size", isZero: ask(leaf.attribute, { kind: "empty" }) });
    if (leaf.kind !== "list") return ERROR;
    const isSure = leaf.items.every(({ when }) => when.kind === "always");
    return isSure ? known(leaf.items.length) : one({ kind: "size", isZero: isEmpty(leaf.items) });
  });
}

/** Two lists as one. */
export function joined(left: Leaf, right: Leaf): Symbolic | undefined {
  const [first, second] = [itemsOf(left), itemsOf(right)];
  return first === undefined || second === undefined ? undefined : listOf([...first, ...second]);
}
