import { Unknown, type Value, type ValueObject } from "#core/language";
import type { ProviderDefault } from "#core/documents";
import { isList, isObject, type NativeResource } from "#core/model";
import { isMinted, referencesAround } from "../linking/attributes.ts";
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
 * An attribute is filled that is absent or null, or that the provider itself will make known (a default of null says that nothing is there then),
 * in a block that stands several times in each. One that is not known for another reason stays so, as does everything inside a block that is not.
 */
export class ProviderDefaults {
  readonly #rules: readonly ProviderDefault[];
  readonly #byVersion = new Map<string | null, readonly ProviderDefault[]>();

  constructor(rules: readonly ProviderDefault[]) {
    this.#rules = rules;
  }

  /** Copies what it changes; the object of a resource that lacks nothing is answered itself. */
  complete({ native, providerVersion, references }: NativeResource): Completed {
    if (this.#rules.length === 0) return { native, filled: [] };
    const filled: string[] = [];
    let completed = native;
    for (const { attribute, value } of this.#rulesFor(providerVersion)) {
      const path = splitPath(attribute);
      const next = fill(completed, path, {
        value,
        isMinted: (unknown) => isMinted(unknown, referencesAround(references, path)),
      });
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

interface Filling {
  readonly value: Value;
  readonly isMinted: (unknown: Unknown) => boolean;
}

/** The object with the value at the path, where nothing is there yet; undefined when nothing is to be filled. */
function fill(object: ValueObject, path: readonly string[], filling: Filling): ValueObject | undefined {
  const [key, ...rest] = path;
  if (key === undefined) return undefined;
  const current = Object.hasOwn(object, key) ? (object[key] ?? null) : null;
  const inner = rest.length === 0 ? fillLeaf(current, filling) : fillInside(current, rest, filling);
  return inner === undefined ? undefined : { ...object, [key]: inner };
}

function fillLeaf(current: Value, { value, isMinted: minted }: Filling): Value | undefined {
  const isOpen = current === null || (current instanceof Unknown && minted(current));
  return isOpen && current !== value ? value : undefined;
}

function fillInside(current: Value, rest: readonly string[], filling: Filling): Value | undefined {
  if (current === null) return fill({}, rest, filling);
  if (isObject(current)) return fill(current, rest, filling);
  if (!isList(current)) return undefined;
  const blocks = current.length === 0 ? [null] : current;
  const inner = blocks.map((block) => fillInside(block, rest, filling));
  return inner.some((block) => block !== undefined) ? inner.map((block, at) => block ?? blocks[at] ?? null) : undefined;
}
