import type { Value, ValueObject } from "#core/language";
import { isList, isObject, type Path } from "#core/model";
import { put } from "../json/index.ts";
import { MaskedSecrets } from "../masked.ts";
import { type Fields } from "../yaml/index.ts";

/** Properties whose text is a secret by what AWS uses it for. */
const SECRET_PROPERTY = /(?:Password|SecretString|AuthToken|SecretKey|ClientSecret|PrivateKey|SecretAccessKey)$/;

/** Properties that hold variables under names of the author's choice. */
const VARIABLES = /(?:Variables|^Environment)$/;

/** Texts that say where a secret is kept. */
const POINTER = /^\s*(?:\{\{resolve:|arn:|\$\{)/;

/**
 * The properties as policies see them, without anything secret.
 *
 * INVARIANT (no clear text): masked texts are an `Unknown` with the reason `sensitive`, and are in nothing that is returned. Masked are literal
 * passwords, variables that hold a secret by name or form, and every other text in which a detector sees one. Each is listed in `$masked` as
 * `{path, at, detectors}`, where `at` is the path in its steps.
 */
export function maskSecrets(properties: ValueObject): ValueObject {
  const masked = new MaskedSecrets();
  const visible = new Masker(masked).mapping(properties, [], false);
  return visible === properties ? properties : masked.listedIn(visible);
}

class Masker {
  readonly #masked: MaskedSecrets;

  constructor(masked: MaskedSecrets) {
    this.#masked = masked;
  }

  mapping(value: ValueObject, path: Path, named: boolean): ValueObject {
    let copy: Fields | undefined;
    const own = named ? variableName(value) : undefined;
    for (const [key, before] of Object.entries(value)) {
      const name = key === "Value" && own !== undefined ? own : nameFor(key, named);
      const after = this.#value(before, [...path, key], {
        name,
        named: named || VARIABLES.test(key),
      });
      if (after !== before) put((copy ??= { ...value }), key, after);
    }
    return copy ?? value;
  }

  #value(value: Value, path: Path, { name, named }: { readonly name: string; readonly named: boolean }): Value {
    if (typeof value === "string") return this.#text(value, name, path);
    if (isObject(value)) return this.mapping(value, path, named);
    if (!isList(value)) return value;
    const after = value.map((item, index) => this.#value(item, [...path, index], { name, named }));
    return after.some((item, index) => item !== value[index]) ? after : value;
  }

  #text(text: string, name: string, path: Path): Value {
    return this.#masked.text(text, POINTER.test(text) ? "" : name, path);
  }
}

/** The name under which a text is looked at: that of a variable, or of a property that is known to be secret. */
function nameFor(key: string, named: boolean): string {
  return named || SECRET_PROPERTY.test(key) ? key : "";
}

/** The name of a variable written as `{Name, Value}`; one whose value says where it is kept is no secret by its name. */
function variableName({ Name: name = null, Type: type = "PLAINTEXT" }: ValueObject): string | undefined {
  return typeof name === "string" ? (type === "PLAINTEXT" ? name : "") : undefined;
}
