import type { Effect, Verb } from "#core/model";
import { refuse, told, type Compiled, type Refused } from "../compiled.ts";
import { apiResourceOf } from "./resources.ts";

/** A rule of a Role. */
export interface RoleRule {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  /** Absent where a verb is asked for before there is a name, as when something is made. */
  readonly resourceNames?: readonly string[];
  readonly verbs: readonly string[];
}

/** The rules of one Role in one namespace. */
export interface RoleRules {
  readonly namespace: string;
  readonly rules: readonly RoleRule[];
}

const VERBS: Readonly<Partial<Record<Verb, readonly string[]>>> = {
  read: ["get", "watch"],
  create: ["create"],
  update: ["get", "update", "patch"],
  delete: ["get", "delete"],
};

const NAME = /^[a-z0-9](?:[-a-z0-9.]{0,251}[a-z0-9])?$/;

/**
 * The Role under which exactly these effects are possible, in one namespace. Kubernetes cannot name what does not exist yet, so that whoever may make one object may make
 * others of its kind there. What lies outside of namespaces, gives rights or holds secrets is in none.
 */
export function roleRules(effects: readonly Effect[]): Compiled<RoleRules> {
  const rules: RoleRule[] = [];
  const namespaces = new Set<string>();
  for (const { verb, resource } of effects) {
    const rule = ruleOf(verb, resource);
    if ("kind" in rule) return rule;
    rules.push(rule);
    namespaces.add(resource.scope);
  }
  const [namespace] = namespaces;
  if (namespace === undefined)
    return refuse("no-effects", "Nothing is to be done, and for nothing there are no credentials");
  if (namespaces.size > 1)
    return refuse("many-namespaces", "One credential is for one namespace: ask for each by itself");
  if (!NAME.test(namespace)) return refuse("unknown-resource", `${told(namespace)} is no name of a namespace`);
  return { kind: "compiled", rights: { namespace, rules } };
}

function ruleOf(verb: Verb, { type, name }: Effect["resource"]): RoleRule | Refused {
  const resource = apiResourceOf(type);
  const verbs = VERBS[verb];
  if (resource === null || verbs === undefined) {
    return refuse("unknown-actions", `How a cluster is asked to ${verb} ${told(type)} is not known, or for nobody`);
  }
  if (!resource.isNamespaced) {
    return refuse("cluster-wide", `${told(type)} lies in no namespace, and no credential reaches beyond one`);
  }
  const rule = { apiGroups: [resource.group], resources: [resource.plural], verbs };
  if (verb === "create") return rule;
  return NAME.test(name)
    ? { ...rule, resourceNames: [name] }
    : refuse("unknown-resource", `${told(name)} is no name of one ${told(type)}`);
}
