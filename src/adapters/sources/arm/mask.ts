import { Unknown, type Value, type ValueObject } from "#core/language";
import { isList, isObject, type Path } from "#core/model";
import { put } from "../json/index.ts";
import { MASKED_FIELD } from "../masked.ts";
import { REFERENCE } from "./expressions/resources.ts";
import { secretsIn } from "../secrets.ts";

/** Properties whose text is a secret by what Azure uses it for. */
const SECRET_PROPERTY =
  /(?:password|secretvalue|clientsecret|privatekey|accesskey|primarykey|secondarykey|connectionstring|sastoken|customdata)$/i;

/** Properties that hold variables under names of the author's choice: lists of names with values, or maps. */
const VARIABLES = /^(?:appSettings|connectionStrings|environmentVariables|env)$/i;

/** Where resources keep secrets of their own. */
const SECRETS = /^properties\.configuration\.secrets\.\d{1,9}\.value$/;

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
      const name = own !== null && /^(?:value|secureValue|connectionString)$/i.test(key) ? own : key;
      const inside = VARIABLES.test(key) || (settings && key === "properties");
      put(result, key, this.#value(value, [...path, key], { name, named: named || inside }));
    }
    return result;
  }

  #value(value: Value, path: Path, holder: { readonly name: string; readonly named: boolean }): Value {
    if (typeof value === "string") return this.#text(value, path, holder);
    if (value instanceof Unknown) return holder.named ? standInFor(value) : value;
    if (isList(value)) return value.map((element, at) => this.#value(element, [...path, at], holder));
    return isObject(value) ? this.object(value, path, holder.named) : value;
  }

  #text(text: string, path: Path, { name, named }: { readonly name: string; readonly named: boolean }): Value {
    if (text === "" || POINTER.test(text)) return text;
    if (this.#isSecretOfVault(path)) return sensitive(path);
    const isProperty = SECRETS.test(path.join(".")) || (!named && SECRET_PROPERTY.test(name));
    const found = named || isProperty ? secretsIn(text, isProperty ? "" : name) : [];
    const detectors = isProperty ? [...found, "secret-property"] : found;
    if (detectors.length === 0) return text;
    this.#found.push({ path: path.join("."), at: path, detectors });
    return sensitive(path);
  }

  #isSecretOfVault(path: Path): boolean {
    return /\/vaults\/secrets$/i.test(this.#type) && path.join(".") === "properties.value";
  }
}

/** Properties that are secrets themselves by their names. */
const SECRET_PART = /key|secret|password|token|connectionstring|sas/i;

/**
 * What Azure makes is no secret that was written out: a text that names it takes its place among the variables, unless it is a secret by its name
 * or comes out of a deployment from elsewhere.
 */
function standInFor(value: Unknown): Value {
  const [cause, ...others] = value.causes;
  if (cause?.reason !== "after-apply" || others.length > 0 || !cause.path.startsWith(`${REFERENCE}/`)) return value;
  const end = cause.path.lastIndexOf(")");
  const [id, property] = [cause.path.slice(0, end), cause.path.slice(end + 1)];
  const isHarmless = /^\.[\w.]+$/.test(property) && !SECRET_PART.test(property);
  return isHarmless && !id.includes("/Microsoft.Resources/deployments/") ? `{{${cause.path}}}` : value;
}

function sensitive(path: Path): Unknown {
  return new Unknown([{ reason: "sensitive", path: path.join(".") }]);
}
