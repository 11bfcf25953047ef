import { Unknown, type Value, type ValueObject } from "#core/language";
import { isList, isObject } from "#core/model";
import { put } from "../json/index.ts";

/** Attributes that every provider schema marks as sensitive. */
const CREDENTIAL =
  /(?:^|_)(?:password|passphrase|passwd|secret_string|secret_binary|secret_data|secret_key|private_key|auth_token|access_token|client_secret|connection_string|admin_token|password_wo|secret_string_wo)$/;

/** The attributes without credentials that are written out: as a plan would have it, what providers keep secret is never looked at. */
export function maskCredentials(object: ValueObject, where: string): ValueObject {
  const masked: Record<string, Value> = {};
  for (const [name, value] of Object.entries(object)) put(masked, name, maskValue(name, value, `${where}.${name}`));
  return masked;
}

function maskValue(name: string, value: Value, where: string): Value {
  if (typeof value === "string" && value !== "" && CREDENTIAL.test(name)) {
    return new Unknown([{ reason: "sensitive", path: where }]);
  }
  if (isList(value)) return value.map((element, at) => maskValue(name, element, `${where}.${at}`));
  return isObject(value) ? maskCredentials(value, where) : value;
}
