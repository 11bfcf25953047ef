import { readMessage, type Definitions, type JsonSchema, type MessageResult, type Shape } from "#core/wire";

/** The most parameters that a query may have; no shape knows as many. */
const MOST_PARAMETERS = 50;

/** Reads what stands behind the `?` of an address as a message of texts. A parameter that stands twice is refused, since two readers may see two. */
export function readQuery<T>(shape: Shape<T>, query: string): MessageResult<T> {
  const read = readPairs(query);
  return read.kind === "rejected" ? read : readMessage(shape, read.message);
}

/** Reads what an address or a form says as an object of texts. A name that stands twice is refused, since two readers may see two. */
export function readPairs(text: string): MessageResult<Readonly<Record<string, string>>> {
  const values = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(text)) {
    const isTooMuch = values.has(name) || values.size >= MOST_PARAMETERS;
    if (isTooMuch) return rejected(name.slice(0, 64));
    values.set(name, value);
  }
  return { kind: "read", message: Object.fromEntries(values) };
}

function rejected(name: string): MessageResult<never> {
  return { kind: "rejected", problems: [{ path: name, message: `\`${name}\` stands there twice, or among too many` }] };
}

/** The parameters of a query, as an OpenAPI document describes them. */
export function queryParameters(shape: Shape<unknown>, definitions: Definitions): readonly JsonSchema[] {
  const { properties = {}, required = [] } = shape.schema(definitions);
  return Object.entries(properties ?? {}).map(([name, schema]) => ({
    name,
    in: "query",
    required: Array.isArray(required) && required.includes(name),
    schema,
  }));
}
