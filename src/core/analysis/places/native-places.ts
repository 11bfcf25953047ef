import { parseExpression, type Expr } from "#core/language";
import type { Mapping, SourceExpression } from "#core/documents";
import { attributePaths } from "#core/kinds";

/** A place in the native form of a resource: the types that it may be of, and the path of attribute names from its root. */
export interface NativePlace {
  readonly types: readonly string[];
  readonly path: string;
}

/**
 * The places that a mapping names: what its expressions read as far as that can be told without running them, the attributes that its links
 * compare, and those that its defaults fill.
 */
export function nativePlaces(mapping: Mapping): readonly NativePlace[] {
  const own = (path: string): NativePlace => ({ types: mapping.types, path });
  const links = Object.values(mapping.links).flatMap(({ types, ours, theirs, through }) => {
    const begin = through === null ? mapping.types : (mapping.links[through]?.types ?? []);
    return [...placesOf(begin, ours), ...placesOf(types, theirs)];
  });
  const defaults = mapping.defaults.map(({ attribute }) => own(attribute));
  return [...links, ...defaults, ...new PlaceReader(mapping).places()];
}

function placesOf(types: readonly string[], attributes: readonly string[]): readonly NativePlace[] {
  return attributes.flatMap(attributePaths).map((path) => ({ types, path }));
}

/** The places that a mapping reads to compute some of its properties, each once. A property counts with all its parts. */
export function placesOfProperties(mapping: Mapping, names: ReadonlySet<string>): readonly NativePlace[] {
  const wanted = Object.entries(mapping.properties).filter(([path]) => names.has(path.split(".")[0] ?? ""));
  const narrowed = {
    ...mapping,
    when: null,
    variables: usedVariables(mapping, wanted),
    properties: Object.fromEntries(wanted),
  };
  const places = wanted.length === 0 ? [] : new PlaceReader(narrowed).places();
  const longest = places.filter(({ path }) => !places.some((other) => other.path.startsWith(`${path}.`)));
  return [...new Map(longest.map((place) => [`${place.types.join()} ${place.path}`, place])).values()];
}

/** The variables that some expressions read, and those that these read. */
function usedVariables(
  { variables }: Mapping,
  wanted: readonly (readonly [string, SourceExpression])[],
): Mapping["variables"] {
  const texts = wanted.map(([, { text }]) => text);
  const used = variables.toReversed().filter(({ name, expression }) => {
    if (!texts.some((text) => new RegExp(`\\bvariables\\.${name}\\b`).test(text))) return false;
    texts.push(expression.text);
    return true;
  });
  return used.toReversed();
}

type Bindings = ReadonlyMap<string, NativePlace | undefined>;
type Call = Extract<Expr, { readonly kind: "call" }>;
type Comprehension = Extract<Expr, { readonly kind: "comprehension" }>;

/** Functions that answer their first argument, a part of it or a list of it. */
const TRANSPARENT: ReadonlySet<string> = new Set(["block", "blocks", "nonEmpty", "dyn", "flatten"]);

/** Functions that take a resource, or a list of them, and the path of an attribute in it which holds a document. */
const OPENING: ReadonlySet<string> = new Set(["statementsAt", "allows"]);

const CHOOSING: ReadonlySet<string> = new Set(["_+_", "_?_:_"]);

const INDEXING: ReadonlySet<string> = new Set(["at", "isSet", "_[_]", "_[?_]", "_?._"]);

/** Follows expressions from `native` and the links of a mapping as deep as they go, through loops, variables and `item`. */
class PlaceReader {
  readonly #mapping: Mapping;
  readonly #variables = new Map<string, NativePlace | undefined>();
  readonly #places: NativePlace[] = [];

  constructor(mapping: Mapping) {
    this.#mapping = mapping;
  }

  places(): readonly NativePlace[] {
    const { types, when, each, variables, properties } = this.#mapping;
    const native: Bindings = new Map([["native", { types, path: "" }]]);
    this.#source(when, native);
    const bindings = new Map([...native, ["item", this.#source(each, native)] as const]);
    for (const { name, expression } of variables) this.#variables.set(name, this.#source(expression, bindings));
    for (const property of Object.values(properties)) this.#source(property, bindings);
    return this.#places.filter(({ path }) => path !== "");
  }

  #source(source: SourceExpression | null, bindings: Bindings): NativePlace | undefined {
    const parsed = source === null ? undefined : parseExpression(source.text);
    return parsed?.kind === "parsed" ? this.#read(parsed.parsed.expr, bindings) : undefined;
  }

  #read(expr: Expr, bindings: Bindings): NativePlace | undefined {
    switch (expr.kind) {
      case "ident":
        return bindings.get(expr.name);
      case "select":
        return this.#select(expr.operand, expr.field, bindings);
      case "call":
        return this.#call(expr, bindings);
      case "comprehension":
        return this.#loop(expr, bindings);
      case "list":
        return this.#readAll(expr.elements, bindings);
      case "struct":
        for (const { value } of expr.entries) this.#read(value, bindings);
        return undefined;
      default:
        return undefined;
    }
  }

  #select(operand: Expr, field: string, bindings: Bindings): NativePlace | undefined {
    if (operand.kind === "ident" && operand.name === "variables") return this.#variables.get(field);
    if (operand.kind === "ident" && operand.name === "links") return this.#link(field);
    return this.#step(this.#read(operand, bindings), field);
  }

  #link(name: string): NativePlace | undefined {
    const link = Object.hasOwn(this.#mapping.links, name) ? this.#mapping.links[name] : undefined;
    return link && { types: link.types, path: "" };
  }

  #call({ function: name, target, args }: Call, bindings: Bindings): NativePlace | undefined {
    const operands = target === undefined || isNamespace(target) ? args : [target, ...args];
    const [first, second] = operands;
    const place = first && this.#read(first, bindings);
    const others = this.#readAll(operands.slice(1), bindings);
    if (INDEXING.has(name)) return this.#enter(place, second);
    if (OPENING.has(name)) this.#enter(place, second);
    if (CHOOSING.has(name)) return place ?? others;
    return TRANSPARENT.has(name) ? place : undefined;
  }

  /** A loop and what `cel.bind` expands to; a filter stands for what it filters, a map for what it answers. */
  #loop(expr: Comprehension, bindings: Bindings): NativePlace | undefined {
    const inside = new Map(bindings);
    const element = this.#read(expr.iterRange, bindings);
    inside.set(expr.iterVar, expr.iterVar2 === "" ? element : undefined);
    if (expr.iterVar2 !== "") inside.set(expr.iterVar2, element);
    const start = this.#read(expr.accuInit, bindings);
    inside.set(expr.accuVar, start);
    this.#read(expr.loopCondition, inside);
    const step = this.#read(expr.loopStep, inside);
    return this.#read(expr.result, new Map([...bindings, [expr.accuVar, start ?? step]]));
  }

  /** Reads all, and answers the first that stands for a place. */
  #readAll(expressions: readonly Expr[], bindings: Bindings): NativePlace | undefined {
    return expressions.map((expr) => this.#read(expr, bindings)).find((place) => place !== undefined);
  }

  #enter(place: NativePlace | undefined, path: Expr | undefined): NativePlace | undefined {
    const isText = path?.kind === "constant" && path.constant.type === "string";
    return isText ? this.#step(place, path.constant.value) : undefined;
  }

  #step(place: NativePlace | undefined, path: string): NativePlace | undefined {
    if (place === undefined) return undefined;
    const entered = { types: place.types, path: place.path === "" ? path : `${place.path}.${path}` };
    this.#places.push(entered);
    return entered;
  }
}

function isNamespace(target: Expr): boolean {
  return target.kind === "ident" && target.name === "aws";
}
