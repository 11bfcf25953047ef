import type { Value, ValueObject } from "#core/language";
import { isList, PRINCIPAL_KINDS, type Principal, type PrincipalKind } from "#core/model";
import type { Subject } from "#core/wire";
import type { Refusal } from "../judge.ts";

const ALIASES: Readonly<Record<string, PrincipalKind>> = { user: "person", identity: "person", workload: "service" };

const BY_TYPE: ReadonlyMap<string, PrincipalKind> = new Map([
  ...PRINCIPAL_KINDS.map((kind): [string, PrincipalKind] => [kind, kind]),
  ...Object.entries(ALIASES),
]);

/**
 * The principal that a subject is. A type that is none of ours is refused, because what a principal may do hangs on what it is. For an `identity`
 * whose request names an agent in its context, the agent is the principal, and acts on behalf of the identity.
 */
export function principalOf(subject: Subject, context: ValueObject): Principal | Refusal {
  const kind = BY_TYPE.get(subject.type);
  if (kind === undefined) {
    const known = [...BY_TYPE.keys()].map((type) => `\`${type}\``).join(", ");
    return refuse("unknown-subject-type", `Subject type \`${subject.type.slice(0, 64)}\` is none of ${known}`);
  }
  const groups = names(subject.properties, "groups");
  const chain = names(subject.properties, "chain");
  if (groups === undefined || chain === undefined) {
    return refuse("invalid-subject", "`groups` and `chain` among the properties of a subject must be lists of texts");
  }
  const principal = { id: subject.id, kind, groups, attributes: subject.properties, chain };
  const agent = subject.type === "identity" && Object.hasOwn(context, "agent") ? context["agent"] : null;
  if (agent === null || agent === undefined) return principal;
  if (typeof agent !== "string" || agent === "")
    return refuse("invalid-context", "`agent` in the context must be a text");
  return { ...principal, id: agent, kind: "agent", chain: [...chain, subject.id] };
}

function refuse(code: string, message: string): Refusal {
  return { kind: "refused", code, message };
}

const NONE: readonly string[] = [];

function names(properties: ValueObject, key: string): readonly string[] | undefined {
  if (!Object.hasOwn(properties, key)) return NONE;
  const value = properties[key];
  return isList(value) && value.every(isText) ? value : undefined;
}

function isText(value: Value): value is string {
  return typeof value === "string";
}
