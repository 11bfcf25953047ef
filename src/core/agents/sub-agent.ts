import { isObject, member, type Principal } from "#core/model";

/** The attribute that tells which part of an agent's run acts. The client of the agent says so, and nobody proves it. */
export const SUB_AGENT = "subAgent";

/** The run of which a principal is a part: whoever was proven, as though it acted itself; null for what is no part of one. */
export function runOf(principal: Principal): Principal | null {
  if (!Object.hasOwn(principal.attributes, SUB_AGENT)) return null;
  const { [SUB_AGENT]: _, ...attributes } = principal.attributes;
  return { ...principal, attributes };
}

/** What a sub-agent is called within its run, as in `Explore/a1`: its type, where one is told, and its id; null for what is none. */
export function subAgentName({ attributes }: Principal): string | null {
  if (!Object.hasOwn(attributes, SUB_AGENT)) return null;
  return partsOf(attributes).join("/");
}

/** The names by which a stop may mean a sub-agent: that of its run with its type or its id, as in `coder/Explore`. */
export function subAgentIds({ id, attributes }: Principal): readonly string[] {
  return partsOf(attributes).map((part) => `${id}/${part}`);
}

function partsOf(attributes: Principal["attributes"]): readonly string[] {
  const told = Object.hasOwn(attributes, SUB_AGENT) ? attributes[SUB_AGENT] : undefined;
  const parts = isObject(told) ? [member(told, "type"), member(told, "id")] : [];
  return parts.filter((part) => typeof part === "string").filter((part) => part !== "");
}
