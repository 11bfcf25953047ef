import { TASK } from "#core/agents";
import type { CheckedGrant } from "#core/bundle";
import { compileGroup, type CompiledGroup, type Timestamp } from "#core/language";
import type { Effect, Principal } from "#core/model";
import type { EvaluationContext } from "../program/evaluation-context.ts";
import { Fork } from "../program/fork.ts";
import type { Surroundings } from "./environment.ts";
import { parseExpiry, isAhead } from "./expiry.ts";
import type { Frame } from "./frame.ts";

type Spec = CheckedGrant["document"]["spec"];

/** How many grants that nearly cover an effect are named. */
const MOST_OBSTACLES = 3;

/** How far grants cover an effect: `after-approval` when only grants that require one do. */
export type Coverage = "covered" | "after-approval" | "uncovered";

/** How one grant stands to an effect; `reason` is why it falls short. */
export interface Standing {
  readonly grant: string;
  readonly standing: "covers" | "covers-after-approval" | "falls-short";
  readonly reason: string | null;
}

/** Who asks, and when. */
export interface Applicant {
  readonly principal: Principal;
  readonly now: Timestamp;
}

/**
 * The grants of a program. A grant covers an effect when it is not expired, names the principal, its task, the verb and the resource, lists every
 * environment that the effect is known to be in, and all of its conditions are true; nothing that is unknown or fails ever grants. A grant that
 * names no principal, no verb, or neither a kind nor a type covers nothing.
 */
export class Grants {
  readonly #index: Fork<LoadedGrant, Fork<LoadedGrant, readonly LoadedGrant[]>>;

  constructor(grants: readonly CheckedGrant[], context: EvaluationContext) {
    const loaded = grants
      .filter(({ document }) => isLimited(document.spec))
      .map((grant, position) => new LoadedGrant(grant, position, context));
    this.#index = new Fork(
      loaded,
      ({ spec }) => spec.verbs,
      (some) =>
        new Fork(
          some,
          ({ spec }) => spec.kinds,
          (rest) => rest,
        ),
    );
  }

  /** How far the grants cover an effect whose turn it is in the frame. */
  coverage(effect: Effect, surroundings: Surroundings, applicant: Applicant): Coverage {
    let coverage: Coverage = "uncovered";
    for (const grant of this.#index.at(effect.verb).at(effect.resource.kind)) {
      if (coverage === "after-approval" && grant.needsApproval) continue;
      if (!grant.covers(effect, surroundings, applicant)) continue;
      if (!grant.needsApproval) return "covered";
      coverage = "after-approval";
    }
    return coverage;
  }

  /** How each grant that names the principal and the resource stands to an effect whose turn it is in the frame. */
  standings(effect: Effect, surroundings: Surroundings, applicant: Applicant): readonly Standing[] {
    const near = this.#index.at(effect.verb).at(effect.resource.kind);
    return near.flatMap((grant): readonly Standing[] => {
      if (grant.covers(effect, surroundings, applicant)) {
        return [
          { grant: grant.name, standing: grant.needsApproval ? "covers-after-approval" : "covers", reason: null },
        ];
      }
      const reason = grant.obstacle(effect, surroundings, applicant);
      return reason === null ? [] : [{ grant: grant.name, standing: "falls-short", reason }];
    });
  }

  /** What keeps the grants that name the principal and the resource from covering an effect, in words; none when no grant names both. */
  obstacles(effect: Effect, surroundings: Surroundings, applicant: Applicant): readonly string[] {
    const near = this.#index.at(effect.verb).at(effect.resource.kind);
    const obstacles = near.flatMap((grant) => grant.obstacle(effect, surroundings, applicant) ?? []);
    return obstacles.toSorted().slice(0, MOST_OBSTACLES);
  }
}

function isLimited({ principals, verbs, kinds, types }: Spec): boolean {
  const named = principals.kinds.length + principals.ids.length + principals.groups.length;
  return named > 0 && verbs.length > 0 && kinds.length + types.length > 0;
}

class LoadedGrant {
  readonly needsApproval: boolean;
  readonly position: number;
  readonly spec: Spec;
  readonly name: string;
  readonly #expires: Timestamp | null;
  readonly #conditions: CheckedGrant["conditions"];
  readonly #context: EvaluationContext;
  #compiled: CompiledGroup | undefined;

  constructor({ document, conditions }: CheckedGrant, position: number, context: EvaluationContext) {
    this.position = position;
    this.spec = document.spec;
    this.name = document.metadata.name;
    this.#expires = document.spec.approvedBy === "" ? null : parseExpiry(document.spec.expires);
    this.#conditions = conditions;
    this.#context = context;
    this.needsApproval = document.spec.approval !== "none";
  }

  covers(effect: Effect, surroundings: Surroundings, { principal, now }: Applicant): boolean {
    return (
      isAhead(this.#expires, now) &&
      this.#names(principal) &&
      this.#isAbout(effect) &&
      this.#isForTask(principal) &&
      reaches(this.spec.environments, surroundings) &&
      this.#conditionsHold(this.#context.frame)
    );
  }

  /** Why a grant that does not cover an effect does not, or null where it is for others. */
  obstacle(effect: Effect, surroundings: Surroundings, { principal, now }: Applicant): string | null {
    if (!this.#names(principal) || !this.#isAbout(effect)) return null;
    if (!isAhead(this.#expires, now)) return `\`${this.name}\` has ended`;
    if (!this.#isForTask(principal)) return `\`${this.name}\` is for other tasks`;
    return reaches(this.spec.environments, surroundings)
      ? `the conditions of \`${this.name}\` are not all known to be true`
      : `\`${this.name}\` does not reach the environment`;
  }

  #names(principal: Principal): boolean {
    const { kinds, ids, groups } = this.spec.principals;
    return (
      isListed(kinds, principal.kind) &&
      isListed(ids, principal.id) &&
      (groups.length === 0 || principal.groups.some((group) => groups.includes(group)))
    );
  }

  #isAbout({ resource }: Effect): boolean {
    return isListed(this.spec.kinds, resource.kind) && isListed(this.spec.types, resource.type);
  }

  #isForTask({ attributes }: Principal): boolean {
    const { tasks } = this.spec;
    if (tasks.length === 0) return true;
    return Object.hasOwn(attributes, TASK) && tasks.some((task) => task === attributes[TASK]);
  }

  #conditionsHold(frame: Frame): boolean {
    if (this.#conditions.length === 0) return true;
    this.#compiled ??= compileGroup(
      this.#conditions.map(({ checked }) => checked),
      this.#context.options,
    );
    frame.begin();
    this.#compiled.evaluate(frame.scope, frame.meter, frame.out);
    return (
      frame.isWithinOneExpression() && frame.out.slice(0, this.#conditions.length).every((value) => value === true)
    );
  }
}

/** Whether an effect is known to stay in the environments of a list; an empty list puts no limit. */
export function reaches(environments: readonly string[], { names, isUncertain }: Surroundings): boolean {
  if (environments.length === 0) return true;
  return !isUncertain && names.length > 0 && names.every((name) => environments.includes(name));
}

function isListed(list: readonly string[], value: string): boolean {
  return list.length === 0 || list.includes(value);
}
