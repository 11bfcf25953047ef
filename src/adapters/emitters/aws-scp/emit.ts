import type { Bundle, CheckedPolicy } from "#core/bundle";
import { ANY_KIND, type Validation } from "#core/documents";
import type { Subject } from "../conditions/index.ts";
import type { Covered, Emission, EmittedDocument, Gap } from "../emission.ts";
import { documentGaps } from "../document-gaps.ts";
import { judgeType, type Judgeable, type JudgedType } from "./judge-type.ts";
import { pack, type Packed } from "./pack.ts";
import { mergeKey, type Statement } from "./statement.ts";
import { CLOUDFORMATION, refusalOf, subjectsOf, TERRAFORM } from "./subjects.ts";

/**
 * The policies of a bundle as policies of AWS Organizations: service control policies that deny API calls, and resource control policies where a
 * rule is about who reaches a resource.
 *
 * Pure and total. Statements deny the calls by which a resource comes to violate a policy, as far as condition keys tell it; what they do not tell
 * is a gap, and what is denied beyond or left out is a difference.
 */
export function emitAwsScp(bundle: Bundle): Emission {
  const emitter = new Emitter(bundle);
  for (const policy of bundle.policies.toSorted(byName)) emitter.add(policy);
  return emitter.emission();
}

function byName(a: CheckedPolicy, b: CheckedPolicy): number {
  return a.document.metadata.name < b.document.metadata.name ? -1 : 1;
}

/** What of a validation is denied by which statements. */
interface Denied {
  readonly about: Omit<Covered, "by" | "differences">;
  readonly statements: readonly Statement[];
  readonly isForResources: boolean;
  readonly differences: readonly string[];
}

class Emitter {
  readonly #bundle: Bundle;
  readonly #waived: ReadonlySet<string>;
  readonly #denied: Denied[] = [];
  readonly #idle: Covered[] = [];
  readonly #gaps: Gap[] = [];
  readonly #elsewhere: string[] = [];

  constructor(bundle: Bundle) {
    this.#bundle = bundle;
    this.#waived = new Set(bundle.waivers.map(({ spec }) => spec.policy));
  }

  emission(): Emission {
    const files = [...this.#files(false), ...this.#files(true)];
    const covered = this.#denied.map(({ about, statements, differences, isForResources }) => {
      const own = files.filter((file) => file.isForResources === isForResources && holdsSome(file, statements));
      const by = own.map(({ path }) => path).join(", ");
      return { ...about, by, differences: [...differences, ...beyond(own)] };
    });
    return {
      documents: files.map(({ path, text }) => ({ path, text })),
      covered: [...covered, ...this.#idle],
      gaps: [...this.#gaps, ...documentGaps(this.#bundle, UNTOLD)],
      elsewhere: this.#elsewhere,
    };
  }

  #files(isForResources: boolean): readonly File[] {
    const own = this.#denied.filter((one) => one.isForResources === isForResources);
    const name = isForResources ? "rcp" : "scp";
    const packed = pack(
      own.flatMap(({ statements }) => statements),
      isForResources,
    );
    return packed.map((one, index) => ({
      ...one,
      path: `${name}-${index + 1}.json`,
      number: index + 1,
      isForResources,
    }));
  }

  add(policy: CheckedPolicy): void {
    const subjects = subjectsOf(policy, this.#bundle, TERRAFORM);
    const { spec } = policy.document;
    if (subjects.length === 0) {
      this.#addForeign(policy);
      return;
    }
    const refusal = refusalOf(policy);
    for (const validation of spec.validations) {
      if (refusal !== null) this.#gaps.push({ ...aboutAll(validation, subjects), reason: refusal });
      else this.#addValidation(validation, subjects);
    }
    if (refusal === null && spec.match.kinds.includes(ANY_KIND)) this.#addOtherTypes(policy);
  }

  /** A policy that is about no type of Terraform is a gap where it is about AWS at all. */
  #addForeign(policy: CheckedPolicy): void {
    const subjects = subjectsOf(policy, this.#bundle, CLOUDFORMATION);
    if (subjects.length === 0) this.#elsewhere.push(policy.document.metadata.name);
    const reason = "it names types of CloudFormation alone, and calls are known by those of Terraform";
    for (const validation of policy.document.spec.validations)
      if (subjects.length > 0) this.#gaps.push({ ...aboutAll(validation, subjects), reason });
  }

  #addValidation(validation: Validation, subjects: readonly Judgeable[]): void {
    const judged = subjects.map((subject) => ({ subject, answer: judgeType(subject, validation) }));
    const groups = Map.groupBy(judged, ({ subject, answer }) => JSON.stringify([subject.kind, groupOf(answer)]));
    for (const group of groups.values()) {
      const about = aboutAll(
        validation,
        group.map(({ subject }) => subject),
      );
      const [first] = group;
      if (first !== undefined)
        this.#addAnswer(
          about,
          group.map(({ answer }) => answer),
          first.answer,
        );
    }
  }

  /** A policy about every kind is about more types than those of which the calls are known. */
  #addOtherTypes({ document }: CheckedPolicy): void {
    const reason = "of other types it is not known by which calls they are made";
    for (const { id } of document.spec.validations) {
      this.#gaps.push({ policy: document.metadata.name, validation: id, kind: ANY_KIND, types: [ANY_KIND], reason });
    }
  }

  #addAnswer(about: Denied["about"], answers: readonly JudgedType[], first: JudgedType): void {
    if (first.kind === "gap") this.#gaps.push({ ...about, reason: first.reason });
    else if (first.kind === "idle") this.#idle.push({ ...about, by: null, differences: [] });
    else {
      const statements = answers.flatMap((one) => (one.kind === "denied" ? one.statements : []));
      const waived = this.#waived.has(about.policy) ? ["stricter: waivers of it do not reach AWS"] : [];
      const { isForResources, differences } = first;
      this.#denied.push({ about, statements, isForResources, differences: [...waived, ...differences] });
    }
  }
}

interface File extends Packed, EmittedDocument {
  readonly number: number;
  readonly isForResources: boolean;
}

function holdsSome({ statements }: File, wanted: readonly Statement[]): boolean {
  return wanted.some((one) =>
    statements.some(
      (held) => mergeKey(held) === mergeKey(one) && one.actions.some((action) => held.actions.includes(action)),
    ),
  );
}

const UNTOLD = {
  Grant: "no document says by which tag or role AWS knows those to whom it is granted",
  Agent: "no document says by which tag or role AWS knows the agent",
};

/** A target takes five policies of each type, one of which is the policy that allows everything. */
const MOST_POLICIES = 4;

function beyond(files: readonly File[]): readonly string[] {
  return files
    .filter(({ number }) => number > MOST_POLICIES)
    .map(
      ({ path }) =>
        `weaker: \`${path}\` is beyond the ${MOST_POLICIES} policies that a target takes beside \`FullAWSAccess\`, and holds only where it is attached at another level`,
    );
}

/** What groups types of which the same is said. */
function groupOf(answer: JudgedType): unknown {
  return answer.kind === "denied" ? [answer.isForResources, answer.differences] : answer;
}

function aboutAll({ id }: Validation, subjects: readonly Subject[]): Denied["about"] {
  const kinds = [...new Set(subjects.map(({ kind }) => kind))];
  const types = [...new Set(subjects.map(({ type }) => type))];
  return {
    policy: subjects[0]?.policy.document.metadata.name ?? "",
    validation: id,
    kind: kinds.length > MOST_KINDS ? ANY_KIND : kinds.join(", "),
    types,
  };
}

const MOST_KINDS = 8;
