import type { Mapping, NamedExpression } from "#core/documents";
import type { Expr } from "#core/language";
import { InexpressibleError } from "../../expressions/inexpressible.ts";
import { mayBeNull, unlessNull } from "./null.ts";
import type { NativeLanguage } from "./native-language.ts";
import { parseAsWritten } from "../../expressions/parse.ts";
import { absent, fieldOf, perhaps, present, type Property } from "./property.ts";
import { rewrite, type Names } from "./rewriter.ts";
import type { SharedVariables } from "./shared-variables.ts";
import { call, EMPTY_MAP, ident, map, method, presence, select, text } from "../../expressions/trees.ts";

/** What the expressions of a mapping speak of, said of the object that is admitted. */
export class MappingNames implements Names {
  readonly language: NativeLanguage;
  readonly #mapping: Mapping;
  readonly #variables: SharedVariables;
  readonly #properties = new Map<string, Property>();

  constructor(mapping: Mapping, variables: SharedVariables, language: NativeLanguage) {
    this.language = language;
    this.#mapping = mapping;
    this.#variables = variables;
  }

  /** Makes the variables in the order in which they depend on each other, so that no chain of them is followed step by step. */
  prepare(): void {
    for (const variable of this.#mapping.variables)
      this.#variables.prepare(`native_${variable.name}`, () => this.#made(variable));
  }

  readonly mayBeNull = (name: string): boolean => this.#variables.mayBeNull(name);

  value([root = "", ...rest]: readonly string[]): Expr {
    if (root !== "variables") return rest.reduce(select, rootOf(root, rest));
    const [name = "", ...further] = rest;
    return further.reduce(select, this.#variable(name));
  }

  presence(path: readonly string[]): Expr {
    return presence(this.value(path.slice(0, -1)), path.at(-1) ?? "");
  }

  optional(path: readonly string[]): Expr {
    return call("_?._", this.value(path.slice(0, -1)), text(path.at(-1) ?? ""));
  }

  /** A property of the kind, or a part of one. */
  property(path: readonly string[]): Property {
    const key = path.join(".");
    const known = this.#properties.get(key);
    if (known !== undefined) return known;
    const made = this.#make(path, key);
    this.#properties.set(key, made);
    return made;
  }

  #make(path: readonly string[], key: string): Property {
    const { properties } = this.#mapping;
    if (Object.hasOwn(properties, key)) return this.#computed(key);
    const parts = Object.keys(properties).filter((one) => one.startsWith(`${key}.`));
    if (parts.length > 0) return this.#record(key, parts);
    return path.length === 1 ? absent(key) : fieldOf(this.property(path.slice(0, -1)), path.at(-1) ?? "");
  }

  #computed(key: string): Property {
    const source = this.#mapping.properties[key];
    if (source === undefined) return absent(key);
    const expr = rewrite(parseAsWritten(source), this);
    const name = `property_${key.replaceAll(".", "_")}`;
    return mayBeNull(expr, this.mayBeNull)
      ? perhaps(this.#variables.read(name, () => unlessNull(expr)))
      : present(this.#variables.read(name, () => expr));
  }

  /** A record whose parts are computed one by one. */
  #record(key: string, parts: readonly string[]): Property {
    const entries = parts.map((part) => {
      const { optional } = this.property(part.split("."));
      return { key: part.slice(key.length + 1), value: optional, optional: true };
    });
    return present(map(entries));
  }

  #variable(name: string): Expr {
    return this.#variables.read(`native_${name}`, () => {
      const found = this.#mapping.variables.find((one) => one.name === name);
      if (found === undefined) throw new InexpressibleError(`its mapping has no variable \`${name}\``);
      return this.#made(found);
    });
  }

  #made({ expression }: NamedExpression): Expr {
    return rewrite(parseAsWritten(expression), this);
  }
}

function rootOf(root: string, [first = ""]: readonly string[]): Expr {
  if (root === "links")
    throw new InexpressibleError(`it joins other objects (\`links.${first}\`), which admission does not see`);
  const said = objectField(root);
  if (said !== undefined) return said;
  throw new InexpressibleError(`it speaks of \`${root}\`, which nothing in an object says`);
}

/** What Writ says of every resource, as it stands in the object; undefined for what does not. */
export function objectField(name: string): Expr | undefined {
  switch (name) {
    case "native":
      return OBJECT;
    case "item":
      return ident("item");
    case "name":
      return metadata("name", text(""));
    case "scope":
      return metadata("namespace", text(""));
    case "labels":
      return metadata("labels", EMPTY_MAP);
    case "type":
      return call("_+_", call("_+_", select(OBJECT, "apiVersion"), text(" ")), select(OBJECT, "kind"));
    case "provider":
      return text("kubernetes");
    default:
      return undefined;
  }
}

function metadata(field: string, otherwise: Expr): Expr {
  return method(call("_?._", select(OBJECT, "metadata"), text(field)), "orValue", otherwise);
}

const OBJECT = ident("object");
