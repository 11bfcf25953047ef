import type { Bundle, CheckedPolicy } from "#core/bundle";
import { KUBERNETES_VERSIONS } from "#core/language";
import { ANY_KIND, type Mapping } from "#core/documents";
import type { Covered, EmitOptions, EmittedDocument, Emission, Gap } from "../emission.ts";
import { admissionDocument } from "./documents.ts";
import { NativeLanguage } from "./rewrite/native-language.ts";
import { kindsToAsk } from "./resource-rules.ts";
import { settle, type Settled } from "./settle.ts";
import { translate } from "./translate.ts";

/**
 * The policies of a bundle as `ValidatingAdmissionPolicy` objects, one for each policy and mapping of native types of Kubernetes.
 *
 * Pure and total. What is emitted answers as Writ does of every object that its schema allows, or denies where it cannot; a validation for which
 * that cannot be said is a gap and never an approximation.
 */
export function emitKubernetes(
  bundle: Bundle,
  { kubernetes = KUBERNETES_VERSIONS.newest }: EmitOptions = {},
): Emission {
  const emitter = new Emitter(bundle, new NativeLanguage(kubernetes));
  for (const policy of bundle.policies.toSorted(byName)) emitter.add(policy);
  return emitter.emission();
}

function byName(a: CheckedPolicy, b: CheckedPolicy): number {
  return a.document.metadata.name < b.document.metadata.name ? -1 : 1;
}

/** A policy with what of it is said of the types of one mapping. */
interface Part {
  readonly policy: CheckedPolicy;
  readonly kind: string;
  readonly mapping: Mapping;
  readonly types: readonly string[];
}

class Emitter {
  readonly #bundle: Bundle;
  readonly #language: NativeLanguage;
  readonly #waived: ReadonlySet<string>;
  readonly #documents: EmittedDocument[] = [];
  readonly #names = new Set<string>();
  readonly #covered: Covered[] = [];
  readonly #gaps: Gap[] = [];
  readonly #elsewhere: string[] = [];

  constructor(bundle: Bundle, language: NativeLanguage) {
    this.#language = language;
    this.#bundle = bundle;
    this.#waived = new Set(bundle.waivers.map(({ spec }) => spec.policy));
  }

  emission(): Emission {
    return { documents: this.#documents, covered: this.#covered, gaps: this.#gaps, elsewhere: this.#elsewhere };
  }

  add(policy: CheckedPolicy): void {
    const parts = this.#partsOf(policy);
    const refusal = refusalOf(policy);
    if (parts.length === 0) this.#elsewhere.push(policy.document.metadata.name);
    else if (refusal !== null) this.#refuse(summaryOf(policy, parts), refusal);
    else for (const part of parts) this.#addPart(part);
  }

  /** The mappings of Kubernetes that make resources of the policy's subject. */
  #partsOf(policy: CheckedPolicy): readonly Part[] {
    const { kinds, types } = policy.document.spec.match;
    const all = kinds.length > 0 ? kinds : types.flatMap((type) => this.#bundle.kinds.kindsOf(type));
    const named = all.includes(ANY_KIND) ? this.#bundle.kinds.names : [...new Set(all)];
    return named.flatMap((kind) =>
      this.#bundle.kinds.mappingsOf(kind).flatMap((mapping) => {
        const own = mapping.types.filter((type) => isObjectType(type) && (types.length === 0 || types.includes(type)));
        return mapping.provider === "kubernetes" && own.length > 0 ? [{ policy, kind, mapping, types: own }] : [];
      }),
    );
  }

  #refuse({ policy, kind, types }: Omit<Part, "mapping">, reason: string): void {
    const { metadata, spec } = policy.document;
    for (const { id } of spec.validations) {
      this.#gaps.push({ policy: metadata.name, validation: id, kind, types, reason });
    }
  }

  #addPart(part: Part): void {
    const obstacle = this.#obstacleTo(part);
    if (obstacle !== null) return this.#refuse(part, obstacle);
    const { policy, kind, types } = part;
    const settled = settle(translate(policy, kind, part.mapping, this.#language), this.#language);
    const about = { policy: policy.document.metadata.name, kind, types };
    for (const { id, reason } of settled.inexpressible) this.#gaps.push({ ...about, validation: id, reason });
    for (const id of settled.idle) this.#covered.push({ ...about, validation: id, by: null, differences: [] });
    if (settled.rules.length > 0) this.#addDocument(part, settled);
  }

  /** Why nothing can be said of the types of a mapping; null when nothing stands in the way. */
  #obstacleTo({ kind, mapping, types }: Part): string | null {
    if (types.some((type) => type.startsWith("audit.k8s.io/"))) return "what the audit log records is not admitted";
    if (types.some((type) => EXEMPT.test(type))) return "Kubernetes asks no admission policy about admission policies";
    if (mapping.defaults.length > 0) return "what the API server fills in is not in the rule";
    const earlier = this.#bundle.kinds.mappingsOf(kind);
    const rival = earlier
      .slice(0, earlier.indexOf(mapping))
      .find((one) => one.types.some((type) => types.includes(type)));
    return rival === undefined || mapping.each !== null
      ? null
      : "another mapping of its kind takes some of these objects first";
  }

  #addDocument({ policy, kind, types }: Part, settled: Settled): void {
    const name = this.#freeName(policy, types);
    const { verbs } = policy.document.spec.match;
    this.#documents.push(admissionDocument({ name, policy, types, operations: operationsOf(verbs), settled }));
    const about = {
      policy: policy.document.metadata.name,
      kind,
      types,
      by: name,
      differences: this.#differences(policy, types),
    };
    for (const { id } of settled.rules) this.#covered.push({ ...about, validation: id });
  }

  #differences({ document }: CheckedPolicy, types: readonly string[]): readonly string[] {
    const { verbs } = document.spec.match;
    const waived = this.#waived.has(document.metadata.name) ? ["stricter: waivers of it do not reach the cluster"] : [];
    const unseen = (["delete", "release"] as const).filter((verb) => verbs.length === 0 || verbs.includes(verb));
    const custom = kindsToAsk(types).length > 0 ? [NULL_IN_CUSTOM] : [];
    const deletion = unseen.length === 0 ? [] : [`weaker: it is not asked at ${unseen.join(" and ")}`];
    return [...waived, ...deletion, ...custom];
  }

  #freeName({ document }: CheckedPolicy, [type = ""]: readonly string[]): string {
    const base = `${document.metadata.name}-${type.slice(type.indexOf(" ") + 1).toLowerCase()}`;
    let name = base;
    for (let count = 2; this.#names.has(name); count++) name = `${base}-${count}`;
    this.#names.add(name);
    return name;
  }
}

/** A policy with all that it is about. */
function summaryOf(policy: CheckedPolicy, parts: readonly Part[]): Omit<Part, "mapping"> {
  const { kinds } = policy.document.spec.match;
  if (kinds.includes(ANY_KIND)) return { policy, kind: ANY_KIND, types: [ANY_KIND] };
  const types = [...new Set(parts.flatMap((part) => part.types))];
  return { policy, kind: [...new Set(parts.map(({ kind }) => kind))].join(", "), types };
}

/** Whether a native type is one of objects, as in `apps/v1 Deployment`; Terraform calls the same by names of its own. */
function isObjectType(type: string): boolean {
  return /^\S+ \S+$/.test(type);
}

/** The API server drops what is null in objects of its own; custom resources may keep it. */
const NULL_IN_CUSTOM =
  "stricter or weaker: a field that a custom resource may hold as null counts as null there, and not as absent";

/** What the API server exempts, so that nobody can lock a cluster up. */
const EXEMPT = /^admissionregistration\.k8s\.io\/\S+ (?:Validating|Mutating)AdmissionPolicy(?:Binding)?$/;

/** Why no validation of a policy can be said; null when nothing stands in the way. */
function refusalOf({ document }: CheckedPolicy): string | null {
  const { kinds, verbs, principals, environments, points } = document.spec.match;
  if (kinds.includes(ANY_KIND)) return "it is about resources of every kind";
  if (principals.length > 0)
    return `it is about what is done by ${principals.join(" or ")}, and a cluster does not tell these apart`;
  if (environments.length > 0) return "it is limited to environments, which a cluster does not know";
  if (points.length > 0 && !points.includes("admission")) return `it is asked only at ${points.join(" and ")}`;
  return operationsOf(verbs).length === 0 ? `it is about ${verbs.join(" and ")} only` : null;
}

function operationsOf(verbs: readonly string[]): readonly string[] {
  const asked = [
    ["create", "CREATE"],
    ["update", "UPDATE"],
  ] as const;
  return asked.flatMap(([verb, operation]) => (verbs.length === 0 || verbs.includes(verb) ? [operation] : []));
}
