import { ANY_KIND } from "#core/documents";
import { PART, PRINCIPAL_KINDS, type Effect, type Point, type PrincipalKind } from "#core/model";
import type { Surroundings } from "../judge/environment.ts";
import { Bucket, type Candidate } from "./bucket.ts";
import type { EvaluationContext } from "./evaluation-context.ts";
import { Fork } from "./fork.ts";
import type { LoadedPolicy } from "./loaded-policy.ts";

type Level<Branch> = Fork<LoadedPolicy, Branch>;
/** The index for one kind of principal at one point: kind, then role, then native type, then verb, then environment. */
export type IndexView = Level<Level<Level<Level<EnvironmentFork>>>>;

type Policies = readonly LoadedPolicy[];

/**
 * Finds the policies that an effect concerns, in a number of steps that does not grow with the number of policies. Buckets are built on first
 * use, and effects with the same candidates share one.
 */
export class PolicyIndex {
  readonly #byPrincipal: Level<Level<IndexView>>;
  readonly #byPrincipals = new Map<string, Level<IndexView>>();
  readonly #policies: Policies;
  readonly #byPoint: (some: Policies) => Level<IndexView>;

  constructor(policies: Policies, context: EvaluationContext) {
    const buckets = new BucketTable(context);
    const byEnvironment = (some: Policies): EnvironmentFork => new EnvironmentFork(some, buckets);
    const byVerb = (some: Policies): Level<EnvironmentFork> => new Fork(some, listOf("verbs"), byEnvironment);
    const byType = (some: Policies): Level<Level<EnvironmentFork>> => new Fork(some, listOf("types"), byVerb);
    const byRole = (some: Policies): Level<Level<Level<EnvironmentFork>>> => new Fork(some, limitedRoles, byType);
    const byKind = (some: Policies): IndexView => new Fork(some, limitedKinds, byRole);
    this.#policies = policies;
    this.#byPoint = (some) => new Fork(some, listOf("points"), byKind);
    this.#byPrincipal = new Fork(policies, listOf("principals"), this.#byPoint);
  }

  /** The part of the index for the questions of one kind of principal at one point, or of several of whom each must be allowed. */
  view(principals: PrincipalKind | readonly PrincipalKind[], point: Point): IndexView {
    if (typeof principals === "string") return this.#byPrincipal.at(principals).at(point);
    const [only] = principals;
    if (principals.length === 1 && only !== undefined) return this.#byPrincipal.at(only).at(point);
    return this.#viewOfAll(principals).at(point);
  }

  #viewOfAll(principals: readonly PrincipalKind[]): Level<IndexView> {
    const known = PRINCIPAL_KINDS.filter((kind) => principals.includes(kind));
    const key = known.join();
    const view =
      this.#byPrincipals.get(key) ?? this.#byPoint(this.#policies.filter((policy) => concerns(policy, known)));
    this.#byPrincipals.set(key, view);
    return view;
  }
}

function concerns({ spec }: LoadedPolicy, principals: readonly PrincipalKind[]): boolean {
  const limits = spec.match.principals;
  return limits.length === 0 || limits.some((kind) => principals.includes(kind));
}

function listOf(name: keyof LoadedPolicy["spec"]["match"]): (policy: LoadedPolicy) => readonly string[] {
  return (policy) => policy.spec.match[name];
}

/** The kinds that a policy is limited to: none when it is about every kind. */
function limitedKinds({ spec }: LoadedPolicy): readonly string[] {
  return spec.match.kinds.includes(ANY_KIND) ? [] : spec.match.kinds;
}

/** What an effect is among those of its native resource. */
type Role = "speaker" | typeof PART;
const SPEAKER: readonly Role[] = ["speaker"];

/** A policy that names native types alone asks once for each native resource: the effect that speaks for it. */
function limitedRoles({ spec }: LoadedPolicy): readonly Role[] {
  return spec.match.kinds.length === 0 ? SPEAKER : [];
}

function roleOf({ traits }: Effect): Role {
  return traits.includes(PART) ? PART : "speaker";
}

/** The policies that `effect` concerns. */
export function bucketOf(view: IndexView, effect: Effect, surroundings: Surroundings): Bucket {
  const resource = effect.resource;
  return view.at(resource.kind).at(roleOf(effect)).at(resource.type).at(effect.verb).at(surroundings);
}

/** The last level: policies limited to environments apply in any of those an effect is in, and perhaps when these are uncertain. */
class EnvironmentFork {
  readonly #policies: readonly LoadedPolicy[];
  readonly #buckets: BucketTable;
  readonly #only: Bucket | null;
  readonly #bySurroundings = new Map<Surroundings, Bucket>();

  constructor(policies: readonly LoadedPolicy[], buckets: BucketTable) {
    this.#policies = policies;
    this.#buckets = buckets;
    const isLimited = policies.some((policy) => policy.spec.match.environments.length > 0);
    this.#only = isLimited ? null : buckets.of(policies.map((policy) => ({ policy, isCertain: true })));
  }

  at(surroundings: Surroundings): Bucket {
    return this.#only ?? this.#bySurroundings.get(surroundings) ?? this.#grow(surroundings);
  }

  #grow(surroundings: Surroundings): Bucket {
    const bucket = this.#buckets.of(this.#candidates(surroundings));
    this.#bySurroundings.set(surroundings, bucket);
    return bucket;
  }

  #candidates(surroundings: Surroundings): readonly Candidate[] {
    return this.#policies.flatMap((policy) => {
      const limits = policy.spec.match.environments;
      const isCertain = limits.length === 0 || surroundings.names.some((name) => limits.includes(name));
      return isCertain || surroundings.isUncertain ? [{ policy, isCertain }] : [];
    });
  }
}

/** All buckets of a program by what is in them. */
class BucketTable {
  readonly #context: EvaluationContext;
  readonly #buckets = new Map<string, Bucket>();

  constructor(context: EvaluationContext) {
    this.#context = context;
  }

  of(candidates: readonly Candidate[]): Bucket {
    const key = candidates.map(({ policy, isCertain }) => `${policy.position}${isCertain ? "" : "?"}`).join();
    const known = this.#buckets.get(key);
    if (known !== undefined) return known;
    const bucket = new Bucket(candidates, this.#context);
    this.#buckets.set(key, bucket);
    return bucket;
  }
}
