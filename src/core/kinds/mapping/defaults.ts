import { Unknown, type Value, type ValueObject } from "#core/language";
import type { ProviderDefault } from "#core/documents";
import { isList, isObject, setOwn, type NativeResource } from "#core/model";
import { isMinted, referencesAround } from "../linking/attributes.ts";
import { splitPath } from "../native-path.ts";
import { compareVersions, isVersion } from "./version.ts";

/** A native object with what its provider fills in, and the attribute paths that were filled. */
export interface Completed {
  readonly native: ValueObject;
  readonly filled: readonly string[];
}

/** A default that holds for a version, made ready. */
interface Rule {
  readonly attribute: string;
  readonly key: string;
  readonly path: readonly string[];
  /** Whether something is inherited under one of the names, so that only what is an object's own may count. */
  readonly isInherited: boolean;
  readonly value: Value;
}

const NOTHING_FILLED: readonly string[] = [];

/**
 * What a provider fills in, by its version. An unknown version gets the newest defaults.
 *
 * An attribute is filled that is absent or null, or that the provider itself will make known (a default of null says that nothing is there then),
 * in a block that stands several times in each. One that is not known for another reason stays so, as does everything inside a block that is not.
 */
export class ProviderDefaults {
  readonly #rules: readonly ProviderDefault[];
  readonly #byVersion = new Map<string | null, readonly Rule[]>();

  constructor(rules: readonly ProviderDefault[]) {
    this.#rules = rules;
  }

  /** Copies what it changes, once; the object of a resource that lacks nothing is answered itself. */
  complete({ native, providerVersion, references }: NativeResource): Completed {
    if (this.#rules.length === 0) return { native, filled: NOTHING_FILLED };
    const filled: string[] = [];
    let copy: Record<string, Value> | undefined;
    for (const rule of this.#rulesFor(providerVersion)) {
      const { attribute, key } = rule;
      const inner = fillAt(copy ?? native, { rule, references }, 0);
      if (inner === undefined) continue;
      copy ??= { ...native };
      setOwn(copy, key, inner);
      filled.push(attribute);
    }
    return { native: copy ?? native, filled };
  }

  #rulesFor(version: string | null): readonly Rule[] {
    const known = this.#byVersion.get(version);
    if (known !== undefined) return known;
    const rules = selectRules(this.#rules, version);
    this.#byVersion.set(version, rules);
    return rules;
  }
}

/** One rule for each attribute: of those that hold for the version, the one that came last. */
function selectRules(rules: readonly ProviderDefault[], version: string | null): readonly Rule[] {
  const chosen = new Map<string, ProviderDefault>();
  for (const rule of rules.toSorted(byStart)) if (holds(rule, version)) chosen.set(rule.attribute, rule);
  return Array.from(chosen.values(), ({ attribute, value }) => {
    const path = splitPath(attribute);
    const isInherited = path.some((key) => key in Object.prototype);
    return { attribute, key: path[0] ?? "", path, isInherited, value };
  });
}

function byStart(a: ProviderDefault, b: ProviderDefault): number {
  return compareVersions(a.from ?? "0", b.from ?? "0");
}

function holds({ from, to }: ProviderDefault, version: string | null): boolean {
  if (version === null || !isVersion(version)) return to === null;
  return (from === null || compareVersions(version, from) >= 0) && (to === null || compareVersions(version, to) < 0);
}

interface Filling {
  readonly rule: Rule;
  readonly references: NativeResource["references"];
}

/** What is to stand in the object at the step `depth` of the rule's path; undefined when nothing is to be filled. */
function fillAt(object: ValueObject, filling: Filling, depth: number): Value | undefined {
  const { path } = filling.rule;
  const key = path[depth];
  if (key === undefined) return undefined;
  const current = filling.rule.isInherited && !Object.hasOwn(object, key) ? null : (object[key] ?? null);
  return depth + 1 === path.length ? fillLeaf(current, filling) : fillInside(current, filling, depth + 1);
}

function fillLeaf(current: Value, { rule: { path, value }, references }: Filling): Value | undefined {
  const isOpen =
    current === null || (current instanceof Unknown && isMinted(current, referencesAround(references, path)));
  return isOpen && current !== value ? value : undefined;
}

function fillInside(current: Value, filling: Filling, depth: number): Value | undefined {
  if (current === null) return fillObject({}, filling, depth);
  if (isObject(current)) return fillObject(current, filling, depth);
  if (!isList(current)) return undefined;
  const blocks = current.length === 0 ? [null] : current;
  const inner = blocks.map((block) => fillInside(block, filling, depth));
  return inner.some((block) => block !== undefined) ? inner.map((block, at) => block ?? blocks[at] ?? null) : undefined;
}

function fillObject(object: ValueObject, filling: Filling, depth: number): ValueObject | undefined {
  const inner = fillAt(object, filling, depth);
  return inner === undefined ? undefined : { ...object, [filling.rule.path[depth] ?? ""]: inner };
}
