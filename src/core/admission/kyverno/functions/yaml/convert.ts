import { Double, type Value, type ValueObject } from "#core/language";
import { setOwn } from "#core/model";
import { isMap, isPair, isScalar, isSeq, type ParsedNode, type Scalar, type YAMLMap, type YAMLSeq } from "yaml";
import { resolvePlain } from "./plain-scalar.ts";

/** Thrown while a tree is converted, and caught where it began, at what cannot be told. */
export class Untold extends Error {}

type Child = ParsedNode | null | undefined;

/** Unquoted texts that begin and go on alike in both versions; inside brackets a colon or question mark would not. */
const BLOCK_PLAIN = /^(?:[^-?:,[\]{}#&*!|>'"%@`\s]|-(?=[^\s,[\]{}]))[^\n]*$/;
const FLOW_PLAIN = /^(?:[^-?:,[\]{}#&*!|>'"%@`\s]|-(?=[\w.]))[^?:,[\]{}#\n]*$/;
const ESCAPES = /\\[^"\\nt]/;
/** A block whose first line is not empty, since empty lines at its beginning have a meaning of their own. */
const HEADER = /^[|>]-? *\n(?!\n)/;

/** Turns a tree of the `yaml` library into a value, as far as the text was written in a way that has one meaning. */
export class Converter {
  readonly #text: string;
  #notJson: string | null = null;

  constructor(text: string) {
    this.#text = text;
  }

  /** The first number that JSON lacks; null when there is none. */
  get notJson(): string | null {
    return this.#notJson;
  }

  /** The value of a node, which may stand inside brackets. */
  value(node: Child, isInFlow: boolean): Value {
    if (node === null || node === undefined) return noNode(isInFlow);
    if ("anchor" in node && node.anchor !== undefined) throw new Untold("an anchor");
    if (isMap(node)) return this.#map(node, isInFlow);
    if (isSeq(node)) return this.#list(node, isInFlow);
    if (isScalar(node)) return this.#scalar(node, isInFlow);
    throw new Untold("an alias");
  }

  #list(list: YAMLSeq.Parsed, isInFlow: boolean): Value {
    const flow = isInFlow || list.flow === true;
    return list.items.map((item) => (isPair(item) ? noNode(true) : this.value(item, flow)));
  }

  #map(map: YAMLMap.Parsed, isInFlow: boolean): Value {
    const flow = isInFlow || map.flow === true;
    if (flow && this.#text.charAt(map.range[0]) !== "{") throw new Untold("a pair without braces");
    const object: ValueObject = {};
    for (const { key, value } of map.items) {
      const name = this.#key(key, flow);
      if (Object.hasOwn(object, name)) throw new Untold("a key twice in one map");
      setOwn(object, name, this.value(value, flow));
    }
    return object;
  }

  #key(key: Child, isInFlow: boolean): string {
    if (!isScalar(key) || key.range[0] === key.range[1]) throw new Untold("a key that is no text");
    if (!isInFlow && key.type !== "PLAIN" && !/^ *:(?:\s|$)/.test(this.#text.slice(key.range[1], key.range[1] + 200)))
      throw new Untold("a key that touches its value");
    const value = this.value(key, isInFlow);
    if (typeof value === "string" && value !== "<<") return value;
    if (typeof value === "boolean") return String(value);
    const source = this.#sourceOf(key);
    if (value instanceof Double && Number.isSafeInteger(value.value) && String(value.value) === source) return source;
    throw new Untold("a key that is no text");
  }

  #scalar(scalar: Scalar.Parsed, isInFlow: boolean): Value {
    if (scalar.type === "PLAIN") return this.#plain(scalar, isInFlow);
    if (scalar.type === "BLOCK_LITERAL" || scalar.type === "BLOCK_FOLDED") return this.#block(scalar);
    const source = this.#sourceOf(scalar);
    if (source.includes("\n")) throw new Untold("a quoted text over several lines");
    if (scalar.type === "QUOTE_DOUBLE" && ESCAPES.test(source.replaceAll("\\\\", "")))
      throw new Untold("an unusual escape");
    return String(scalar.value);
  }

  #plain(scalar: Scalar.Parsed, isInFlow: boolean): Value {
    const source = this.#sourceOf(scalar);
    if (source === "") return noNode(isInFlow);
    if (!(isInFlow ? FLOW_PLAIN : BLOCK_PLAIN).test(source)) throw new Untold("an unusual unquoted text");
    const resolved = resolvePlain(source);
    if (resolved.kind === "value") return resolved.value;
    if (resolved.kind === "untold") throw new Untold("a very long number");
    this.#notJson ??= source;
    return null;
  }

  #block(scalar: Scalar.Parsed): Value {
    const source = this.#sourceOf(scalar);
    const value = String(scalar.value);
    const isUsual = HEADER.test(source) && this.#text.endsWith("\n") && !/\n +\n/.test(source);
    const isIndentedFurther = scalar.type === "BLOCK_FOLDED" && /^ /m.test(value);
    if (!isUsual || isIndentedFurther) throw new Untold("an unusual block of text");
    return value;
  }

  #sourceOf({ range }: Scalar.Parsed): string {
    return this.#text.slice(range[0], range[1]);
  }
}

/** What stands where nothing was written: null, but inside brackets the versions differ. */
function noNode(isInFlow: boolean): Value {
  if (isInFlow) throw new Untold("a missing value in brackets");
  return null;
}
