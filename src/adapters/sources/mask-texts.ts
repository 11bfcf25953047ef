import type { Value, ValueObject } from "#core/language";
import { isList, isObject, type Path } from "#core/model";
import { put } from "./json/index.ts";
import type { MaskedSecrets } from "./masked.ts";

/** Tells under which name a text stands, so that a name can give a secret away; null for what is never secret. */
export type NameOf = (path: Path, text: string) => string | null;

/**
 * The value with every text masked that holds a secret, itself where there is none. The recursion goes as deep as the value, whose reader has
 * bounded it.
 */
export function maskTexts(value: ValueObject, nameOf: NameOf, masked: MaskedSecrets): ValueObject {
  return new TextMasker(nameOf, masked).object(value, []);
}

class TextMasker {
  readonly #nameOf: NameOf;
  readonly #masked: MaskedSecrets;

  constructor(nameOf: NameOf, masked: MaskedSecrets) {
    this.#nameOf = nameOf;
    this.#masked = masked;
  }

  object(object: ValueObject, path: Path): ValueObject {
    let copy: Record<string, Value> | undefined;
    for (const [key, before] of Object.entries(object)) {
      const after = this.#value(before, [...path, key]);
      if (after !== before) put((copy ??= { ...object }), key, after);
    }
    return copy ?? object;
  }

  #value(value: Value, path: Path): Value {
    if (typeof value === "string") return this.#text(value, path);
    if (isList(value)) return this.#list(value, path);
    return isObject(value) ? this.object(value, path) : value;
  }

  #list(list: readonly Value[], path: Path): Value {
    const after = list.map((item, index) =>
      typeof item === "string"
        ? this.#argument(item, list[index - 1] ?? null, [...path, index])
        : this.#value(item, [...path, index]),
    );
    return after.some((item, index) => item !== list[index]) ? after : list;
  }

  /** In a list of arguments, the flag before a text, or before its `=`, names it. */
  #argument(text: string, before: Value, path: Path): Value {
    const assigned = /^-{0,2}(?<name>[\w.-]{1,100})=(?<value>.*)$/su.exec(text)?.groups;
    if (assigned) {
      const { name = "", value = "" } = assigned;
      const after = this.#masked.text(value, name, path);
      if (after !== value) return after;
    }
    const flag = typeof before === "string" ? /^--?(?<name>[\w.-]{1,100})$/u.exec(before)?.groups?.["name"] : undefined;
    return this.#text(text, path, text.startsWith("-") ? undefined : flag);
  }

  #text(text: string, path: Path, flag?: string): Value {
    const name = flag ?? this.#nameOf(path, text);
    return name === null ? text : this.#masked.text(text, name, path);
  }
}
