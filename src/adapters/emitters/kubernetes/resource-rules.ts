import { isBuiltInGroup, resourceOf } from "#core/admission";

/** What Kubernetes is told to ask about: a rule of `matchConstraints`. */
export interface ResourceRule {
  readonly apiGroups: readonly string[];
  readonly apiVersions: readonly string[];
  readonly operations: readonly string[];
  readonly resources: readonly string[];
}

/** Objects of one kind, as requests name them. */
interface ObjectType {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
}

/** The rules for native types such as `apps/v1 Deployment`: one for each group, every version of it included. */
export function resourceRules(types: readonly string[], operations: readonly string[]): readonly ResourceRule[] {
  const groups = Map.groupBy(types.map(parseType), ({ group }) => group);
  return Array.from(groups, ([group, own]) => ({
    apiGroups: [group],
    apiVersions: unique(own.map(({ version }) => version)),
    operations,
    resources: isBuiltIn(group) ? unique(own.flatMap(resourcesOf)) : ["*"],
  }));
}

/** The kinds that requests must be about where a rule takes in all of a group: nobody but its own cluster knows the plurals of custom resources. */
export function kindsToAsk(types: readonly string[]): readonly string[] {
  const parsed = types.map(parseType);
  return parsed.every(({ group }) => isBuiltIn(group)) ? [] : unique(parsed.map(({ kind }) => kind));
}

function parseType(type: string): ObjectType {
  const [apiVersion = "", kind = ""] = type.split(" ");
  const slash = apiVersion.indexOf("/");
  return { group: apiVersion.slice(0, Math.max(slash, 0)), version: apiVersion.slice(slash + 1), kind };
}

function isBuiltIn(group: string): boolean {
  return !group.includes(".") || isBuiltInGroup(group);
}

/** Containers for debugging come into a Pod through a resource of their own. */
function resourcesOf({ group, version, kind }: ObjectType): readonly string[] {
  const { resource } = resourceOf(group === "" ? version : `${group}/${version}`, kind);
  return group === "" && kind === "Pod" ? [resource, "pods/ephemeralcontainers"] : [resource];
}

function unique(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)];
}
