/** What reports call a policy of a kind. */
export type Naming = (kind: string, name: string) => string;

/**
 * Names policies by their own names, and by kind and name where another policy has the same one: so that reports and waivers tell them apart.
 * `taken` are the names of Writ's own policies.
 */
export function nameApart(names: Iterable<string>, taken: Iterable<string>): Naming {
  const seen = new Set(taken);
  const shared = new Set<string>();
  for (const name of names) {
    if (seen.has(name)) shared.add(name);
    seen.add(name);
  }
  return (kind, name) => (shared.has(name) ? `${kind}/${name}` : name);
}
