import { Unknown, type Value, type ValueObject } from "#core/language";
import { isList, isObject, type Path } from "#core/model";
import { put } from "../json/index.ts";
import { MASKED_FIELD } from "../masked.ts";
import { secretsIn } from "../secrets.ts";

/** Properties whose text is a secret by what Azure uses it for. */
const SECRET_PROPERTY =
  /(?:password|secretvalue|clientsecret|privatekey|accesskey|primarykey|secondarykey|connectionstring|sastoken|customdata)$/i;

/** Properties that hold variables under names of the author's choice: lists of names with values, or maps. */
const VARIABLES = /^(?:appSettings|connectionStrings|environmentVariables|env)$/i;

/** Texts that say where a secret is kept. */
const POINTER = /^\s*@Microsoft\.KeyVault\(/i;

/**
 * A resource as policies see it, without anything secret.
 *
 * INVARIANT (no clear text): masked texts are an `Unknown` with the reason `sensitive`, and are in nothing that is returned. Masked are the values
 * of secrets of a vault, literal passwords and keys, and variables that hold a secret by name or form. Each but the first is listed in
 * `$masked` as `{path, at, detectors}`.
 */
export function maskSecrets(resource: ValueObject, type: string): ValueObject {
  const found: Value[] = [];
  const masked = new Masker(type, found).object(resource, [], false);
  return found.length === 0 ? masked : { ...masked, [MASKED_FIELD]: found };
}

class Masker {
  readonly #type: string;
  readonly #found: Value[];

  constructor(type: string, found: Value[]) {
    this.#type = type;
    this.#found = found;
  }

  object(object: ValueObject, path: Path, named: boolean): ValueObject {
    const result: Record<string, Value> = {};
    const own = named && typeof object["name"] === "string" ? object["name"] : null;
    const settings = /\/sites\/config$/i.test(this.#type) && path.length === 0;
    for (const [key, value] of Object.entries(object)) {
      const name = own !== null && /^(?:value|connectionString)$/i.test(key) ? own : key;
      const inside = VARIABLES.test(key) || (settings && key === "properties");
      put(result, key, this.#value(value, [...path, key], { name, named: named || inside }));
    }
    return result;
  }

  #value(value: Value, path: Path, holder: { readonly name: string; readonly named: boolean }): Value {
    if (typeof value === "string") return this.#text(value, path, holder);
    if (isList(value)) return value.map((element, at) => this.#value(element, [...path, at], holder));
    return isObject(value) ? this.object(value, path, holder.named) : value;
  }

  #text(text: string, path: Path, { name, named }: { readonly name: string; readonly named: boolean }): Value {
    if (text === "" || POINTER.test(text)) return text;
    if (this.#isSecretOfVault(path)) return sensitive(path);
    const detectors = named ? secretsIn(text, name) : SECRET_PROPERTY.test(name) ? ["secret-property"] : [];
    if (detectors.length === 0) return text;
    this.#found.push({ path: path.join("."), at: path, detectors });
    return sensitive(path);
  }

  #isSecretOfVault(path: Path): boolean {
    return /\/vaults\/secrets$/i.test(this.#type) && path.join(".") === "properties.value";
  }
}

function sensitive(path: Path): Unknown {
  return new Unknown([{ reason: "sensitive", path: path.join(".") }]);
}
