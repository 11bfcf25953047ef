import type { CheckedGrant } from "#core/bundle";
import { compileGroup, type CompiledGroup, type Timestamp } from "#core/language";
import type { Effect, Principal } from "#core/model";
import type { EvaluationContext } from "../program/evaluation-context.ts";
import type { Surroundings } from "./environment.ts";
import { parseExpiry, isAhead } from "./expiry.ts";
import type { Frame } from "./frame.ts";

/** How far grants cover an effect: `after-approval` when only grants that require one do. */
export type Coverage = "covered" | "after-approval" | "uncovered";

/** Who asks, and when. */
export interface Applicant {
  readonly principal: Principal;
  readonly now: Timestamp;
}

/**
 * The grants of a program. A grant covers an effect when it is not expired, names the principal, the verb and the resource, lists every
 * environment that the effect is known to be in, and all of its conditions are true; nothing that is unknown or fails ever grants. A grant that
 * names no verb, or neither a kind nor a type, covers nothing.
 */
export class Grants {
  readonly #byVerb: ReadonlyMap<string, readonly LoadedGrant[]>;

  constructor(grants: readonly CheckedGrant[], context: EvaluationContext) {
    const byVerb = new Map<string, LoadedGrant[]>();
    for (const checked of grants) {
      const grant = new LoadedGrant(checked, context);
      for (const verb of new Set(checked.document.spec.verbs)) {
        byVerb.set(verb, [...(byVerb.get(verb) ?? []), grant]);
      }
    }
    this.#byVerb = byVerb;
  }

  /** How far the grants cover an effect whose turn it is in the frame. */
  coverage(effect: Effect, surroundings: Surroundings, applicant: Applicant): Coverage {
    let coverage: Coverage = "uncovered";
    for (const grant of this.#byVerb.get(effect.verb) ?? []) {
      if (coverage === "after-approval" && grant.needsApproval) continue;
      if (!grant.covers(effect, surroundings, applicant)) continue;
      if (!grant.needsApproval) return "covered";
      coverage = "after-approval";
    }
    return coverage;
  }
}

class LoadedGrant {
  readonly needsApproval: boolean;
  readonly #spec: CheckedGrant["document"]["spec"];
  readonly #expires: Timestamp | null;
  readonly #conditions: CheckedGrant["conditions"];
  readonly #context: EvaluationContext;
  #compiled: CompiledGroup | undefined;

  constructor({ document, conditions }: CheckedGrant, context: EvaluationContext) {
    this.#spec = document.spec;
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
      this.#reaches(surroundings) &&
      this.#conditionsHold(this.#context.frame)
    );
  }

  #names(principal: Principal): boolean {
    const { kinds, ids, groups } = this.#spec.principals;
    return (
      kinds.length + ids.length + groups.length > 0 &&
      isListed(kinds, principal.kind) &&
      isListed(ids, principal.id) &&
      (groups.length === 0 || principal.groups.some((group) => groups.includes(group)))
    );
  }

  #isAbout({ resource }: Effect): boolean {
    const { kinds, types } = this.#spec;
    return kinds.length + types.length > 0 && isListed(kinds, resource.kind) && isListed(types, resource.type);
  }

  #reaches({ names, isUncertain }: Surroundings): boolean {
    const { environments } = this.#spec;
    if (environments.length === 0) return true;
    return !isUncertain && names.length > 0 && names.every((name) => environments.includes(name));
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

function isListed(list: readonly string[], value: string): boolean {
  return list.length === 0 || list.includes(value);
}
