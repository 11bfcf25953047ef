import { Unknown, type UnknownReason, type Value, type ValueObject } from "#core/language";
import { isList, isObject, type Path } from "#core/model";
import { put } from "../json/index.ts";

/** The key of a mark: an object that stands for a value which is there, but which the observer was not told or must not tell. */
const MARK = "$unknown";
const REASONS: readonly UnknownReason[] = ["not-observed", "sensitive"];

/** Something that carries the key of a mark and is none. */
export interface MarkMisuse {
  readonly message: string;
  readonly hint: string;
  readonly path: Path;
}

/** What the observer was told, with an `Unknown` for every mark, and the first thing in it that is a mark and yet none. */
export function readMarks(native: Value): { readonly native: Value; readonly misuse: MarkMisuse | undefined } {
  const reader = new MarkReader();
  const read = reader.value(native);
  return { native: read, misuse: reader.misuse };
}

class MarkReader {
  misuse: MarkMisuse | undefined;
  readonly #path: (string | number)[] = [];

  value(value: Value): Value {
    if (isList(value)) return this.#list(value);
    if (!isObject(value)) return value;
    return Object.hasOwn(value, MARK) ? this.#mark(value) : this.#object(value);
  }

  #list(list: readonly Value[]): Value {
    let copy: Value[] | undefined;
    for (const [index, before] of list.entries()) {
      const after = this.#part(before, index);
      if (after !== before) (copy ??= [...list])[index] = after;
    }
    return copy ?? list;
  }

  #object(object: ValueObject): Value {
    let copy: Record<string, Value> | undefined;
    for (const key of Object.keys(object)) {
      const before = object[key] ?? null;
      const after = this.#part(before, key);
      if (after !== before) put((copy ??= { ...object }), key, after);
    }
    return copy ?? object;
  }

  #part(value: Value, step: string | number): Value {
    if (typeof value !== "object" || value === null) return value;
    this.#path.push(step);
    const read = this.value(value);
    this.#path.pop();
    return read;
  }

  #mark(mark: ValueObject): Value {
    const reason = REASONS.find((known) => known === mark[MARK]);
    if (reason !== undefined && Object.keys(mark).length === 1)
      return new Unknown([{ reason, path: this.#path.join(".") }]);
    this.misuse ??= {
      message: `what stands with \`${MARK}\` does not mark a value as not known`,
      hint: `Write ${REASONS.map((known) => `\`{"${MARK}": "${known}"}\``).join(" or ")} in place of the value`,
      path: [...this.#path],
    };
    return null;
  }
}
