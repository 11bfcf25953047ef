import {
  CelError,
  declare,
  Double,
  DOUBLE,
  DYN,
  func,
  INT,
  listOf,
  mapOf,
  STRING,
  type FunctionLibrary,
  type Value,
} from "#core/language";
import { parseJson, setOwn, memberAt } from "#core/model";
import { readsText } from "./cost.ts";
import { doubleOf, withDoubles } from "./double.ts";
import { invalid } from "./failure.ts";

const SERVICE_ACCOUNT = "system:serviceaccount:";

/** Functions of values alone: JSON, rounding, lists to maps, and service accounts. Source: Kyverno, `cel/libs/{json,math,transform,user}`. */
export const plainLibrary: FunctionLibrary = {
  name: "kyverno.plain",
  functions: [
    declare("json.unmarshal", "The value of JSON.", func("json_unmarshal_string", [STRING, DYN], unmarshal, readsText)),
    declare(
      "math.round",
      "A number rounded to so many decimals.",
      func("math_round_float_int", [DOUBLE, INT, DOUBLE], round),
    ),
    declare(
      "listObjToMap",
      "A map with keys from one list of objects and values from another.",
      func(
        "list_of_object_to_map",
        [listOf(DYN), listOf(DYN), STRING, STRING, mapOf(STRING, DYN)],
        listObjToMap,
        (keys) => (Array.isArray(keys) ? keys.length : 0),
      ),
    ),
    ...["parseServiceAccount", "user.parseServiceAccount"].map((name) =>
      declare(
        name,
        "The namespace and name of a service account, empty for other users.",
        func(`${name}_string`, [STRING, DYN], parseServiceAccount),
      ),
    ),
  ],
};

function unmarshal(text: string): Value {
  const result = parseJson(text);
  return result.kind === "parsed" ? withDoubles(result.value) : invalid(text, "it is not JSON");
}

/** Halves are rounded away from zero, as in Go. */
function round(number: number | Double, decimals: number | bigint): Value {
  const value = typeof number === "number" ? number : number.value;
  const shift = 10 ** Number(decimals);
  const rounded = (Math.sign(value) * Math.round(Math.abs(value * shift))) / shift;
  return doubleOf(rounded);
}

function listObjToMap(keys: readonly Value[], values: readonly Value[], key: string, name: string): Value {
  if (keys.length !== values.length)
    return new CelError(
      "invalid-argument",
      `The lists have ${keys.length} and ${values.length} elements, not equally many`,
    );
  const map: Record<string, Value> = {};
  for (const [at, element] of keys.entries()) {
    const text = memberAt(element, key);
    if (typeof text !== "string") return new CelError("invalid-argument", `Element ${at} has no text \`${key}\``);
    setOwn(map, text, memberAt(values[at], name) ?? null);
  }
  return map;
}

function parseServiceAccount(user: string): Value {
  const rest = user.startsWith(SERVICE_ACCOUNT) ? user.slice(SERVICE_ACCOUNT.length) : "";
  const colon = rest.indexOf(":");
  return colon < 0 ? { Namespace: "", Name: "" } : { Namespace: rest.slice(0, colon), Name: rest.slice(colon + 1) };
}
