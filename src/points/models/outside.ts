import type { Value, ValueObject } from "#core/language";
import { isList, isObject } from "#core/model";

/** What a request has the provider fetch, so that it is not in the request itself. */
export type Reference = "conversation" | "file" | "prompt" | "url";

const KEYS: ReadonlyMap<string, Reference> = new Map([
  ["previous_response_id", "conversation"],
  ["conversation", "conversation"],
  ["file_id", "file"],
  ["file_url", "url"],
  ["container", "file"],
  ["prompt", "prompt"],
]);

/** Where content may lie that is not in the request. */
export function readReferences(body: ValueObject): readonly Reference[] {
  const found = new Set<Reference>();
  const waiting: Value[] = [body];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (isList(next)) waiting.push(...next);
    else if (isObject(next)) lookInto(next, found, waiting);
  }
  return [...found].toSorted();
}

function lookInto(object: ValueObject, found: Set<Reference>, waiting: Value[]): void {
  for (const [key, value] of Object.entries(object)) {
    const reference = KEYS.get(key);
    if (reference !== undefined && value !== null) found.add(reference);
    if (isAddress(key, value)) found.add("url");
    if (typeof value === "object" && value !== null) waiting.push(value);
  }
}

/** Pictures and documents stand in a request as `data:` or are fetched from an address. */
function isAddress(key: string, value: Value): boolean {
  return (key === "url" || key === "image_url") && typeof value === "string" && !value.startsWith("data:");
}

/** Tools that the caller runs itself: the provider only says that it wants them to be called. */
const OWN_TOOLS = new Set(["function", "custom"]);

/** What the provider runs or asks by itself while it answers, by the types that the API gives them: none of that passes any gateway. */
export function readServerTools(body: ValueObject): readonly string[] {
  const tools = isList(body["tools"]) ? body["tools"] : [];
  const types = tools.map((tool) => typeOf(tool)).filter((type) => type !== null);
  const others = [
    ...(isList(body["mcp_servers"]) && body["mcp_servers"].length > 0 ? ["mcp"] : []),
    ...("web_search_options" in body ? ["web_search"] : []),
    ...(body["background"] === true ? ["background"] : []),
  ];
  return [...new Set([...types, ...others])].toSorted();
}

function typeOf(tool: Value): string | null {
  if (!isObject(tool) || isList(tool)) return "unknown";
  const type = tool["type"];
  if (type === undefined || type === null) return null;
  if (typeof type !== "string" || !/^\w{1,64}$/.test(type)) return "unknown";
  return OWN_TOOLS.has(type) ? null : type;
}
