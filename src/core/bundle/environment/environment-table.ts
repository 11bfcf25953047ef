import type { Kinds } from "#core/kinds";
import type { Environment } from "#core/language";
import { policyEnvironment, type PolicyNames } from "./policy-environment.ts";
import { resourceEnvironment } from "./resource-environment.ts";

/** The environments of some kinds, each made once. A kind of null stands for resources whose properties have no known types. */
export interface EnvironmentTable {
  /** For expressions about resources alone, as in grants. */
  resource(kind: string | null): Environment;
  /** For the expressions of a policy; `names` is null for one without parameters and variables. */
  policy(kind: string | null, names: PolicyNames | null): Environment;
}

const NO_NAMES: PolicyNames = { parameters: {}, variables: new Map() };

const TABLES = new WeakMap<Kinds, EnvironmentTable>();

/**
 * The environments of these kinds, for all bundles that have them. Policies without parameters and variables share one environment for each kind, whose names the checker then indexes
 * once.
 */
export function environmentTableOf(kinds: Kinds): EnvironmentTable {
  const table = TABLES.get(kinds) ?? createTable(kinds);
  TABLES.set(kinds, table);
  return table;
}

function createTable(kinds: Kinds): EnvironmentTable {
  const resource = memoize((kind) => resourceEnvironment(kinds, kind));
  const bare = memoize((kind) => policyEnvironment(resource(kind), NO_NAMES));
  return {
    resource,
    policy: (kind, names) => (names === null ? bare(kind) : policyEnvironment(resource(kind), names)),
  };
}

function memoize(make: (kind: string | null) => Environment): (kind: string | null) => Environment {
  const made = new Map<string | null, Environment>();
  return (kind) => {
    const known = made.get(kind);
    if (known !== undefined) return known;
    const environment = make(kind);
    made.set(kind, environment);
    return environment;
  };
}
