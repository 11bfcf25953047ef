import { TERRAFORM_TYPES } from "./gen/terraform-types.ts";
import { snakeCase, squash } from "./snake-case.ts";

/** How one provider's resource types are named by a system that generates them from Terraform's. */
export interface TypeRules {
  /** The prefix of the Terraform types, which is the provider's name in mappings as well. */
  readonly provider: string;
  /** What Terraform has in place of a group's name, where that is something else; the most telling first. */
  readonly prefixes: Readonly<Record<string, readonly string[]>>;
  /** Types by `group/name` that no prefix tells. */
  readonly exceptions: Readonly<Record<string, string>>;
}

/**
 * The Terraform type behind a resource called `name` in `group`.
 *
 * Where Terraform has no such type, because it is newer or the system's own, the answer is the type that Terraform would have by the usual rule.
 */
export function terraformType({ provider, prefixes, exceptions }: TypeRules, group: string, name: string): string {
  const exception = own(exceptions, `${group}/${name}`);
  if (exception !== undefined) return exception;
  const candidates = [group, ...(own(prefixes, group) ?? []), ""];
  for (const prefix of candidates) {
    const known = knownTypes(provider).get(squash(prefix + name));
    if (known !== undefined) return known;
  }
  const prefix = own(prefixes, group)?.[0] ?? group;
  return [provider, snakeCase(prefix), snakeCase(name)].filter((part) => part !== "").join("_");
}

function own<V>(record: Readonly<Record<string, V>>, key: string): V | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

const indexes = new Map<string, ReadonlyMap<string, string>>();

/** The known types of a provider by their squashed names, made when first asked for. */
function knownTypes(provider: string): ReadonlyMap<string, string> {
  const known = indexes.get(provider);
  if (known !== undefined) return known;
  const names = (own(TERRAFORM_TYPES, provider) ?? "").split(" ").filter((name) => name !== "");
  const index = new Map(names.map((name) => [squash(name), `${provider}_${name}`]));
  indexes.set(provider, index);
  return index;
}
