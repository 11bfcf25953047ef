import type { Value, ValueObject } from "#core/language";
import { isList, isObject, type Path } from "#core/model";
import { put } from "../json/index.ts";
import type { KubernetesObject } from "./object.ts";
import { MaskedSecrets, sensitive } from "../masked.ts";
import { type Fields } from "../yaml/index.ts";

/** The object once more as text, secrets included, which `kubectl apply` leaves behind. */
const LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

/**
 * The object as policies see it, without anything secret.
 *
 * INVARIANT (no clear text): masked values are an `Unknown` with the reason `sensitive`, and their text is in nothing that is returned. Masked
 * are the values of a Secret's `data` and `stringData` (keys stay), `kubectl`'s copy of the object, and literal secrets in environment
 * variables, arguments and the data of a ConfigMap. Each of the latter is listed in `$masked` as `{path, at, detectors}`,
 * where `at` is the path in its steps.
 */
export function maskSecrets(object: Pick<KubernetesObject, "kind" | "value">): ValueObject {
  const masked = new MaskedSecrets();
  return masked.listedIn(new Masker(object.kind, masked).object(object.value));
}

class Masker {
  readonly #kind: string;
  readonly #masked: MaskedSecrets;

  constructor(kind: string, masked: MaskedSecrets) {
    this.#kind = kind;
    this.#masked = masked;
  }

  object(value: ValueObject): ValueObject {
    return this.#mapping(value, []);
  }

  #mapping(value: ValueObject, path: Path): ValueObject {
    let copy: Fields | undefined;
    for (const [key, before] of Object.entries(value)) {
      const after = this.#field(before, key, path);
      if (after === before) continue;
      put((copy ??= { ...value }), key, after);
    }
    return copy ?? value;
  }

  #field(value: Value, key: string, parent: Path): Value {
    const path: Path = [...parent, key];
    if (this.#holdsSecretData(path)) return hidden(value, path);
    if (key === LAST_APPLIED && parent.at(-1) === "annotations") return sensitive(path);
    if (this.#kind === "ConfigMap" && parent.length === 0 && key === "data") return this.#texts(value, path);
    if (key === "args" || key === "command") return this.#texts(value, path);
    if (key === "env" && isList(value)) return this.#items(value, path, (item, at) => this.#variable(item, at));
    return this.#value(value, path);
  }

  #holdsSecretData(path: Path): boolean {
    return this.#kind === "Secret" && path.length === 1 && (path[0] === "data" || path[0] === "stringData");
  }

  #value(value: Value, path: Path): Value {
    if (isList(value)) return this.#items(value, path, (item, at) => this.#value(item, at));
    return isObject(value) ? this.#mapping(value, path) : value;
  }

  #items(items: readonly Value[], path: Path, mask: (item: Value, at: Path) => Value): Value {
    const after = items.map((item, index) => mask(item, [...path, index]));
    return after.some((item, index) => item !== items[index]) ? after : items;
  }

  #variable(item: Value, path: Path): Value {
    if (!isObject(item) || typeof item["value"] !== "string") return this.#value(item, path);
    const name = typeof item["name"] === "string" ? item["name"] : "";
    const at: Path = [...path, "value"];
    const after = this.#masked.text(item["value"], name, at);
    return after === item["value"] ? item : { ...item, value: after };
  }

  /** Masks those of the texts in a list or mapping that hold a secret. */
  #texts(value: Value, path: Path): Value {
    if (isList(value)) {
      return this.#items(value, path, (item, at) =>
        typeof item === "string" ? this.#masked.text(item, "", at) : item,
      );
    }
    if (!isObject(value)) return value;
    let copy: Fields | undefined;
    for (const [key, item] of Object.entries(value)) {
      const after = typeof item === "string" ? this.#masked.text(item, key, [...path, key]) : item;
      if (after !== item) put((copy ??= { ...value }), key, after);
    }
    return copy ?? value;
  }
}

function hidden(value: Value, path: Path): Value {
  if (value === null) return null;
  if (!isObject(value)) return sensitive(path);
  const copy: Fields = {};
  for (const key of Object.keys(value)) put<Value>(copy, key, sensitive([...path, key]));
  return copy;
}
