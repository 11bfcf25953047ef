import { CelError, Unknown, type Value, type ValueObject } from "#core/language";
import type { ProviderDefault } from "#core/documents";
import { isList, isObject } from "#core/model";
import { splitPath } from "../native-path.ts";
import { compareVersions, isVersion } from "./version.ts";

/** A native object with what its provider fills in, and the attribute paths that were filled. */
export interface Completed {
  readonly native: ValueObject;
  readonly filled: readonly string[];
}

/**
 * What a provider fills in, by its version. An unknown version gets the newest defaults.
 *
 * An attribute that is absent or null is filled; one that is not known stays so, as does everything inside a block that stands several times.
 */
export class ProviderDefaults {
  readonly #rules: readonly ProviderDefault[];
  readonly #byVersion = new Map<string | null, readonly ProviderDefault[]>();

  constructor(rules: readonly ProviderDefault[]) {
    this.#rules = rules;
  }

  /** Copies what it changes; an object that lacks nothing is answered itself. */
  complete(native: ValueObject, version: string | null): Completed {
    if (this.#rules.length === 0) return { native, filled: [] };
    const filled: string[] = [];
    let completed = native;
    for (const { attribute, value } of this.#rulesFor(version)) {
      const next = fill(completed, splitPath(attribute), value);
      if (next === undefined) continue;
      completed = next;
      filled.push(attribute);
    }
    return { native: completed, filled };
  }

  #rulesFor(version: string | null): readonly ProviderDefault[] {
    const known = this.#byVersion.get(version);
    if (known !== undefined) return known;
    const rules = selectRules(this.#rules, version);
    this.#byVersion.set(version, rules);
    return rules;
  }
}

/** One rule for each attribute: of those that hold for the version, the one that came last. */
function selectRules(rules: readonly ProviderDefault[], version: string | null): readonly ProviderDefault[] {
  const chosen = new Map<string, ProviderDefault>();
  for (const rule of rules.toSorted(byStart)) if (holds(rule, version)) chosen.set(rule.attribute, rule);
  return [...chosen.values()];
}

function byStart(a: ProviderDefault, b: ProviderDefault): number {
  return compareVersions(a.from ?? "0", b.from ?? "0");
}

function holds({ from, to }: ProviderDefault, version: string | null): boolean {
  if (version === null || !isVersion(version)) return to === null;
  return (from === null || compareVersions(version, from) >= 0) && (to === null || compareVersions(version, to) < 0);
}

/** The object with the value at the path, where nothing is there yet; undefined when nothing is to be filled. */
function fill(object: ValueObject, path: readonly string[], value: Value): ValueObject | undefined {
  const [key, ...rest] = path;
  if (key === undefined) return undefined;
  const current = Object.hasOwn(object, key) ? (object[key] ?? null) : null;
  if (rest.length === 0) return current === null ? { ...object, [key]: value } : undefined;
  const inner = fillInside(current, rest, value);
  return inner === undefined ? undefined : { ...object, [key]: inner };
}

function fillInside(current: Value, rest: readonly string[], value: Value): Value | undefined {
  if (current === null) return fill({}, rest, value);
  if (current instanceof Unknown || current instanceof CelError) return undefined;
  if (isObject(current)) return fill(current, rest, value);
  if (!isList(current) || current.length > 1) return undefined;
  const inner = fillInside(current[0] ?? null, rest, value);
  return inner === undefined ? undefined : [inner];
}
