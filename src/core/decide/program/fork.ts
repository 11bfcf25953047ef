import type { LoadedPolicy } from "./loaded-policy.ts";

/**
 * One level of the policy index: sorts policies by one of the lists of their `match`, where an empty list puts no limit.
 *
 * A branch grows when it is first asked for. Values that no policy lists share one branch, so that a stream of new values takes no memory.
 */
export class Fork<Branch> {
  readonly #grow: (policies: readonly LoadedPolicy[]) => Branch;
  readonly #unlimited: LoadedPolicy[] = [];
  readonly #listed = new Map<string, LoadedPolicy[]>();
  /** Has every listed value from the start: null until its branch grows. */
  readonly #branches = new Map<string, Branch | null>();
  #rest: Branch | undefined;

  constructor(
    policies: readonly LoadedPolicy[],
    list: (match: LoadedPolicy["spec"]["match"]) => readonly string[],
    grow: (policies: readonly LoadedPolicy[]) => Branch,
  ) {
    this.#grow = grow;
    for (const policy of policies) this.#sort(policy, list(policy.spec.match));
  }

  /** The branch of the policies that list `value` or list nothing. */
  at(value: string): Branch {
    const branch = this.#branches.get(value);
    if (branch === undefined) return (this.#rest ??= this.#grow(this.#unlimited));
    return branch ?? this.#branch(value);
  }

  #branch(value: string): Branch {
    const branch = this.#grow(merge(this.#listed.get(value) ?? [], this.#unlimited));
    this.#branches.set(value, branch);
    return branch;
  }

  #sort(policy: LoadedPolicy, values: readonly string[]): void {
    if (values.length === 0) this.#unlimited.push(policy);
    for (const value of new Set(values)) {
      const listed = this.#listed.get(value);
      if (listed === undefined) this.#listed.set(value, [policy]);
      else listed.push(policy);
      this.#branches.set(value, null);
    }
  }
}

function merge(some: readonly LoadedPolicy[], others: readonly LoadedPolicy[]): readonly LoadedPolicy[] {
  if (others.length === 0) return some;
  return [...some, ...others].toSorted((a, b) => a.position - b.position);
}
