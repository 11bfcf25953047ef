import type { Bundle, CheckedPolicy } from "#core/bundle";
import type { Validation } from "#core/documents";
import type { Covered, Gap } from "../emission.ts";
import { generalDifferences, partsOf, type Part } from "./parts.ts";

/** What became of a validation for one native type, in the words of a target. */
export type Said<Rule> =
  | { readonly kind: "rules"; readonly rules: readonly Rule[] }
  /** It holds of every resource of the type. */
  | { readonly kind: "idle" }
  | { readonly kind: "gap"; readonly reason: string };

/** A platform that judges one resource by its fields. */
export interface Target<Rule> {
  /** Whether a native type is one of the platform's. */
  readonly isOwn: (type: string) => boolean;
  readonly say: (part: Part, validation: Validation, bundle: Bundle) => Said<Rule>;
}

/** A rule of one validation, with all the native types of which it says the same. */
export interface Draft<Rule> {
  readonly policy: CheckedPolicy;
  readonly validation: string;
  readonly kind: string;
  readonly types: readonly string[];
  readonly rule: Rule;
  /** What holds of the whole policy, whatever the rule says. */
  readonly differences: readonly string[];
}

/** What a bundle says to a target, before it is written out. */
export interface Drafts<Rule> {
  readonly drafts: readonly Draft<Rule>[];
  readonly covered: readonly Covered[];
  readonly gaps: readonly Gap[];
  readonly elsewhere: readonly string[];
}

/** Says every policy of a bundle to a target, in the order of their names. */
export function draftsOf<Rule>(bundle: Bundle, target: Target<Rule>): Drafts<Rule> {
  const collector = new Collector(bundle, target);
  for (const policy of bundle.policies.toSorted(byName)) collector.add(policy);
  return collector;
}

function byName(a: CheckedPolicy, b: CheckedPolicy): number {
  return a.document.metadata.name < b.document.metadata.name ? -1 : 1;
}

class Collector<Rule> implements Drafts<Rule> {
  readonly covered: Covered[] = [];
  readonly gaps: Gap[] = [];
  readonly elsewhere: string[] = [];
  readonly #bundle: Bundle;
  readonly #target: Target<Rule>;
  readonly #waived: ReadonlySet<string>;
  readonly #drafts = new Map<string, Draft<Rule>>();

  constructor(bundle: Bundle, target: Target<Rule>) {
    this.#bundle = bundle;
    this.#target = target;
    this.#waived = new Set(bundle.waivers.map(({ spec }) => spec.policy));
  }

  get drafts(): readonly Draft<Rule>[] {
    return [...this.#drafts.values()];
  }

  add(policy: CheckedPolicy): void {
    const { name } = policy.document.metadata;
    const taken = partsOf(policy, this.#bundle, this.#target.isOwn);
    if (taken.kind === "elsewhere") this.elsewhere.push(name);
    else if (taken.kind === "parts")
      for (const own of Map.groupBy(taken.parts, ({ kind, type }) => `${kind} ${type}`).values()) this.#addParts(own);
    else
      for (const { id } of policy.document.spec.validations)
        this.gaps.push({ policy: name, validation: id, kind: taken.about, types: taken.types, reason: taken.reason });
  }

  /** A type that several mappings make one kind of is covered where each of them is. */
  #addParts(parts: readonly Part[]): void {
    const [first] = parts;
    for (const validation of first?.policy.document.spec.validations ?? []) {
      const answers = parts.map((part) => ({ part, said: this.#target.say(part, validation, this.#bundle) }));
      const reasons = answers.flatMap(({ said }) => (said.kind === "gap" ? [said.reason] : []));
      const rules = answers.flatMap(({ part, said }) =>
        said.kind === "rules" ? said.rules.map((rule) => ({ part, rule })) : [],
      );
      for (const { part, rule } of rules) this.#addDraft(part, validation.id, rule);
      if (first === undefined) continue;
      const about = aboutOf({ ...first, validation: validation.id, types: [first.type] });
      for (const reason of new Set(reasons)) this.gaps.push({ ...about, reason });
      if (reasons.length + rules.length === 0) this.covered.push({ ...about, by: null, differences: [] });
    }
  }

  /** Native types that are one type of the platform share a rule. */
  #addDraft({ policy, kind, type }: Part, validation: string, rule: Rule): void {
    const key = JSON.stringify([policy.document.metadata.name, validation, kind, rule]);
    const types = [...(this.#drafts.get(key)?.types ?? []), type];
    const differences = generalDifferences(policy, this.#waived);
    this.#drafts.set(key, { policy, validation, kind, rule, types, differences });
  }
}

/** What a report calls the part of a policy. */
export function aboutOf(
  part: Pick<Draft<unknown>, "policy" | "validation" | "kind" | "types">,
): Pick<Gap, "policy" | "validation" | "kind" | "types"> {
  const { policy, validation, kind, types } = part;
  return { policy: policy.document.metadata.name, validation, kind, types };
}
